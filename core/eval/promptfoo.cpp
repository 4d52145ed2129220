#include "core/eval/promptfoo.hpp"

#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "core/eval/fill.hpp"
#include "core/eval/promptfoo_parts.hpp"
#include "core/eval/promptfoo_tests.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::eval {

namespace promptfoo {

void Notes::add(ImportChange change, const Place& place, std::string what, std::string instead) {
    ImportNote note{change, place.file, place.line, place.column, std::move(what), std::move(instead)};
    // A test that was multiplied out says the same each time.
    const bool known = std::ranges::any_of(m_notes, [&](const ImportNote& one) {
        return one.line == note.line && one.column == note.column && one.what == note.what &&
               one.file == note.file;
    });
    if (known) return;
    if (m_notes.size() == k_import_notes_max) {
        ++m_left_out;
        return;
    }
    m_notes.push_back(std::move(note));
}

std::string scalar_of(const YamlNode& node) {
    return node.kind == YamlKind::mapping || node.kind == YamlKind::sequence || node.kind == YamlKind::null
               ? std::string()
               : node.text;
}

std::string scalar_at(const YamlNode& mapping, std::string_view key) {
    const YamlNode* node = mapping.find(key);
    return node ? scalar_of(*node) : std::string();
}

std::string file_named(std::string_view text) {
    constexpr std::string_view k_file = "file://";
    if (!text.starts_with(k_file) || text.find('\n') != std::string_view::npos) return {};
    return std::string(text.substr(k_file.size()));
}

Result<YamlNode> tree_of(const std::string& label, std::string_view bytes) {
    std::string text(bytes);
    // JSON may be indented by tabs, YAML may not; inside of JSON's texts there is none.
    if (label.ends_with(".json")) std::ranges::replace(text, '\t', ' ');
    constexpr YamlLimits k_limits{8u << 20, 32, 1'000'000};
    YamlResult read = parse_yaml(text, k_limits);
    if (read.ok()) return std::move(*read.root);
    Error error{ErrorCode::invalid_file,
                fmt::format("{} cannot be read", label),
                {},
                "mend these, then import again"};
    for (const YamlProblem& problem : read.problems)
        if (error.context.size() < 10)
            error.with_context(fmt::format("{}:{}: {}{}", label, problem.at.line, problem.message,
                                           problem.fix.empty() ? "" : " (" + problem.fix + ")"));
    return fail(std::move(error));
}

void note_keys(const Source& source, const YamlNode& mapping, std::string_view of,
               std::span<const KeyRow> table, Notes& notes) {
    for (const YamlNode::Entry& entry : mapping.entries) {
        const Place place{source.file, entry.key_begin.line + source.lines_before, entry.key_begin.column};
        const auto row = std::ranges::find(table, entry.key, &KeyRow::key);
        if (row == table.end()) {
            std::vector<std::string> keys;
            for (const KeyRow& one : table) keys.emplace_back(one.key);
            notes.add(ImportChange::left_out, place,
                      fmt::format("the key {} of {} is left out: there is none of that name",
                                  in_quotes(entry.key), of),
                      did_you_mean(entry.key, keys));
        } else if (!row->what.empty()) {
            notes.add(row->change, place, fmt::format("`{}` of {} is not taken: {}", row->key, of, row->what),
                      std::string(row->instead));
        }
    }
}

}  // namespace promptfoo

