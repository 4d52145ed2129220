#include "core/eval/promptfoo_tests.hpp"

#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "core/eval/rows.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::eval::promptfoo {

namespace {

constexpr std::size_t k_description_max = 400;  // as schemas/eval.json has it
constexpr std::size_t k_matrix_max = 1'000;     // tests from one

constexpr std::array k_test_keys{
    KeyRow{"description", {}, {}, {}},
    KeyRow{"vars", {}, {}, {}},
    KeyRow{"assert", {}, {}, {}},
    KeyRow{"threshold", {}, {}, {}},
    KeyRow{"options", {}, {}, {}},
    KeyRow{"provider", ImportChange::changed, "every model is asked",
           "mkai eval run SUITE --model NAME --only ID"},
    KeyRow{"providers", ImportChange::changed, "every model is asked",
           "mkai eval run SUITE --model NAME --only ID"},
    KeyRow{"prompts", ImportChange::changed, "it is asked with every prompt",
           "mkai eval run SUITE --prompt NAME --only ID"},
    KeyRow{"providerOutput", ImportChange::changed, "answers are a model's: this one is not used",
           "mkai check FILE checks a text that is there already"},
    KeyRow{"assertScoringFunction", ImportChange::changed, "the score is the weighted mean of the checks'",
           "`weight`, and `threshold` of the test"},
    KeyRow{"metadata", ImportChange::left_out, "a test has no metadata", "`cluster` puts tests together"},
};
constexpr std::array k_option_keys{
    KeyRow{"provider", {}, {}, {}},  // the judge; read_judge
    KeyRow{"disableVarExpansion", {}, {}, {}},
    KeyRow{"prefix", ImportChange::changed, "the prompt is asked without it",
           "write it into the prompt's file"},
    KeyRow{"suffix", ImportChange::changed, "the prompt is asked without it",
           "write it into the prompt's file"},
    KeyRow{"transform", ImportChange::changed, "it is code: the checks look at the answer as it came",
           "have the prompt answer with what is to be checked alone"},
    KeyRow{"postprocess", ImportChange::changed, "it is code: the checks look at the answer as it came",
           "have the prompt answer with what is to be checked alone"},
    KeyRow{"transformVars", ImportChange::changed, "it is code: the variables are as they are written",
           "write them out"},
    KeyRow{"rubricPrompt", ImportChange::changed,
           "the judge's prompt is mkai's own, so that its scores compare",
           "say in `value` what a good answer is"},
    KeyRow{"storeOutputAs", ImportChange::changed, "tests do not hand answers on", "write the variable out"},
    KeyRow{"runSerially", ImportChange::changed, "tests do not wait for each other", "--concurrency 1"},
    KeyRow{"repeat", ImportChange::changed, "every test is asked as often",
           "`repeat`, at the top of the suite"},
};

// Special columns of a table. Those that begin with one of these are told by it.
struct ColumnRow {
    std::string_view begins;
    std::string_view what;
    std::string_view instead;
};
constexpr std::array k_columns{
    ColumnRow{"__prefix", "the prompt is asked without it", "write it into the prompt's file"},
    ColumnRow{"__suffix", "the prompt is asked without it", "write it into the prompt's file"},
    ColumnRow{"__metadata", "a test has no metadata", "a column __cluster puts tests together"},
    ColumnRow{"__config", "a check has its threshold beside it", "contains: x, or levenshtein(5): x"},
    ColumnRow{"__provider", "every model is asked", "mkai eval run SUITE --model NAME"},
};

std::optional<double> number_of(std::string_view text) {
    double value = 0;
    const std::string_view trimmed = trim(text);
    const auto [end, ec] = std::from_chars(trimmed.data(), trimmed.data() + trimmed.size(), value);
    if (ec != std::errc{} || end != trimmed.data() + trimmed.size()) return std::nullopt;
    return value;
}

class TestReader {
  public:
    TestReader(const ImportRequest& request, CheckImport& checks, Notes& notes)
        : m_request(request), m_checks(checks), m_notes(notes) {}

