#include "cli/cmd.hpp"
#include "cli/review_words.hpp"
#include "cli/views.hpp"
#include "core/app/remark_file.hpp"
#include "core/base/file.hpp"
#include "core/base/quote.hpp"
#include "core/base/text.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::cli {

namespace {

Result<Reply> comment_here(Context& context, const Args& args) {
    auto session = context.session();
    if (!session) return fail(session);
    auto target = app::find_target(session->ledger, args.get("ASSET"));
    if (!target) return fail(target);
    auto made = app::remark(*session, *target, {args.get("TEXT"), {}});
    if (!made) return fail(made);
    Reply reply;
    reply.text = fmt::format("comment #{} on {}@v{}\n", made->nth, made->asset, made->version);
    reply.next = fmt::format("mkai show {}", made->asset);
    set_json(reply, {{"id", made->asset}, {"version", made->version}, {"nth", made->nth}});
    return reply;
}

std::string line_of(const app::BroughtRemark& r, std::string_view typist) {
    app::ExplainedRemark said;
    said.remark.person = typist;
    said.remark.brought_in = r.from.kind;
    said.remark.said_by = r.from.person;
    said.said_by_name = r.from.name;
    return fmt::format("{} on {}@v{}: {}{}\n  {}\n",
                       r.made.nth > 0
                           ? fmt::format("{} #{}", r.field.empty() ? "comment" : "suggestion", r.made.nth)
                           : std::string("there already"),
                       r.made.asset, r.made.version, r.field.empty() ? "" : r.field + " -> ",
                       in_quotes(r.text), said_words({}, said));
}

// The last sentence: what the file came to.
std::string sum_of(const app::BroughtRemarks& brought, bool dry_run) {
    const auto old = static_cast<std::size_t>(
        std::ranges::count(brought.remarks, 0, [](const app::BroughtRemark& r) { return r.made.nth; }));
    const std::size_t fresh = brought.remarks.size() - old;
    if (brought.remarks.empty()) return "nothing is said in it that could be recorded\n";
    if (fresh == 0) return "all of it was brought in before; nothing was recorded twice\n";
    return fmt::format("{} {}{}\n", counted(fresh, "remark"), dry_run ? "would be recorded" : "recorded",
                       old > 0 ? fmt::format("; {} brought in before", old) : std::string());
}

// --from FILE: what others wrote away from here.
Result<Reply> comments_from(Context& context, const Args& args) {
    for (const std::string_view word : {"ASSET", "TEXT"})
        if (args.has(word))
            return fail(ErrorCode::usage,
                        fmt::format("the file says what it is about, so that {} has no place", word),
                        "mkai comment --from FILE");
    auto session = context.session();
    if (!session) return fail(session);
    const std::string file = args.get("--from");
    auto bytes = read_file(file, workspace::k_comment_file_bytes_max);
    if (!bytes) return fail(bytes);
    auto comments = workspace::read_comment_file(file, *bytes);
    if (!comments) return fail(comments);
    const app::RemarkFileRequest request{std::move(*comments), args.get("--by"), args.has("--dry-run")};
    auto brought = app::bring_in_remarks(*session, request);
    if (!brought) return fail(brought);
    Reply reply;
    Json rows = Json::array();
    for (const app::BroughtRemark& r : brought->remarks) {
        reply.text += line_of(r, session->actor.person.id);
        rows.push_back({{"id", r.made.asset},
                        {"version", r.made.version},
                        {"nth", r.made.nth > 0 && !request.dry_run ? Json(r.made.nth) : Json(nullptr)},
                        {"known", r.made.nth == 0},
                        {"field", or_null(r.field)},
                        {"text", r.text},
                        {"said_by", or_null(r.from.person)},
                        {"said_by_name", or_null(r.from.name)}});
    }
    for (const std::string& note : brought->notes)
        reply.text += fmt::format("note: {}\n", printable_line(note));
    reply.text += sum_of(*brought, request.dry_run);
    if (!brought->remarks.empty())
        reply.next = request.dry_run
                         ? fmt::format("without --dry-run it is recorded: mkai comment --from {}",
                                       printable_line(file))
                         : fmt::format(
                               "mkai show {}; whoever takes a suggestion over becomes its editor: mkai "
                               "edit --take",
                               brought->remarks.back().made.asset);
    set_json(reply, {{"from", file},
                     {"kind", request.file.kind},
                     {"dry_run", request.dry_run},
                     {"remarks", std::move(rows)},
                     {"notes", brought->notes}});
    return reply;
}

Result<Reply> comment(Context& context, const Args& args) {
    if (args.has("--from")) return comments_from(context, args);
    for (const std::string_view flag : {"--by", "--dry-run"})
        if (args.has(flag))
            return fail(ErrorCode::usage, fmt::format("{} is for what others wrote away from here", flag),
                        "add --from FILE");
    if (!args.has("ASSET"))
        return fail(ErrorCode::usage, "ASSET is missing: what it is about", "mkai help comment");
    if (!args.has("TEXT")) return fail(ErrorCode::usage, "TEXT is missing: the comment", "mkai help comment");
    return comment_here(context, args);
}

}  // namespace

Command cmd_comment() {
    return {
        "comment",
        Group::words,
        "Say something about a version without changing or deciding anything.",
        "--from brings in what people wrote who have no mkai: a spreadsheet (mkai review ASSET --csv FILE "
        "makes one to fill in), or the page of mkai review --html as Word saved it, with tracked changes "
        "and comments. Other words become suggestions for their fields. No file approves anything; all of "
        "it is recorded, or none, and nothing twice.",
        {{"mkai comment spring/email \"can we say this in Scotland?\"", "on the newest version"},
         {"mkai comment spring/email@v1 \"the old one was better\"", "on one version"},
         {"mkai comment --from review.htm --dry-run", "what came back from Word, before it is recorded"},
         {"mkai comment --from comments.csv --by \"Acme agency\"",
          "a spreadsheet, and whose words they are"}},
        {{"ASSET", "what it is about", Arity::optional}, {"TEXT", "the comment", Arity::optional}},
        {{"--from", "FILE", "comments that came back: .csv, or Word's web page (.htm, .html)"},
         {"--by", "NAME", "whose words they are, where the file does not say"},
         {"--dry-run", "", "say what would be recorded, record nothing"}},
        comment};
}

}  // namespace mkai::cli
