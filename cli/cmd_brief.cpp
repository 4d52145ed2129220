#include "cli/check_report.hpp"
#include "cli/cmd.hpp"
#include "cli/render.hpp"
#include "cli/views.hpp"
#include "core/app/claim_states.hpp"
#include "core/base/text.hpp"
#include "core/domain/ids.hpp"
#include "core/workspace/brief_files.hpp"

#include <algorithm>
#include <functional>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::cli {

namespace {

bool looks_like_a_path(const std::string& typed) {
    return typed.find('/') != std::string::npos || typed.ends_with(".yaml") || typed.ends_with(".yml");
}

Result<Reply> check(Context& context, const Args& args) {
    auto files = context.workspace();
    if (!files) return fail(files);
    std::vector<std::string> names = args.list("BRIEF");
    if (names.empty()) names = (*files)->brief_ids();
    if (names.empty())
        return fail(ErrorCode::unknown_id, "there is no brief in briefs/", "mkai brief new BRIEF");
    auto ledger = context.ledger_if_any();
    if (!ledger) return fail(ledger);
    auto states = app::find_claim_states(**files, *ledger, context.now());
    if (!states) return fail(states);
    CheckReport report{"brief check", "brief", (*files)->warnings(context.now()), {}, {}};
    for (const std::string& name : names) {
        const bool path = looks_like_a_path(name);
        auto checked = path ? (*files)->check_brief_file(name) : (*files)->check_brief(name);
        if (!checked) return fail(checked);
        report.findings.insert(report.findings.end(), checked->findings.begin(), checked->findings.end());
        const std::string label = path ? printable_line(name) : fmt::format("briefs/{}.yaml", name);
        if (checked->brief)
            for (Finding& finding : app::check_claims_of_brief(**files, *checked->brief, label, *states))
                report.findings.push_back(std::move(finding));
        report.checked.push_back({name, label});
    }
    report.next = fmt::format("mkai generate {}",
                              names.size() == 1 && !looks_like_a_path(names[0]) ? names[0] : "BRIEF");
    return check_reply(context, args, std::move(report));
}

Result<Reply> set(Context& context, const Args& args) {
    auto files = context.workspace();
    if (!files) return fail(files);
    const std::string id = args.get("BRIEF");
    auto edit = workspace::set_brief_value(**files, id, args.get("PATH"), args.get("VALUE"));
    if (!edit) return fail(edit);
    Reply reply;
    reply.text =
        fmt::format("briefs/{}.yaml: {} is {} now", id, args.get("PATH"), printable_line(edit->after));
    reply.text += edit->before.empty() ? "\n" : fmt::format(", was {}\n", printable_line(edit->before));
    std::vector<Finding> warnings = edit->findings;
    reply.text += findings_text(warnings, context.terminal());
    reply.next = fmt::format("mkai generate {} (what was drafted before is marked stale in mkai status)", id);
    set_json(reply, {{"brief", id},
                     {"path", args.get("PATH")},
                     {"before", or_null(edit->before)},
                     {"after", edit->after},
                     {"findings", findings_json(edit->findings)}});
    return reply;
}

// Without a terminal every answer has to be given; what is missing is told at once.
Done check_answers(const std::string& id, const std::function<bool(std::string_view)>& answered) {
    std::vector<std::string> missing;
    Error error{ErrorCode::needs_terminal,
                fmt::format("the brief \"{}\" needs answers, and there is nobody to ask", id),
                {},
                {}};
    for (const auto& question : workspace::brief_questions()) {
        if (!question.required || answered(question.path)) continue;
        missing.push_back(fmt::format("--set {}=...", question.path));
        error.with_context(fmt::format("{}: {}{}", question.path, question.question,
                                       question.hint.empty() ? "" : fmt::format(" ({})", question.hint)));
    }
    if (missing.empty()) return {};
    error.fix = "add " + join(missing, " ");
    return fail(std::move(error));
}

Result<Reply> make(Context& context, const Args& args) {
    auto files = context.workspace();
    if (!files) return fail(files);
    const std::string id = args.get("BRIEF");
    if (auto fits = check_slug(id, "brief"); !fits) return fail(fits);
    const auto known = (*files)->brief_ids();
    if (std::ranges::find(known, id) != known.end())
        return fail(ErrorCode::already_exists, fmt::format("there is a brief \"{}\" already", id),
                    fmt::format("choose another id, or change it: mkai brief set {} PATH VALUE", id));
    std::vector<workspace::BriefAnswer> answers;
    for (const std::string& given : args.list("--set")) {
        const auto equals = given.find('=');
        if (equals == std::string::npos)
            return fail(ErrorCode::usage, fmt::format("\"{}\" is not PATH=VALUE", printable_line(given)),
                        "for example --set title=\"Spring launch\"");
        answers.push_back({given.substr(0, equals), given.substr(equals + 1)});
    }
    const auto answered = [&](std::string_view path) {
        return std::ranges::any_of(answers, [&](const auto& a) { return a.path == path; });
    };
    if (!context.terminal().can_ask()) {
        if (auto complete = check_answers(id, answered); !complete) return fail(complete);
    }
    for (const auto& question : workspace::brief_questions()) {
        if (answered(question.path) || !context.terminal().can_ask()) continue;
        std::string prompt = std::string(question.question);
        if (!question.hint.empty()) prompt += fmt::format(" ({})", question.hint);
        for (;;) {
            const auto answer = context.terminal().ask(prompt);
            if (!answer) return fail(ErrorCode::interrupted, "no brief was written");
            if (answer->empty() && question.required) {
                context.terminal().say("  this one is needed");
                continue;
            }
            if (!answer->empty()) answers.push_back({std::string(question.path), *answer});
            break;
        }
    }
    auto path = workspace::write_new_brief(**files, id, answers);
    if (!path) return fail(path);
    auto checked = (*files)->check_brief(id);
    if (!checked) return fail(checked);
    Reply reply;
    reply.text =
        fmt::format("wrote briefs/{}.yaml\n{}", id, findings_text(checked->findings, context.terminal()));
    reply.next = fmt::format("mkai brief check {0}, then mkai generate {0}", id);
    set_json(reply,
             {{"brief", id}, {"path", path->string()}, {"findings", findings_json(checked->findings)}});
    return reply;
}

Json brief_json(const Brief& brief) {
    Json deliverables = Json::array();
    for (const Deliverable& d : brief.deliverables)
        deliverables.push_back({{"id", d.id},
                                {"channel", d.channel},
                                {"variants", d.variants},
                                {"locales", d.locales.empty() ? brief.locales : d.locales},
                                {"link", or_null(d.link)}});
    Json offers = Json::object();
    for (const std::string& locale : brief.locales)
        if (const Offer* offer = brief.offer.for_locale(locale))
            offers[locale] = {
                {"name", or_null(offer->name)},         {"price", or_null(offer->price)},
                {"currency", or_null(offer->currency)}, {"was_price", or_null(offer->was_price)},
                {"starts", or_null(offer->starts)},     {"ends", or_null(offer->ends)},
                {"terms", or_null(offer->terms)}};
    return {{"id", brief.id},
            {"title", brief.title},
            {"use_case", brief.use_case},
            {"owner", brief.owner},
            {"locales", brief.locales},
            {"objective", brief.objective},
            {"campaign_type", brief.campaign_type},
            {"claims", brief.claims},
            {"deliverables", std::move(deliverables)},
            {"offers", std::move(offers)},
            {"due", or_null(brief.due)},
            {"digest", brief.digest},
            {"path", brief.path}};
}

Result<Reply> show(Context& context, const Args& args) {
    auto files = context.workspace();
    if (!files) return fail(files);
    auto brief = (*files)->load_brief(args.get("BRIEF"));
    if (!brief) return fail(brief);
    Reply reply;
    reply.text = printable(brief->source);
    set_json(reply, {{"brief", brief_json(*brief)}});
    return reply;
}

Result<Reply> list(Context& context, const Args&) {
    auto files = context.workspace();
    if (!files) return fail(files);
    std::vector<std::vector<Cell>> rows;
    Json briefs = Json::array();
    for (const std::string& id : (*files)->brief_ids()) {
        auto checked = (*files)->check_brief(id);
        if (!checked) return fail(checked);
        const std::size_t errors = count_of(checked->findings, Level::error);
        const std::string title = checked->brief ? checked->brief->title : "";
        rows.push_back({{id, Colour::bold},
                        {checked->brief ? counted(checked->brief->deliverables.size(), "deliverable")
                                        : counted(errors, "error"),
                         errors > 0 ? Colour::red : Colour::none},
                        {printable_line(title)}});
        briefs.push_back({{"id", id}, {"title", or_null(title)}, {"errors", errors}});
    }
    Reply reply;
    reply.text = rows.empty() ? "no brief yet\n" : table(rows, context.terminal());
    reply.next = rows.empty() ? "mkai brief new BRIEF" : "mkai brief check";
    set_json(reply, {{"briefs", std::move(briefs)}});
    return reply;
}

}  // namespace