    ImportedTests run(const YamlNode& root) {
        m_out.defaults.vars = Json::object();
        read_defaults(root);
        if (const YamlNode* tests = root.find("tests")) {
            const Source source{m_request.label};
            if (tests->kind == YamlKind::sequence) {
                for (const YamlNode& node : tests->items) read_entry(source, node);
            } else {
                read_entry(source, *tests);
            }
        }
        return std::move(m_out);
    }

  private:
    void read_defaults(const YamlNode& root) {
        const YamlNode* node = root.find("defaultTest");
        if (!node) return;
        Source source{m_request.label};
        std::optional<YamlNode> loaded;
        if (const std::string file = file_named(scalar_of(*node)); !file.empty()) {
            auto text = m_request.read(file);
            auto tree = text ? tree_of(file, *text) : Result<YamlNode>(fail(text));
            if (!tree) {
                m_notes.add(ImportChange::left_out, place_of(source, *node),
                            "defaultTest is left out: " + tree.error().message, tree.error().fix);
                return;
            }
            loaded = std::move(*tree);
            node = &*loaded;
            source = {file};
        }
        ImportedTest defaults = test_of(source, *node);
        for (const auto& [name, value] : defaults.vars->items())
            (value.is_array() ? m_default_lists : *m_out.defaults.vars)[name] = value;
        m_out.defaults.checks = std::move(defaults.checks);
        m_out.defaults.threshold = defaults.threshold;
    }

    void read_entry(const Source& source, const YamlNode& node) {
        if (node.kind == YamlKind::mapping && !node.find("path")) {
            expand(test_of(source, node), expands(node));
            return;
        }
        const Place place = place_of(source, node);
        const std::string text = node.kind == YamlKind::mapping ? scalar_at(node, "path") : scalar_of(node);
        const std::string named = file_named(text);
        read_file(place, named.empty() ? text : named);
    }

    static bool expands(const YamlNode& node) {
        const YamlNode* options = node.find("options");
        const YamlNode* off = options ? options->find("disableVarExpansion") : nullptr;
        return !(off && off->text == "true");
    }

    void read_file(const Place& place, const std::string& path) {
        const auto left_out = [&](std::string_view why, std::string instead) {
            m_notes.add(ImportChange::left_out, place,
                        fmt::format("the tests of {} are left out: {}", in_quotes(path), why),
                        std::move(instead));
        };
        if (path.find('*') != std::string::npos)
            return left_out("it names many files", "write each of them into the list of tests");
        if (path.find("://") != std::string::npos || path.ends_with(".js") || path.ends_with(".ts") ||
            path.ends_with(".py") || path.find(".py:") != std::string::npos ||
            path.find(".js:") != std::string::npos || path.find(".ts:") != std::string::npos)
            return left_out("they are made by code, or are somewhere else", "save them as CSV or JSON Lines");
        auto text = m_request.read(path);
        if (!text) return left_out(text.error().message, text.error().fix);
        const Source source{path};
        if (path.ends_with(".csv")) return read_csv(source, *text);
        if (path.ends_with(".jsonl") || path.ends_with(".ndjson")) return read_json_lines(source, *text);
        if (!path.ends_with(".yaml") && !path.ends_with(".yml") && !path.ends_with(".json"))
            return left_out("it is no CSV, JSON Lines, JSON or YAML", "save them as CSV or JSON Lines");
        auto tree = tree_of(path, *text);
        if (!tree) return left_out(tree.error().message, join(tree.error().context, "; "));
        if (tree->kind == YamlKind::sequence) {
            for (const YamlNode& node : tree->items)
                if (node.kind == YamlKind::mapping) expand(test_of(source, node), expands(node));
        } else if (tree->kind == YamlKind::mapping) {
            expand(test_of(source, *tree), expands(*tree));
        }
    }

    void read_json_lines(const Source& source, const std::string& text) {
        int line = 0;
        for (const std::string& one : split(text, '\n')) {
            ++line;
            if (trim(one).empty()) continue;
            auto tree = tree_of(source.file, one);
            if (!tree || tree->kind != YamlKind::mapping) {
                m_notes.add(ImportChange::left_out, {source.file, line, 1},
                            "a test is left out: the line is no object", "an object of its own in each line");
                continue;
            }
            expand(test_of({source.file, line - 1}, *tree), expands(*tree));
        }
    }

