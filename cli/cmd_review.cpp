#include "cli/cmd.hpp"
#include "cli/decision_words.hpp"
#include "cli/render.hpp"
#include "cli/review_csv.hpp"
#include "cli/review_html.hpp"
#include "cli/review_terminal.hpp"
#include "cli/views.hpp"
#include "core/app/explain.hpp"
#include "core/app/remark.hpp"
#include "core/app/review.hpp"
#include "core/app/review_walk.hpp"
#include "core/app/transcribe.hpp"
#include "core/base/file.hpp"
#include "core/base/text.hpp"

#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::cli {

namespace {

// `who`: decided, as a reader of "was approved by you already" should see it.
Reply reply_of(Context& context, Action action, const std::vector<app::Changed>& all,
               std::string_view who = "you") {
    Reply reply;
    Json rows = Json::array();
    for (const app::Changed& changed : all) {
        reply.text += decided_text(action, changed, context.terminal(), who);
        rows.push_back(changed_json(changed));
    }
    if (!all.empty()) reply.next = next_after(action, all.back(), example_destination(context));
    set_json(reply, {{"action", to_string(action)}, {"decisions", std::move(rows)}});
    return reply;
}

void show_copy(const Context& context, const app::Session& session, const app::Target& target) {
    auto explained = app::explain(session, target);
    if (!explained) return;
    context.terminal().say(fmt::format("\n{}@v{} ({})", target.asset.asset, target.version.number,
                                       short_digest(target.version.digest)));
    context.terminal().say(copy_text(explained->fields, context.terminal()));
}

// Whom a decision asks next, and by when.
Done say_whom(app::DecisionRequest& request, const Args& args) {
    request.reason_code = args.get("--reason-code");
    request.assignee = args.get("--ask");
    request.due = args.get("--due");
    if (!request.due.empty() && !parse_date(request.due))
        return fail(ErrorCode::invalid_value, fmt::format("\"{}\" is not a day", printable_line(request.due)),
                    "write it as 2026-12-01");
    return {};
}

Result<app::DecisionRequest> request_of(Context& context, const Args& args, Action action) {
    app::DecisionRequest request;
    request.action = action;
    if (auto said = say_whom(request, args); !said) return fail(said);
    if (action == Action::accept) {
        request.reason = args.get("--reason");
    } else {
        auto reason = context.value_or_ask(args, "--reason", "Reason:", ErrorCode::needs_reason);
        if (!reason) return fail(reason);
        request.reason = std::move(*reason);
    }
    if (auto expires = args.find("--expires")) {
        auto time = parse_time(*expires, context.now());
        if (!time) return fail(time);
        request.expires = *time;
    }
    return request;
}

Result<std::vector<app::Target>> targets_of(const app::Session& session, const Args& args) {
    std::vector<app::Target> targets;
    for (const std::string& typed : args.list("ASSET")) {
        auto found = app::find_targets(session.ledger, typed);
        if (!found) return fail(found);
        targets.insert(targets.end(), std::make_move_iterator(found->begin()),
                       std::make_move_iterator(found->end()));
    }
    return targets;
}

Result<Reply> decide_all(Context& context, const Args& args, Action action, bool must_name_version) {
    auto session = context.session();
    if (!session) return fail(session);
    auto found = targets_of(*session, args);
    if (!found) return fail(found);
    const std::vector<app::Target>& targets = *found;
    for (const app::Target& target : targets) {
        if (!must_name_version || target.version_named) continue;
        if (!context.terminal().can_ask())
            return fail(ErrorCode::usage, fmt::format("which version of {} do you mean?", target.asset.asset),
                        fmt::format("look at it (mkai show {0}) and name it: {0}@v{1}", target.asset.asset,
                                    target.asset.head));
        show_copy(context, *session, target);
        if (auto sure = context.confirm(fmt::format(
                "{}?", verb_of(action, fmt::format("{}@v{}", target.asset.asset, target.version.number))));
            !sure)
            return fail(sure);
    }
    auto request = request_of(context, args, action);
    if (!request) return fail(request);
    std::vector<app::Changed> done;
    for (const app::Target& target : targets) {
        auto changed = app::decide(*session, target, *request);
        if (!changed) {
            if (!done.empty()) context.terminal().say(reply_of(context, action, done).text);
            return fail(changed);
        }
        done.push_back(std::move(*changed));
    }
    return reply_of(context, action, done);
}

Result<Reply> suggest_all(Context& context, const Args& args) {
    auto session = context.session();
    if (!session) return fail(session);
    auto target = app::find_target(session->ledger, args.list("ASSET").front());
    if (!target) return fail(target);
    Reply reply;
    Json rows = Json::array();
    for (const std::string& given : args.list("--suggest")) {
        const auto equals = given.find('=');
        if (equals == std::string::npos)
            return fail(ErrorCode::usage, fmt::format("\"{}\" is not FIELD=VALUE", printable_line(given)),
                        "--suggest subject=\"Another subject\"");
        auto made = app::remark(*session, *target, {given.substr(equals + 1), given.substr(0, equals)});
        if (!made) return fail(made);
        reply.text += fmt::format("suggestion #{} for {} of {}@v{}\n", made->nth, given.substr(0, equals),
                                  made->asset, made->version);
        reply.next = fmt::format("whoever takes it over becomes its editor: mkai edit {} --take {}",
                                 made->asset, made->nth);
        rows.push_back({{"id", made->asset},
                        {"version", made->version},
                        {"nth", made->nth},
                        {"field", given.substr(0, equals)}});
    }
    set_json(reply, {{"suggestions", std::move(rows)}});
    return reply;
}

// A page or a spreadsheet is no decision.
Done check_no_decision(const Args& args, std::string_view what) {
    static constexpr std::array<std::string_view, 8> k_of_a_decision{
        "--accept", "--request-changes", "--reject", "--suggest",
        "--reason", "--reason-code",     "--ask",    "--due"};
    for (const std::string_view flag : k_of_a_decision)
        if (args.has(flag))
            return fail(ErrorCode::usage,
                        fmt::format("a {} decides nothing, so that {} has no place", what, flag),
                        fmt::format("make the {} first; decide in a command of its own", what));
    return {};
}

// --csv FILE: the copy as a spreadsheet, to be filled in and given to mkai comment --from.
Result<Reply> review_csv(Context& context, const Args& args) {
    if (auto plain = check_no_decision(args, "spreadsheet"); !plain) return fail(plain);
    if (args.has("--html")) return fail(ErrorCode::usage, "one file at a time", "--html FILE or --csv FILE");
    auto session = context.session();
    if (!session) return fail(session);
    auto targets = targets_of(*session, args);
    if (!targets) return fail(targets);
    const std::string file = args.get("--csv");
    auto written = write_review_csv(*session, *targets, file);
    if (!written) return fail(written);
    Reply reply;
    reply.text = fmt::format("{}: {} of {}\n", printable_line(file), counted(written->fields, "field"),
                             counted(written->assets, "piece"));
    reply.next = fmt::format("mail it; when it comes back: mkai comment --from {}", printable_line(file));
    set_json(reply, {{"spreadsheet",
                      {{"file", file},
                       {"pieces", written->assets},
                       {"fields", written->fields},
                       {"bytes", written->bytes}}}});
    return reply;
}

// --html FILE: what is to be decided on as a page, for people away from the terminal.
Result<Reply> review_page(Context& context, const Args& args) {
    if (auto plain = check_no_decision(args, "page"); !plain) return fail(plain);
    auto session = context.session();
    if (!session) return fail(session);
    auto targets = targets_of(*session, args);
    if (!targets) return fail(targets);
    const std::string file = args.get("--html");
    auto page = write_review_page(*session, std::move(*targets), file);
    if (!page) return fail(page);
    Reply reply;
    reply.text = fmt::format(
        "{}: {} in {}{}\n", printable_line(file), counted(page->assets, "piece"),
        counted(page->sections, "section"),
        page->left_out > 0 ? fmt::format("; no room for {} more", page->left_out) : std::string());
    reply.next = "open it in a browser, print it, or mail it; it says how to decide on each piece";
    set_json(reply, {{"page",
                      {{"file", file},
                       {"pieces", page->assets},
                       {"sections", page->sections},
                       {"left_out", page->left_out},
                       {"bytes", page->bytes}}}});
    return reply;
}

// What decides, or makes a page, is told of what.
Done check_named(const Args& args) {
    static constexpr std::array<std::string_view, 6> k_about_assets{
        "--accept", "--request-changes", "--reject", "--suggest", "--html", "--csv"};
    if (args.has("ASSET")) return {};
    for (const std::string_view flag : k_about_assets)
        if (args.has(flag))
            return fail(ErrorCode::usage, fmt::format("ASSET is missing: what is {} about?", flag),
                        "mkai inbox lists what waits for you");
    return {};
}

// Without a decision: a person goes through what is named, or through what waits for them.
Result<Reply> review_stops(Context& context, const Args& args) {
    if (!context.terminal().can_ask() || context.wants_json() || args.has("--reason"))
        return fail(ErrorCode::usage, "a review needs a decision",
                    "add --accept, --request-changes or --reject, with --reason \"...\"; without them mkai "
                    "review goes through the copy with you, at a terminal and without --json");
    auto session = context.session();
    if (!session) return fail(session);
    const bool named = args.has("ASSET");
    auto targets = named ? targets_of(*session, args) : app::find_waiting(*session);
    if (!targets) return fail(targets);
    if (targets->empty()) {
        Reply reply;
        reply.text = fmt::format("nothing waits for {} to review\n", session->actor.person.id);
        reply.next = "mkai status";
        return reply;
    }
    ReviewRequest request{std::move(*targets), {}, "mkai review"};
    if (named)
        for (const std::string& typed : args.list("ASSET")) request.again += " " + printable_line(typed);
    if (auto said = say_whom(request.with, args); !said) return fail(said);
    return review_at_terminal(context, *session, std::move(request));
}

Result<Reply> review(Context& context, const Args& args) {
    if (auto named = check_named(args); !named) return fail(named);
    if (args.has("--csv")) return review_csv(context, args);
    if (args.has("--html")) return review_page(context, args);
    struct Way {
        std::string_view flag;
        Action action;
    };
    static constexpr std::array k_ways{Way{"--accept", Action::accept},
                                       Way{"--request-changes", Action::request_changes},
                                       Way{"--reject", Action::reject}};
    std::vector<Action> chosen;
    for (const Way& way : k_ways)
        if (args.has(way.flag)) chosen.push_back(way.action);
    if (chosen.size() > 1)
        return fail(ErrorCode::usage, "a review says one thing",
                    "choose one of --accept, --request-changes, --reject");
    if (args.has("--suggest")) {
        auto suggested = suggest_all(context, args);
        if (!suggested || chosen.empty()) return suggested;
        context.terminal().say(suggested->text);
    }
    if (!chosen.empty()) return decide_all(context, args, chosen.front(), false);
    return review_stops(context, args);
}

// --transcribed FILE: what somebody decided away from here, typed in for them. The file says what it is
// about.
Result<Reply> approve_transcribed(Context& context, const Args& args) {
    for (const std::string_view word : {"ASSET", "--expires", "--reason-code"})
        if (args.has(word))
            return fail(ErrorCode::usage,
                        fmt::format("the file says what was decided, so that {} has no place", word),
                        "mkai approve --transcribed FILE --on-behalf-of PERSON");
    const std::string file = args.get("--transcribed"), person = args.get("--on-behalf-of");
    if (person.empty())
        return fail(ErrorCode::usage, "--on-behalf-of is missing: whose decision it is",
                    "--on-behalf-of dana");
    auto session = context.session();
    if (!session) return fail(session);
    auto bytes = read_file(file, workspace::k_decision_bytes_max);
    if (!bytes) return fail(bytes);
    auto decision = workspace::read_decision_file(file, *bytes, context.now());
    if (!decision) return fail(decision);
    const app::TranscribeRequest request{*decision, *bytes, person, args.get("--reason")};
    auto done = app::transcribe(*session, request);
    if (!done) return fail(done);
    const std::string& typist = session->actor.person.id;
    Reply reply = reply_of(context, decision->action, done->decisions, person);
    if (!done->proof.empty())
        reply.text += fmt::format("  {}\n", transcribed_words(typist, person, done->proof));
    for (const std::string& note : done->notes) reply.text += fmt::format("  {}\n", note);
    if (!decision->besides.empty())
        reply.text += fmt::format("  besides, it says: {}\n", printable_line(decision->besides));
    Json rows = Json::array();
    for (const app::Changed& changed : done->decisions) rows.push_back(changed_json(changed));
    set_json(reply, {{"action", to_string(decision->action)},
                     {"decisions", std::move(rows)},
                     {"transcribed",
                      {{"by", typist},
                       {"on_behalf_of", person},
                       {"proof", or_null(done->proof)},
                       {"said_at", decision->at ? time_json(*decision->at) : Json(nullptr)},
                       {"sender", or_null(decision->from)},
                       {"besides", or_null(decision->besides)},
                       {"notes", done->notes}}}});
    return reply;
}

Result<Reply> approve(Context& context, const Args& args) {
    if (args.has("--transcribed")) return approve_transcribed(context, args);
    if (args.has("--on-behalf-of"))
        return fail(ErrorCode::usage, "--on-behalf-of is for what somebody decided away from here",
                    "add --transcribed FILE");
    if (!args.has("ASSET"))
        return fail(ErrorCode::usage, "ASSET is missing: what is approved, with its version",
                    "mkai approve spring/email@v1 --reason \"claim c-12 checked\"");
    return decide_all(context, args, Action::approve, true);
}
Result<Reply> reject(Context& context, const Args& args) {
    return decide_all(context, args, Action::reject, true);
}
Result<Reply> revoke(Context& context, const Args& args) {
    return decide_all(context, args, Action::revoke, true);
}

constexpr Option k_reason{"--reason", "TEXT", "why; kept with the decision"};
constexpr Option k_reason_code{"--reason-code", "WORD", "a short word for reports: off-brand, wrong-price"};

}  // namespace