Command cmd_brief_check() {
    return {"brief check",
            Group::main_job,
            "Check briefs: every finding at once, each with its place and how to mend it.",
            "Exit status 3 when there is an error; warnings do not fail.",
            {{"mkai brief check", "all briefs of the workspace"},
             {"mkai brief check spring", "one brief"},
             {"mkai brief check --format github", "in a workflow: each finding at its line of the change"}},
            {{"BRIEF", "ids, or paths of files; all when left out", Arity::any}},
            {k_format_option},
            check};
}

Command cmd_brief_new() {
    return {
        "brief new",
        Group::workspace,
        "Write a new brief by answering questions.",
        "At a terminal it asks; in a script each answer is given with --set.",
        {{"mkai brief new autumn", "asks its questions, writes briefs/autumn.yaml"},
         {"mkai brief new autumn --set title=\"Autumn sale\" --set owner=maria ...", "the same in a script"}},
        {{"BRIEF", "the id of the new brief: small letters, digits and hyphens"}},
        {{"--set", "PATH=VALUE", "an answer", true}},
        make};
}

Command cmd_brief_set() {
    return {"brief set",
            Group::workspace,
            "Change one value of a brief; comments and layout stay.",
            "Copy that was drafted from the old brief is marked stale in mkai status.",
            {{"mkai brief set spring offer.ends 2026-12-01", "another end of the offer"},
             {"mkai brief set spring deliverables.0.variants 3", "three variants of the first deliverable"}},
            {{"BRIEF", "the brief"}, {"PATH", "the value's path, with dots"}, {"VALUE", "the new value"}},
            {},
            set};
}

Command cmd_brief_show() {
    return {"brief show",
            Group::workspace,
            "Show a brief.",
            "",
            {{"mkai brief show spring", "as it is written"},
             {"mkai brief show spring --json", "as data, with the offer of each locale"}},
            {{"BRIEF", "the brief"}},
            {},
            show};
}

Command cmd_brief_list() {
    return {"brief list",
            Group::workspace,
            "List the briefs of the workspace.",
            "",
            {{"mkai brief list", "their ids and titles"}, {"mkai brief list --json", "for a script"}},
            {},
            {},
            list};
}

}  // namespace mkai::cli