    void read_csv(const Source& source, const std::string& text) {
        std::string_view left = text;
        auto rows = RowReader::over(
            [&left](std::span<char> out) -> Result<std::size_t> {
                const std::size_t size = std::min(left.size(), out.size());
                std::copy_n(left.data(), size, out.data());
                left.remove_prefix(size);
                return size;
            },
            RowFormat::csv, source.file);
        const auto wrong = [&](const Error& why) {
            m_notes.add(ImportChange::left_out, {source.file, 0, 0}, why.message, why.fix);
        };
        if (!rows) return wrong(rows.error());
        // Each row takes a byte at least.
        for (std::size_t most = text.size() + 1; most > 0; --most) {
            auto row = rows->next();
            if (!row) {
                wrong(row.error());
                continue;
            }
            if (!*row) return;
            read_row(source, **row);
        }
    }

    void read_row(const Source& source, const Row& row) {
        ImportedTest test;
        test.vars = Json::object();
        test.place = {source.file, static_cast<int>(row.line), 1};
        std::string metric;
        for (const auto& [name, value] : row.values->items()) {
            const std::string text = value.is_string() ? value.get<std::string>() : value.dump();
            if (!name.starts_with("__")) {
                add_var(test, test.place, name, value);
            } else if (text.empty()) {
                continue;
            } else if (name.starts_with("__expected")) {
                test.had_checks = true;
                if (auto check = m_checks.read_text(test.place, text))
                    test.checks.push_back(std::move(*check));
            } else if (name == "__description") {
                set_description(test, text);
            } else if (name == "__metric") {
                metric = text;
            } else if (name == "__threshold") {
                set_threshold(test, test.place, number_of(text));
            } else {
                const auto known = std::ranges::find_if(k_columns, [&column = name](const ColumnRow& one) {
                    return column.starts_with(one.begins);
                });
                const Place header{source.file, 1, 1};
                if (known != k_columns.end())
                    m_notes.add(ImportChange::left_out, header,
                                fmt::format("the column {} is left out: {}", in_quotes(name), known->what),
                                std::string(known->instead));
                else
                    m_notes.add(
                        ImportChange::left_out, header,
                        fmt::format("the column {} is left out: there is none of that name", in_quotes(name)),
                        "without the underscores it is a variable");
            }
        }
        if (!metric.empty() && count_code_points(metric) <= 64)
            for (PlacedCheck& check : test.checks) check.spec.metric = metric;
        expand(std::move(test), true);
    }

    void set_description(ImportedTest& test, const std::string& text) {
        const std::vector<char32_t> all = code_points(text);
        test.description = text;
        if (all.size() <= k_description_max) return;
        test.description.clear();
        for (std::size_t i = 0; i < k_description_max; ++i) append_utf8(test.description, all[i]);
        m_notes.add(ImportChange::changed, test.place,
                    fmt::format("a description is cut: {} characters are the most", k_description_max));
    }

    void set_threshold(ImportedTest& test, const Place& place, std::optional<double> threshold) {
        if (threshold && *threshold > 0 && *threshold <= 1) {
            test.threshold = threshold;
            return;
        }
        m_notes.add(ImportChange::changed, place,
                    "the test's threshold is left out: it is above 0 and at most 1",
                    "without one every check has to pass");
    }