Command cmd_review() {
    return {
        "review",
        Group::main_job,
        "Go through copy field by field and decide; or decide with a flag.",
        "Without a decision it goes through each piece at your terminal, field by field: what changed since "
        "you decided last, limits, findings, claims with their evidence, what others said. Keys are those of "
        "git add -p; ? explains them, q stops. With --plain each answer is a line. At the end comes one "
        "decision on that version: a marketer accepts, legal types \"approve\" after a yes to each field, "
        "either sends back. "
        "A suggestion is no edit: whoever takes it over (mkai edit --take) is the editor.",
        {{"mkai review", "what waits for you, soonest due first"},
         {"mkai review spring/email --accept --reason \"on brief\"",
          "draft becomes reviewed, legal is asked"},
         {"mkai review spring/push.de-DE.a --request-changes --reason \"too loud\"", "back to the writer"},
         {"mkai review spring/email --suggest subject=\"Your spring, your stories\"",
          "other words for a field"},
         {"mkai review spring --html review.html", "all of a campaign as a page, to read, print or mail"}},
        {{"ASSET", "what is reviewed; none: what waits for you", Arity::any}},
        {{"--accept", "", "it is on brief"},
         {"--request-changes", "", "it needs work"},
         {"--reject", "", "it is not to be used"},
         {"--suggest", "FIELD=VALUE", "other words for a field", true},
         k_reason,
         k_reason_code,
         {"--ask", "PERSON", "who is asked next"},
         {"--due", "DATE", "by when"},
         {"--html", "FILE", "a page with the copy, its evidence and how to decide; it decides nothing"},
         {"--csv", "FILE", "a spreadsheet to comment in; mkai comment --from brings it back"}},
        review};
}

