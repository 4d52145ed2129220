#include "cli/cmd.hpp"
#include "cli/decide.hpp"
#include "cli/next_command.hpp"
#include "cli/review_csv.hpp"
#include "cli/review_html.hpp"
#include "cli/review_terminal.hpp"
#include "core/app/remark.hpp"
#include "core/app/review_walk.hpp"
#include "core/base/quote.hpp"
#include "core/base/text.hpp"

#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::cli {

namespace {

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

// What a review that was stopped is typed again with.
constexpr std::array<std::string_view, 3> k_flags_kept{"--reason-code", "--ask", "--due"};

// A name that fits nothing is wrong with or without a decision.
Done check_targets(Context& context, const Args& args) {
    auto ledger = context.ledger();
    if (!ledger) return fail(ledger);
    for (const std::string& typed : args.list("ASSET"))
        if (auto found = app::find_targets(**ledger, typed); !found) return fail(found);
    return {};
}

// Without a decision: a person goes through what is named, or through what waits for them.
Result<Reply> review_stops(Context& context, const Args& args) {
    if (!context.terminal().can_ask() || context.wants_json() || args.has("--reason")) {
        if (auto known = check_targets(context, args); !known) return fail(known);
        return fail(ErrorCode::usage, "a review needs a decision",
                    "add --accept, --request-changes or --reject, with --reason \"...\"; without them mkai "
                    "review goes through the copy with you, at a terminal and without --json");
    }
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
    ReviewRequest request{std::move(*targets), {}, {}, flags_again(context, args, k_flags_kept)};
    for (const std::string& typed : args.list("ASSET")) request.named += " " + shell_word(typed);
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
         k_reason_option,
         k_reason_code_option,
         {"--ask", "PERSON", "who is asked next"},
         {"--due", "DATE", "by when"},
         {"--html", "FILE", "a page with the copy, its evidence and how to decide; it decides nothing"},
         {"--csv", "FILE", "a spreadsheet to comment in; mkai comment --from brings it back"}},
        review};
}

}  // namespace mkai::cli