    ImportedTest test_of(const Source& source, const YamlNode& node) {
        ImportedTest test;
        test.vars = Json::object();
        test.place = place_of(source, node);
        note_keys(source, node, "a test", k_test_keys, m_notes);
        if (const std::string text = scalar_at(node, "description"); !text.empty())
            set_description(test, text);
        if (const YamlNode* threshold = node.find("threshold"))
            set_threshold(test, place_of(source, *threshold), number_of(threshold->text));
        if (const YamlNode* options = node.find("options"))
            note_keys(source, *options, "options", k_option_keys, m_notes);
        if (const YamlNode* vars = node.find("vars")) {
            if (vars->kind == YamlKind::mapping) {
                for (const YamlNode::Entry& entry : vars->entries)
                    add_var(test, place_of(source, entry.value), entry.key, yaml_to_json(entry.value));
            } else {
                m_notes.add(ImportChange::left_out, place_of(source, *vars),
                            "`vars` is left out: it is no mapping here", "write the variables into the test");
            }
        }
        if (const YamlNode* list = node.find("assert")) {
            test.had_checks = true;
            test.checks = m_checks.read(source, *list);
        }
        return test;
    }

    void add_var(ImportedTest& test, const Place& place, const std::string& name, Json value) {
        if (value.is_array())
            for (Json& one : value) one = settled(place, name, std::move(one));
        (*test.vars)[name] = value.is_array() ? std::move(value) : settled(place, name, std::move(value));
    }

    Json settled(const Place& place, const std::string& name, Json value) {
        if (value.is_null()) {
            m_notes.add(ImportChange::changed, place,
                        fmt::format("the variable {} is an empty text", in_quotes(name)));
            return "";
        }
        if (!value.is_string()) return value;
        const std::string text = value.get<std::string>();
        if (text.find("{{") != std::string::npos)
            m_notes.add(
                ImportChange::changed, place,
                fmt::format("the variable {} keeps its braces: variables inside of one are not filled in",
                            in_quotes(name)),
                "write it out");
        const std::string file = file_named(text);
        if (file.empty()) return value;
        if (file.ends_with(".txt") || file.ends_with(".md")) {
            auto read = m_request.read(file);
            if (read) return std::move(*read);
            m_notes.add(
                ImportChange::changed, place,
                fmt::format("the variable {} keeps its path: {}", in_quotes(name), read.error().message),
                "write the value into the suite");
            return value;
        }
        m_notes.add(ImportChange::changed, place,
                    fmt::format("the variable {} keeps its path: only text files are read", in_quotes(name)),
                    "write the value into the suite");
        return value;
    }

    // A test for each combination of the values of its lists.
    void expand(ImportedTest test, bool expands) {
        Json vars = m_default_lists;
        if (vars.is_null()) vars = Json::object();
        for (const auto& [name, value] : test.vars->items()) vars[name] = value;
        std::size_t combinations = 1;
        for (const auto& [name, value] : vars.items())
            if (expands && value.is_array())
                combinations = std::min(combinations * value.size(), k_matrix_max + 1);
        if (combinations == 0 || combinations > k_matrix_max) {
            m_notes.add(
                ImportChange::left_out, test.place,
                combinations == 0
                    ? std::string("a test is left out: a list of its variables is empty")
                    : fmt::format("a test is left out: its lists make more than {} tests", k_matrix_max),
                "write it as a file of rows: `rows: [tests.csv]`");
            return;
        }
        for (std::size_t number = 0; number < combinations; ++number) {
            if (m_out.tests.size() == k_import_tests_max) {
                m_notes.add(
                    ImportChange::left_out, test.place,
                    fmt::format("the tests from here on are left out: {} are the most", k_import_tests_max),
                    "write them as a file of rows: `rows: [tests.csv]`");
                return;
            }
            ImportedTest one = test;
            one.vars = Json::object();
            std::size_t rest = number;
            for (const auto& [name, value] : vars.items()) {
                if (!expands || !value.is_array()) {
                    (*one.vars)[name] = value;
                    continue;
                }
                (*one.vars)[name] = value[rest % value.size()];
                rest /= value.size();
            }
            m_out.tests.push_back(std::move(one));
        }
    }

    const ImportRequest& m_request;
    CheckImport& m_checks;
    Notes& m_notes;
    Json m_default_lists;
    ImportedTests m_out;
};

}  // namespace

ImportedTests read_tests(const ImportRequest& request, const YamlNode& root, CheckImport& checks,
                         Notes& notes) {
    return TestReader(request, checks, notes).run(root);
}

}  // namespace mkai::eval::promptfoo
