#include "cli/review_csv.hpp"

#include "core/app/facts.hpp"
#include "core/app/remark_file.hpp"
#include "core/base/file_draft.hpp"
#include "core/workspace/comment_file.hpp"

#include <string>

#include <fmt/format.h>

namespace mkai::cli {

namespace {

// RFC 4180. No cell of ours is a formula.
std::string cell(std::string_view text) {
    std::string out = "\"";
    if (!text.empty() && workspace::k_formula_begins.find(text.front()) != std::string_view::npos)
        out += '\'';
    for (const char c : text) {
        if (c == '"') out += '"';
        out += c;
    }
    return out + '"';
}

}  // namespace

Result<ReviewCsv> write_review_csv(const app::Session& session, std::span<const app::Target> targets,
                                   const fs::path& file) {
    auto draft = FileDraft::begin(file);
    if (!draft) return fail(draft);
    if (auto head = draft->write("\xEF\xBB\xBF"
                                 "asset,version,field,text,suggestion,comment,by\r\n");
        !head)
        return fail(head);
    ReviewCsv out;
    for (const app::Target& target : targets) {
        auto subject = app::read_subject(session.ledger, target.version);
        if (!subject) return fail(subject);
        auto channel = session.workspace.channel(subject->channel);
        if (!channel) return fail(channel);
        for (const app::SentField& field : app::sent_fields(**channel, *subject)) {
            auto row = draft->write(fmt::format("{},v{},{},{},,,\r\n", target.asset.asset,
                                                target.version.number, field.name, cell(field.words)));
            if (!row) return fail(row);
            ++out.fields;
        }
        ++out.assets;
    }
    out.bytes = draft->bytes();
    if (auto published = draft->publish(); !published) return fail(published);
    return out;
}

}  // namespace mkai::cli