namespace {

using namespace promptfoo;

// https://www.promptfoo.dev/docs/configuration/reference/ (read 2026-11-26)
constexpr std::array k_root_keys{
    KeyRow{"$schema", {}, {}, {}},
    KeyRow{"description", {}, {}, {}},
    KeyRow{"prompts", {}, {}, {}},
    KeyRow{"providers", {}, {}, {}},
    KeyRow{"targets", {}, {}, {}},
    KeyRow{"tests", {}, {}, {}},
    KeyRow{"defaultTest", {}, {}, {}},
    KeyRow{"evaluateOptions", {}, {}, {}},
    KeyRow{"assertionTemplates", {}, {}, {}},  // by $ref
    KeyRow{"scenarios", ImportChange::left_out, "a suite has tests alone",
           "write them as tests, or as rows with a column a variable: `rows: [tests.csv]`"},
    KeyRow{"tags", ImportChange::left_out, "a suite has a name and a description", ""},
    KeyRow{"metadata", ImportChange::left_out, "a suite has a name and a description", ""},
    KeyRow{"env", ImportChange::left_out,
           "keys stand in your own configuration, so that no file can send one away",
           "mkai config credential add NAME --from env:NAME --host HOST"},
    KeyRow{"outputPath", ImportChange::left_out, "each run says where its report goes",
           "mkai eval run SUITE --html FILE, --json, or --format junit"},
    KeyRow{"extensions", ImportChange::left_out, "they are code around a run", ""},
    KeyRow{"nunjucksFilters", ImportChange::left_out, "they are code in templates", ""},
    KeyRow{"derivedMetrics", ImportChange::left_out, "metrics are means of checks, each with its difference",
           ""},
    KeyRow{"commandLineOptions", ImportChange::left_out, "they are typed, or stand in CI's own file",
           "mkai eval run --help"},
    KeyRow{"sharing", ImportChange::left_out, "nothing leaves this machine",
           "mkai eval run SUITE --html FILE"},
    KeyRow{"writeLatestResults", ImportChange::left_out, "every run is kept", "mkai eval list"},
    KeyRow{"redteam", ImportChange::left_out, "attacks are not made here", ""},
    KeyRow{"tracing", ImportChange::left_out, "every call is kept", "mkai explain"},
    KeyRow{"sharingConfig", ImportChange::left_out, "nothing leaves this machine", ""},
};
constexpr std::array k_evaluate_keys{
    KeyRow{"repeat", {}, {}, {}},
    KeyRow{"maxConcurrency", ImportChange::left_out, "it is of a run", "--concurrency N"},
    KeyRow{"cache", ImportChange::left_out, "it is of a run", "--no-cache"},
    KeyRow{"showProgressBar", ImportChange::left_out, "it is of a run", "--plain"},
    KeyRow{"delay", ImportChange::left_out, "mkai waits as the provider says",
           "requests_per_minute, in mkai.yaml"},
    KeyRow{"timeoutMs", ImportChange::left_out, "it is of a model", "timeout_s, in mkai.yaml"},
    KeyRow{"maxEvalTimeMs", ImportChange::left_out, "a run that is stopped goes on",
           "mkai eval run SUITE --resume"},
    KeyRow{"generateSuggestions", ImportChange::left_out, "it asks a model in a way of its own", ""},
    KeyRow{"interactiveProviders", ImportChange::left_out, "it is of a run", ""},
};

constexpr std::size_t k_description_max = 1'000;  // as schemas/eval.json has it
constexpr int k_repeat_max = 100;

// --- as text ---

std::string json_text(const Json& value) {
    std::string text = value.dump(-1, ' ', false, Json::error_handler_t::replace);
    // What people cannot see is written as an escape, where the reader of suites lets it pass.
    return find_hidden(text) ? value.dump(-1, ' ', true, Json::error_handler_t::replace) : text;
}

std::string value_text(const Json& value) {
    if (value.is_string() && !find_hidden(value.get_ref<const std::string&>()))
        return yaml_scalar(value.get<std::string>());
    return json_text(value);
}

// 3 and not 3.0, as people write it.
Json number_json(double number) {
    const bool whole = std::abs(number) < 1e15 && std::floor(number) == number;
    return whole ? Json(static_cast<std::int64_t>(number)) : Json(number);
}

Json check_json(const CheckSpec& spec) {
    Json out{{"type", (spec.negated ? "not-" : "") + spec.type}};
    if (!spec.value->is_null()) out["value"] = *spec.value;
    if (spec.threshold) out["threshold"] = number_json(*spec.threshold);
    if (spec.weight != 1) out["weight"] = number_json(spec.weight);
    if (spec.metric != out["type"]) out["metric"] = spec.metric;
    return out;
}

// {type: contains, value: "x"}: the keys as people write them, the values as JSON.
std::string check_text(const CheckSpec& spec) {
    const Json json = check_json(spec);
    std::string out;
    for (const char* key : {"type", "value", "threshold", "weight", "metric"})
        if (json.contains(key))
            out += fmt::format(
                "{}{}: {}", out.empty() ? "{" : ", ", key,
                std::string_view(key) == "type" ? json[key].get<std::string>() : json_text(json[key]));
    return out + "}";
}

Json test_json(const ImportedTest& test) {
    Json out{{"vars", *test.vars}};
    if (!test.description.empty()) out["description"] = test.description;
    if (test.threshold) out["threshold"] = *test.threshold;
    for (const PlacedCheck& check : test.checks) out["assert"].push_back(check_json(check.spec));
    return out;
}

// The keys of a test, each line with this indentation; the first with `first` instead.
std::string test_text(const ImportedTest& test, std::string_view first, std::string_view indentation) {
    std::string out;
    const auto begin = [&] { return std::string(out.empty() ? first : indentation); };
    if (!test.description.empty()) out += begin() + "description: " + value_text(test.description) + "\n";
    if (!test.vars->empty()) {
        out += begin() + "vars:\n";
        for (const auto& [name, value] : test.vars->items())
            out += fmt::format("{}  {}: {}\n", indentation, value_text(Json(name)), value_text(value));
    }
    if (test.threshold) out += begin() + fmt::format("threshold: {}\n", *test.threshold);
    if (!test.checks.empty()) {
        out += begin() + "assert:\n";
        for (const PlacedCheck& check : test.checks)
            out += fmt::format("{}  - {}\n", indentation, check_text(check.spec));
    }
    return out;
}

// --- all of it ---

class Importer {
  public:
    explicit Importer(const ImportRequest& request) : m_request(request) {}

