#include "core/app/eval_plan.hpp"

#include "core/app/call_book.hpp"
#include "core/app/generate.hpp"
#include "core/app/prompt_registry.hpp"
#include "core/app/prompt_render.hpp"
#include "core/base/hash.hpp"
#include "core/base/json_writer.hpp"
#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "core/eval/fill.hpp"
#include "core/eval/judge.hpp"
#include "core/eval/rows.hpp"
#include "core/prompts/config.hpp"
#include "core/workspace/suite_reader.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::app {

namespace {

constexpr std::size_t k_findings_max = 50;   // of one suite; the rest is like these
constexpr std::string_view k_copy = "copy";  // where a variant of a prompt has the prompt's name

std::string copy_key(const eval::TestCase& test, eval::Way way) {
    return fmt::format("{}/{}.{} {}", test.brief, test.deliverable, test.locale, eval::to_string(way));
}

// The tests as they are run: those of briefs as one a deliverable and locale, those of rows as they are read.
class Tests {
  public:
    using Visit = std::function<Done(std::int64_t number, const eval::TestCase& test)>;
    // What is wrong with a row or a test; it is left out.
    using Complain = std::function<void(std::string file, int line, const Error& why)>;

    enum class Lacking { left_out, visited };  // tests without copy of one of the ways

    Tests(const Session& session, const EvalPlan& plan, Lacking lacking = Lacking::left_out)
        : m_session(session), m_plan(plan), m_lacking(lacking) {}

    Done each(const Visit& visit, const Complain& complain) {
        m_visit = &visit;
        m_number = 0;
        const eval::Suite& suite = m_plan.suite;
        for (const eval::TestCase& test : suite.tests) {
            if (auto why = expand(test); !why) {
                if (m_stopped) return why;
                complain(suite.path, test.line, why.error());
            }
        }
        for (const eval::RowFile& file : suite.rows) {
            const fs::path path = m_plan.folder / file.path;
            auto rows = eval::RowReader::open(path, file.path);
            if (!rows) {
                complain(suite.path, file.line, rows.error());
                continue;
            }
            for (std::size_t complaints = 0; complaints < k_findings_max;) {
                auto row = rows->next();
                if (row && !*row) break;
                Done why;
                int line = 0;
                if (!row) {
                    why = fail(row);
                } else {
                    line = static_cast<int>((*row)->line);
                    auto test =
                        workspace::test_of_row(suite, file, (*row)->number, *(*row)->values, *m_plan.checks);
                    why = test ? expand(*test) : fail(test);
                }
                if (why) continue;
                if (m_stopped) return why;
                ++complaints;
                complain(file.path, line, why.error());
            }
        }
        return {};
    }

  private:
    Done visit(const eval::TestCase& test) {
        if (!m_plan.only.empty() && std::ranges::none_of(m_plan.only, [&](const std::string& glob) {
                return glob_match(glob, test.id);
            }))
            return {};
        if (m_plan.ids && !m_plan.ids->contains(test.id)) return {};
        if (m_lacking == Lacking::left_out && m_plan.lacks_copy(test)) return {};
        auto done = (*m_visit)(m_number, test);
        ++m_number;
        m_stopped = !done;
        return done;
    }

    Done expand(const eval::TestCase& test) {
        if (test.brief.empty()) return visit(test);
        auto brief = load(test.brief);
        if (!brief) return fail(brief);
        bool any = false;
        for (const AssetId& id : assets_of(**brief, 1)) {
            if (!test.deliverable.empty() && test.deliverable != id.deliverable) continue;
            if (!test.locale.empty() && test.locale != id.locale) continue;
            const auto deliverable =
                std::ranges::find((*brief)->deliverables, id.deliverable, &Deliverable::id);
            if (!all_write_for(deliverable->channel)) continue;
            any = true;
            eval::TestCase one = test;
            one.deliverable = id.deliverable;
            one.locale = id.locale;
            one.id = fmt::format("{}/{}.{}", is_written_id(test) ? test.id : test.brief, id.deliverable,
                                 id.locale);
            if (auto done = visit(one); !done) return done;
        }
        if (any) return {};
        return fail(ErrorCode::invalid_file,
                    fmt::format("the brief {} has nothing that this test and all its prompts are for",
                                in_quotes(test.brief)),
                    fmt::format("mkai brief show {}", test.brief));
    }
    // Others are called by their place.
    static bool is_written_id(const eval::TestCase& test) {
        return !(test.id.starts_with('t') && test.id.find_first_not_of("0123456789", 1) == std::string::npos);
    }