Command cmd_approve() {
    return {
        "approve",
        Group::main_job,
        "Legal's approval of exactly these bytes.",
        "In a script the version is named, never implied. The approval runs out (90 days, or --expires), and "
        "counts "
        "for this version alone. --transcribed records what somebody decided away from here, approval or "
        "not: "
        "a mail (.eml), the text of a reply, or a YAML file. The file is kept as the proof.",
        {{"mkai approve spring/email@v1 --as dana --reason \"claim c-12 checked\"", "by number"},
         {"mkai approve spring/email@8f2c --reason \"ok\" --expires 2026-12-31", "by digest, until a day"},
         {"mkai approve --transcribed reply.eml --on-behalf-of dana", "what dana wrote in a mail"}},
        {{"ASSET", "what is approved, with its version", Arity::any}},
        {k_reason,
         k_reason_code,
         {"--expires", "TIME", "when the approval runs out"},
         {"--transcribed", "FILE", "a decision that was given elsewhere: .eml, .yaml or the text of a reply"},
         {"--on-behalf-of", "PERSON", "whose decision the file is"}},
        approve};
}

Command cmd_reject() {
    return {"reject",
            Group::words,
            "Say no to a version, also to one that was reviewed or approved.",
            "",
            {{"mkai reject spring/email@v2 --reason \"claim without evidence\"", "it can never be published"},
             {"mkai reject spring/sms@v1 --reason \"no opt-out\" --reason-code legal",
              "with a word for reports"}},
            {{"ASSET", "what is rejected, with its version", Arity::many}},
            {k_reason, k_reason_code},
            reject};
}

Command cmd_revoke() {
    return {
        "revoke",
        Group::words,
        "Take an approval back. What is live stays live until it is withdrawn or rolled back.",
        "",
        {{"mkai revoke spring/email@v1 --reason \"evidence withdrawn\"", "publish refuses it from now on"},
         {"mkai revoke spring/landing.de-DE.a@v3 --as dana --reason \"law changed\"",
          "one version of one locale"}},
        {{"ASSET", "whose approval, with its version", Arity::many}},
        {k_reason, k_reason_code},
        revoke};
}

}  // namespace mkai::cli