    Result<Import> run() {
        auto root = tree_of(m_request.label, m_request.bytes);
        if (!root) return fail(root);
        if (root->kind != YamlKind::mapping || (!root->find("prompts") && !root->find("tests")))
            return fail(ErrorCode::invalid_file,
                        fmt::format("{} is no configuration of promptfoo: it has no prompts and no tests",
                                    m_request.label),
                        "name promptfooconfig.yaml, or a file like it");
        const Source source{m_request.label};
        note_keys(source, *root, "the configuration", k_root_keys, m_notes);
        m_judge = read_judge(m_request, *root, m_notes);
        m_out.models = read_providers(m_request, *root, m_notes);
        read_repeat(source, *root);
        CheckImport checks(*root, m_request.checks, !m_judge.empty(), m_notes);
        m_tests = read_tests(m_request, *root, checks, m_notes);
        if (auto named = read_all_prompts(*root); !named) return fail(named);
        fill_missing();
        settle_checks(checks);
        if (m_tests.tests.empty())
            return fail(
                refusal("no test of it can be taken", "a test needs a check that mkai eval checks lists"));
        write(*root);
        return std::move(m_out);
    }

  private:
    // With what the notes say, since nothing else will tell them.
    Error refusal(std::string_view what, std::string fix) {
        Error error{ErrorCode::invalid_file,
                    fmt::format("{} cannot be imported: {}", m_request.label, what),
                    {},
                    std::move(fix)};
        for (const ImportNote& note : m_notes.take())
            if (error.context.size() < 10)
                error.with_context(fmt::format("{}:{}: {}", note.file, note.line, note.what));
        return error;
    }

    void read_repeat(const Source& source, const YamlNode& root) {
        const YamlNode* options = root.find("evaluateOptions");
        if (!options) return;
        note_keys(source, *options, "evaluateOptions", k_evaluate_keys, m_notes);
        const YamlNode* repeat = options->find("repeat");
        if (!repeat) return;
        const Json value = yaml_to_json(*repeat);
        if (value.is_number_integer() && value >= 1 && value <= k_repeat_max)
            m_repeat = value.get<int>();
        else
            m_notes.add(ImportChange::left_out, place_of(source, *repeat),
                        fmt::format("repeat is left out: it is 1 to {}", k_repeat_max));
    }

    Done read_all_prompts(const YamlNode& root) {
        std::set<std::string> structured;
        std::set<std::string> given;
        const auto look = [&](const ImportedTest& test) {
            for (const auto& [name, value] : test.vars->items()) {
                given.insert(name);
                if (value.is_structured()) structured.insert(name);
            }
        };
        look(m_tests.defaults);
        for (const ImportedTest& test : m_tests.tests) look(test);
        const std::vector<PromptText> prompts = read_prompts(m_request, root, structured, m_notes);
        if (prompts.empty())
            return fail(refusal("no prompt of it can be taken",
                                "write one as prompts/NAME.prompt; docs/prompts.md has the format"));
        for (std::size_t i = 0; i < prompts.size(); ++i) {
            const std::string id =
                prompts.size() == 1 ? m_request.suite : fmt::format("{}-{}", m_request.suite, i + 1);
            const bool others = !std::ranges::includes(prompts[i].variables, given);
            m_out.prompts.push_back({id, prompt_file(prompts[i], m_request.label, others)});
            for (const std::string& name : prompts[i].variables) m_needed.try_emplace(name, prompts[i].place);
        }
        return {};
    }

    // A variable that is nowhere is nothing in Nunjucks, and an error here.
    void fill_missing() {
        for (const auto& [name, place] : m_needed) {
            if (m_tests.defaults.vars->contains(name)) continue;
            const auto has = [&variable = name](const ImportedTest& test) {
                return test.vars->contains(variable);
            };
            const auto lacking = static_cast<std::size_t>(
                std::ranges::count_if(m_tests.tests, [&](const ImportedTest& test) { return !has(test); }));
            if (lacking == 0) continue;
            (*m_tests.defaults.vars)[name] = "";
            m_notes.add(ImportChange::changed, place,
                        fmt::format("the variable {} is an empty text where a test does not have it ({})",
                                    in_quotes(name), counted(lacking, "test")),
                        "give it a value, or take it out of the prompt");
        }
    }