    bool all_write_for(const std::string& channel) const {
        return std::ranges::all_of(m_plan.variants, [&](const PlannedVariant& v) {
            return !v.prompt || v.prompt->file.channel.empty() || v.prompt->file.channel == channel;
        });
    }

    Result<std::shared_ptr<const Brief>> load(const std::string& id) {
        auto& known = m_briefs[id];
        if (known) return known;
        auto brief = m_session.workspace.load_brief(id);
        if (!brief) return fail(brief);
        known = std::make_shared<const Brief>(std::move(*brief));
        return known;
    }

    const Session& m_session;
    const EvalPlan& m_plan;
    Lacking m_lacking;
    const Visit* m_visit = nullptr;
    std::int64_t m_number = 0;
    bool m_stopped = false;
    std::map<std::string, std::shared_ptr<const Brief>> m_briefs;
};

std::string dumped(const Json& value) {
    return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

void write_spec(JsonWriter& w, const eval::CheckSpec& spec) {
    w.begin_object().key("type").value(spec.type).key("not").value(spec.negated);
    w.key("value").raw(dumped(*spec.value)).key("weight").raw(dumped(spec.weight));
    w.key("metric").value(spec.metric).key("model").value(spec.model);
    if (spec.threshold) w.key("threshold").raw(dumped(*spec.threshold));
    w.end_object();
}

class Planner {
  public:
    Planner(const Session& session, const EvalRequest& request)
        : m_session(session), m_request(request), m_shelf(session.workspace) {
        m_plan.suite = request.suite;
        m_plan.only = request.only;
        m_plan.ids = request.ids;
        m_plan.trials = request.repeat.value_or(request.suite.repeat);
        m_plan.folder = fs::path(request.suite.path).is_absolute()
                            ? fs::path(request.suite.path).parent_path()
                            : session.workspace.root() / fs::path(request.suite.path).parent_path();
    }

    Result<CheckedEval> run() {
        auto checks = eval_checks(m_session);
        if (!checks) return fail(checks);
        m_plan.checks = std::make_shared<const eval::CheckTable>(std::move(*checks));
        if (auto resolved = resolve_variants(); !resolved) return fail(resolved);
        for (const eval::Way way : m_plan.suite.copy) add_copy(way);
        if (auto resolved = resolve_judge(); !resolved) return fail(resolved);
        check_defaults();
        if (m_out.findings.empty() && !m_plan.suite.copy.empty())
            if (auto read = read_copies(); !read) return fail(read);
        if (m_out.findings.empty())
            if (auto read = read_tests(); !read) return fail(read);
        if (m_out.findings.empty() && m_plan.tests == 0) add(m_plan.suite.path, 1, "no-tests", no_tests());
        sort_findings(m_out.findings);
        if (has_errors(m_out.findings)) return std::move(m_out);
        m_plan.data_digest = sha256_hex(m_data);
        Json plan{{"data", m_plan.data_digest}, {"trials", m_plan.trials}, {"judge", m_plan.judge_digest}};
        for (const PlannedVariant& v : m_plan.variants)
            plan["variants"].push_back({v.record.prompt_version, v.record.model, v.record.model_digest});
        m_plan.plan_digest = sha256_hex(plan.dump());
        m_out.plan = std::move(m_plan);
        return std::move(m_out);
    }

  private:
    Done resolve_variants() {
        const eval::Suite& suite = m_plan.suite;
        const auto& prompts = m_request.prompts.empty() ? suite.prompts : m_request.prompts;
        const auto& models = m_request.models.empty() ? suite.models : m_request.models;
        for (const std::string& typed : prompts) {
            auto prompt = find_prompt(m_shelf, m_session.ledger, typed);
            if (!prompt) return fail(prompt);
            if (auto usable = check_usable(m_shelf, **prompt); !usable) return fail(usable);
            if (models.empty()) {
                if (auto added = add_variant(typed, *prompt, (*prompt)->file.model); !added) return added;
            } else {
                for (const std::string& model : models)
                    if (auto added = add_variant(typed, *prompt, model); !added) return added;
            }
        }
        return {};
    }

    Done add_variant(const std::string& typed, const SharedPrompt& prompt, const std::string& model) {
        auto chain = choose_chain(m_session, {model, nullptr, false});
        if (!chain) return fail(chain);
        gateway::Candidate& by = chain->front();
        PlannedVariant variant;
        variant.prompt = prompt;
        variant.range = {m_plan.candidates.size(), m_plan.candidates.size() + 1};
        auto bytes = model_to_bytes(by.model);
        if (!bytes) return fail(bytes);
        variant.record = {static_cast<int>(m_plan.variants.size()),
                          typed,
                          prompt->id,
                          prompt->version(),
                          by.model.name,
                          sha256_hex(*bytes)};
        m_plan.declared.push_back(by.model);
        prompts::ConfigRead read = prompts::read_config(prompt->file.config.get());
        by.model = prompts::with_config(std::move(by.model), read.config);
        if (auto checked = gateway::check_model(by.model); !checked) return checked;
        m_plan.candidates.push_back(std::move(by));
        m_plan.variants.push_back(std::move(variant));
        return {};
    }

    Error no_tests() const {
        if (m_plan.without_copy > 0)
            return {
                ErrorCode::invalid_file,
                "the ledger has no copy that was made in each of these ways for the same test",
                {},
                "mkai import FILE brings in what people wrote; mkai generate and mkai edit make the others"};
        if (!m_plan.only.empty())
            return {ErrorCode::invalid_file, "no test fits what was asked for", {}, "leave --only out"};
        return {ErrorCode::invalid_file, "the suite has no tests", {}, "add one"};
    }

    // What is the newest now: versions that are made meanwhile do not change the plan.
    Done read_copies() {
        const auto visit = [&](std::int64_t, const eval::TestCase& test) -> Done {
            if (test.brief.empty()) {
                add(m_plan.suite.path, test.line, "no-brief",
                    {ErrorCode::invalid_value,
                     fmt::format("{}: copy of the ledger is that of a brief", test.id),
                     {},
                     "brief: NAME, or take `copy` out of the suite"});
                return {};
            }
            for (const eval::Way way : m_plan.suite.copy) {
                auto found = find_copy(m_session, test, way);
                if (!found) return fail(found);
                if (*found) m_plan.copies.emplace(copy_key(test, way), std::move(**found));
            }
            m_plan.without_copy += m_plan.lacks_copy(test) ? 1 : 0;
            return {};
        };
        return Tests(m_session, m_plan, Tests::Lacking::visited)
            .each(visit, [](const std::string&, int, const Error&) {});  // read_tests complains
    }

    void add_copy(eval::Way way) {
        PlannedVariant variant;
        variant.way = way;
        variant.record.number = static_cast<int>(m_plan.variants.size());
        variant.record.prompt = variant.record.prompt_id = k_copy;
        variant.record.model = to_string(way);
        m_plan.variants.push_back(std::move(variant));
    }

    Done resolve_judge() {
        const std::string& name = m_plan.suite.judge;
        if (name.empty()) return {};
        auto chain = choose_chain(m_session, {name, nullptr, false});
        if (!chain) return fail(chain);
        auto bytes = model_to_bytes(chain->front().model);
        if (!bytes) return fail(bytes);
        m_plan.judge = m_plan.candidates.size();
        m_plan.judge_digest = sha256_hex(*bytes);
        m_plan.declared.push_back(chain->front().model);
        m_plan.candidates.push_back(std::move(chain->front()));
        return {};
    }

    void add(const std::string& file, int line, std::string code, const Error& why, int column = 1) {
        if (m_out.findings.size() >= k_findings_max) return;
        std::string message = why.message;
        for (const std::string& more : why.context) message += "; " + more;
        m_out.findings.push_back(make_finding(Level::error, std::move(code), std::move(message), why.fix,
                                              file, line, line > 0 ? column : 0));
    }

    // The types of the defaults, once and not for each test.
    void check_defaults() {
        for (const eval::CheckSpec& spec : m_plan.suite.defaults.checks)
            if (spec.type != k_rubric && !m_plan.checks->find(spec.type))
                add(m_plan.suite.path, spec.line, "check",
                    {ErrorCode::unknown_id,
                     fmt::format("there is no check {}", in_quotes(spec.type)),
                     {},
                     did_you_mean(spec.type, check_names())},
                    spec.column);
    }
    std::vector<std::string> check_names() const {
        std::vector<std::string> names = m_plan.checks->names();
        names.emplace_back(k_rubric);
        return names;
    }

    Done read_tests() {
        CheckMaker maker(m_plan);
        PicoUsd cost;
        bool priced = true;
        std::vector<std::uint64_t> ids;
        const auto visit = [&](std::int64_t, const eval::TestCase& test) -> Done {
            ++m_plan.tests;
            ids.push_back(std::hash<std::string>{}(test.id));
            m_data = sha256_hex(m_data + digest_of(test));
            for (const PlannedVariant& variant : m_plan.variants)
                if (const FoundCopy* copy = m_plan.copy_for(variant, test))
                    m_data =
                        sha256_hex(fmt::format("{}{}@v{}", m_data, copy->copy.asset, copy->copy.version));
            auto made = maker.of(test);
            if (!made) {
                add(m_plan.suite.path, test.line, "check", made.error());
                return {};
            }
            for (const MadeCheck& check : *made) m_plan.judged += check.check ? 0 : m_plan.trials;
            for (const PlannedVariant& variant : m_plan.variants) {
                auto prompt = prompt_of(m_session, variant, test);
                if (!prompt) {
                    add(m_plan.suite.path, test.line, "input",
                        {ErrorCode::invalid_value, fmt::format("{}: {}", test.id, prompt.error().message),
                         prompt.error().context, prompt.error().fix});
                    continue;
                }
                if (variant.way) continue;
                const auto worst = gateway::worst_case(m_plan.candidates[variant.range.first], *prompt);
                for (int i = 0; i < m_plan.trials && priced; ++i) {
                    const auto sum = worst.cost ? sum_of(cost, *worst.cost) : std::nullopt;
                    priced = sum.has_value();
                    if (sum) cost = *sum;
                }
            }
            return {};
        };
        Tests tests(m_session, m_plan);
        auto done = tests.each(visit, [&](const std::string& file, int line, const Error& why) {
            add(file, line, "test", why);
        });
        if (!done) return done;
        std::ranges::sort(ids);
        if (std::ranges::adjacent_find(ids) != ids.end())
            add(m_plan.suite.path, 1, "doubled-id",
                {ErrorCode::invalid_file, "two tests have the same id", {}, "give each its own __id or id"});
        m_plan.judged *= static_cast<std::int64_t>(m_plan.variants.size());
        if (priced) m_plan.cost_at_most = cost;
        return {};
    }

    const Session& m_session;
    const EvalRequest& m_request;
    PromptShelf m_shelf;
    EvalPlan m_plan;
    CheckedEval m_out;
    std::string m_data;
};

}  // namespace

std::string digest_of(const eval::TestCase& test) {
    JsonWriter w;
    w.begin_object().key("id").value(test.id).key("vars").raw(dumped(*test.vars));
    w.key("brief")
        .value(test.brief)
        .key("deliverable")
        .value(test.deliverable)
        .key("locale")
        .value(test.locale);
    w.key("critical").value(test.critical).key("cluster").value(test.cluster);
    if (test.threshold) w.key("threshold").raw(dumped(*test.threshold));
    w.key("assert").begin_array();
    for (const eval::CheckSpec& spec : test.checks) write_spec(w, spec);
    w.end_array().end_object();
    return sha256_hex(w.text());
}

Result<CheckedEval> plan_eval(const Session& session, const EvalRequest& request) {
    return Planner(session, request).run();
}

Done each_test(const Session& session, const EvalPlan& plan,
               const std::function<Done(std::int64_t, const eval::TestCase&)>& visit) {
    std::optional<Error> wrong;
    Tests tests(session, plan);
    auto done = tests.each(visit, [&](const std::string&, int, const Error& why) {
        if (!wrong) wrong = why;
    });
    if (!done) return done;
    // They were right when the plan was made.
    if (wrong)
        return fail(ErrorCode::conflict, "the tests were changed meanwhile: " + wrong->message,
                    "run it again");
    return {};
}

const FoundCopy* EvalPlan::copy_for(const PlannedVariant& variant, const eval::TestCase& test) const {
    if (!variant.way) return nullptr;
    const auto found = copies.find(copy_key(test, *variant.way));
    return found == copies.end() ? nullptr : &found->second;
}

bool EvalPlan::lacks_copy(const eval::TestCase& test) const {
    return std::ranges::any_of(variants,
                               [&](const PlannedVariant& v) { return v.way && !copy_for(v, test); });
}

namespace {

// Of copy: as `generate` would ask for it.
Result<SharedPrompt> prompt_for_copy(const Session& session, const eval::TestCase& test) {
    auto brief = session.workspace.load_brief(test.brief);
    if (!brief) return fail(brief);
    const auto deliverable = std::ranges::find(brief->deliverables, test.deliverable, &Deliverable::id);
    if (deliverable == brief->deliverables.end())
        return fail(ErrorCode::unknown_id, fmt::format("the brief {} has no {}", in_quotes(test.brief),
                                                       in_quotes(test.deliverable)));
    const PromptShelf shelf(session.workspace);
    return find_prompt_for_channel(shelf, session.ledger, deliverable->channel);
}

}  // namespace

Result<prompts::Prompt> prompt_of(const Session& session, const PlannedVariant& variant,
                                  const eval::TestCase& test) {
    if (!test.brief.empty()) {
        const std::string target = fmt::format("{}/{}.{}.a", test.brief, test.deliverable, test.locale);
        auto prompt = variant.way ? prompt_for_copy(session, test) : Result<SharedPrompt>(variant.prompt);
        if (!prompt) return fail(prompt);
        auto shown = render_with_brief(session, std::move(*prompt), target,
                                       variant.way ? std::string() : variant.record.model);
        if (!shown) return fail(shown);
        return std::move(shown->prompt);
    }
    Json input = *variant.prompt->file.input_default;
    for (const auto& [name, value] : test.vars->items()) input[name] = value;
    auto shown = render_with_input(*variant.prompt, input);
    if (!shown) return fail(shown);
    return std::move(shown->prompt);
}

Result<MadeCheck> CheckMaker::make(const eval::CheckSpec& written, const eval::TestCase& test) const {
    MadeCheck out{written, nullptr};
    const auto with_place = [&](Error error) {
        const std::string name = (written.negated ? "not-" : "") + written.type;
        error.message = fmt::format("{}: the check {}: {}", test.id, name, error.message);
        return error;
    };
    auto value = eval::fill_variables(*written.value, *test.vars);
    if (!value) return fail(with_place(value.error()));
    out.spec.value = std::move(*value);
    if (written.type == k_rubric) {
        if (!m_plan.judge)
            return fail(with_place({ErrorCode::invalid_value,
                                    "the suite names no judge",
                                    {},
                                    "judge: MODEL, at the top of the suite"}));
        if (!written.model.empty() && written.model != m_plan.suite.judge)
            return fail(with_place({ErrorCode::invalid_value,
                                    "a suite has one judge",
                                    {},
                                    fmt::format("leave its model out, or name {}", m_plan.suite.judge)}));
        if (!out.spec.value->is_string() || trim(out.spec.value->get<std::string>()).empty())
            return fail(with_place({ErrorCode::invalid_value,
                                    "its value is what a good answer is",
                                    {},
                                    "value: It names one product and one action."}));
        return out;
    }
    auto check = m_plan.checks->make(out.spec);
    if (!check) return fail(with_place(check.error()));
    out.check = std::move(*check);
    return out;
}

Result<std::vector<MadeCheck>> CheckMaker::of(const eval::TestCase& test) {
    const auto& defaults = m_plan.suite.defaults.checks;
    m_defaults.resize(defaults.size());
    std::vector<MadeCheck> out;
    out.reserve(test.checks.size());
    for (std::size_t i = 0; i < test.checks.size(); ++i) {
        const eval::CheckSpec& spec = test.checks[i];
        const bool shared = i < defaults.size() && !eval::has_variables(*spec.value);
        if (shared && m_defaults[i]) {
            out.push_back(*m_defaults[i]);
            continue;
        }
        auto made = make(spec, test);
        if (!made) return fail(made);
        if (shared) m_defaults[i] = *made;
        out.push_back(std::move(*made));
    }
    return out;
}

}  // namespace mkai::app
