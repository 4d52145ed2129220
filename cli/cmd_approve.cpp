#include "cli/cmd.hpp"
#include "cli/decide.hpp"
#include "cli/decision_words.hpp"
#include "cli/views.hpp"
#include "core/app/transcribe.hpp"
#include "core/app/transition.hpp"
#include "core/base/file.hpp"
#include "core/base/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::cli {

namespace {

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
    Reply reply = decided_reply(context, decision->action, done->decisions, person);
    if (!done->proof.empty())
        reply.text += fmt::format("  {}\n", app::transcribed_words(typist, person, done->proof));
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

}  // namespace

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
         {"mkai approve --transcribed reply.eml --on-behalf-of dana --as sam", "what dana wrote in a mail"}},
        {{"ASSET", "what is approved, with its version", Arity::any}},
        {k_reason_option,
         k_reason_code_option,
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
            {k_reason_option, k_reason_code_option},
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
        {k_reason_option, k_reason_code_option},
        revoke};
}

}  // namespace mkai::cli