    Json vars_of(const ImportedTest& test) const {
        Json vars = *m_tests.defaults.vars;
        for (const auto& [name, value] : test.vars->items()) vars[name] = value;
        return vars;
    }

    void settle_checks(CheckImport& checks) {
        // One of the defaults is a check of every test, so it has to fit them all.
        std::erase_if(m_tests.defaults.checks, [&](PlacedCheck& check) {
            if (!has_variables(*check.spec.value)) return !checks.fits(check, Json::object());
            return std::ranges::any_of(
                m_tests.tests, [&](const ImportedTest& test) { return !checks.fits(check, vars_of(test)); });
        });
        std::erase_if(m_tests.tests, [&](ImportedTest& test) {
            const Json vars = vars_of(test);
            std::erase_if(test.checks, [&](PlacedCheck& check) { return !checks.fits(check, vars); });
            if (!test.checks.empty()) return false;
            if (!m_tests.defaults.checks.empty()) {
                if (test.had_checks)
                    m_notes.add(ImportChange::changed, test.place,
                                "no check of this test's own is taken: those of the defaults alone count",
                                "give it one that mkai eval checks lists, or take it out");
                return false;
            }
            m_notes.add(ImportChange::left_out, test.place, "a test is left out: no check of it is taken",
                        "every answer would pass; give it a check that mkai eval checks lists");
            return true;
        });
    }

    void write(const YamlNode& root) {
        std::string& out = m_out.suite;
        out = "# yaml-language-server: $schema=../.mkai/schemas/eval.json\n";
        std::string description = scalar_at(root, "description");
        if (description.empty()) description = fmt::format("Imported from {}.", m_request.label);
        if (count_code_points(description) > k_description_max) {
            m_notes.add(ImportChange::changed, {m_request.label, 1, 1},
                        "the description is too long, and is left out");
            description = fmt::format("Imported from {}.", m_request.label);
        }
        out += "description: " + value_text(description) + "\n";
        std::vector<std::string> ids;
        for (const ImportedPrompt& prompt : m_out.prompts) ids.push_back(prompt.id);
        out += fmt::format("prompts: [{}]\n", join(ids, ", "));
        if (!m_out.models.empty()) out += fmt::format("models: [{}]\n", join(m_out.models, ", "));
        if (!m_judge.empty()) out += fmt::format("judge: {}\n", m_judge);
        if (m_repeat > 1) out += fmt::format("repeat: {}\n", m_repeat);
        if (const std::string defaults = test_text(m_tests.defaults, "  ", "  "); !defaults.empty())
            out += "defaults:\n" + defaults;
        m_out.tests = m_tests.tests.size();
        m_out.checks = m_tests.defaults.checks.size();
        for (const ImportedTest& test : m_tests.tests) m_out.checks += test.checks.size();
        constexpr std::size_t k_suite_bytes_max = 500'000;  // the reader takes a megabyte
        std::string tests;
        for (const ImportedTest& test : m_tests.tests) {
            if (m_tests.tests.size() > k_import_inline_max || tests.size() > k_suite_bytes_max) break;
            const std::string text = test_text(test, "  - ", "    ");
            tests += text.empty() ? "  - {}\n" : text;
        }
        if (m_tests.tests.size() > k_import_inline_max || tests.size() > k_suite_bytes_max) {
            for (const ImportedTest& test : m_tests.tests) m_out.rows += json_text(test_json(test)) + "\n";
            out += fmt::format("rows: [{}.jsonl]\n", m_request.suite);
        } else {
            out += "tests:\n" + tests;
        }
        m_out.notes_left_out = m_notes.left_out();
        m_out.notes = m_notes.take();
        std::ranges::stable_sort(m_out.notes, [&](const ImportNote& a, const ImportNote& b) {
            if ((a.file == m_request.label) != (b.file == m_request.label)) return a.file == m_request.label;
            if (a.file != b.file) return a.file < b.file;
            return a.line != b.line ? a.line < b.line : a.column < b.column;
        });
    }

    const ImportRequest& m_request;
    Notes m_notes;
    Import m_out;
    ImportedTests m_tests;
    std::map<std::string, Place> m_needed;  // variables of prompts
    std::string m_judge;
    int m_repeat = 1;
};

}  // namespace

Result<Import> import_promptfoo(const ImportRequest& request) {
    return Importer(request).run();
}

}  // namespace mkai::eval
