#include "core/app/remark_file.hpp"

#include "core/app/edit.hpp"
#include "core/app/facts.hpp"
#include "core/app/review_walk.hpp"
#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "core/base/text_fold.hpp"
#include "core/publish/render.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>

#include <fmt/format.h>

namespace mkai::app {

namespace {

using workspace::CommentRow;
using workspace::DecisionWords;

constexpr std::size_t k_name_bytes_max = 200;
constexpr std::size_t k_problems_told = 50;
constexpr std::size_t k_notes_told = 50;

// Line by line without what word processors change on their own: runs of white space, empty lines.
std::string as_compared(std::string_view text) {
    std::string out;
    for (const std::string& line : split(text, '\n')) {
        const std::string words = collapse_spaces(line);
        if (!words.empty()) out += words + '\n';
    }
    return out;
}

struct Piece {
    Target target;
    std::shared_ptr<const Channel> channel;
    std::vector<SentField> fields;
};

struct Planned {
    const Piece* piece = nullptr;
    RemarkRequest request;
    BroughtIn from;
};

class RemarkFileReader {
  public:
    RemarkFileReader(const Session& session, const RemarkFileRequest& request)
        : m_session(session), m_request(request), m_problems(request.file.problems) {
        m_out.notes = request.file.notes;
    }

    Result<std::vector<Planned>> plan() {
        for (const CommentRow& row : m_request.file.rows)
            if (auto done = add(row); !done) return fail(done);
        if (!m_problems.empty()) return fail(refused());
        return std::move(m_planned);
    }

    BroughtRemarks take() {
        const std::size_t count = m_out.notes.size();
        if (count > k_notes_told) {
            m_out.notes.resize(k_notes_told);
            m_out.notes.push_back(fmt::format("and {} more like these", count - k_notes_told));
        }
        return std::move(m_out);
    }

  private:
    Error refused() const {
        Error error{
            ErrorCode::invalid_file,
            fmt::format("the file has {}, and nothing was recorded", counted(m_problems.size(), "problem")),
            {},
            "mend the places above, and give the file again"};
        for (std::size_t i = 0; i < std::min(m_problems.size(), k_problems_told); ++i)
            error.context.push_back(m_problems[i]);
        if (m_problems.size() > k_problems_told)
            error.context.push_back(fmt::format("and {} more", m_problems.size() - k_problems_told));
        return error;
    }
    void problem(const CommentRow& row, std::string_view what) {
        m_problems.push_back(fmt::format("{}: {}", row.place, what));
    }
    void note(const CommentRow& row, std::string_view what) {
        m_out.notes.push_back(fmt::format("{}: {}", row.place, what));
    }
    // What a person reads of an error in a list of them.
    static std::string sentence(const Error& error) {
        return error.fix.empty() ? error.message : fmt::format("{} ({})", error.message, error.fix);
    }

    Done add(const CommentRow& row) {
        auto piece = piece_of(row);
        if (!piece) return fail(piece);
        if (*piece == nullptr) return {};
        const SentField* field = nullptr;
        if (!row.field.empty()) {
            field = field_of(row, **piece);
            if (field == nullptr) return {};
        }
        const auto from = from_of(row);
        if (!from) return {};
        if (row.given && as_compared(*row.given) != as_compared(field->words)) {
            problem(row,
                    "its text is not that of the version: other words go into the column \"suggestion\"");
            return {};
        }
        if (row.words) add_words(row, **piece, *field, *from);
        if (!row.comment.empty()) add_comment(row, **piece, field, row.comment, *from);
        return {};
    }

    // Null where the row has a problem.
    Result<const Piece*> piece_of(const CommentRow& row) {
        const std::string named = fmt::format("{}@{}", row.asset, row.version);
        const auto [at, fresh] = m_pieces.try_emplace(named);
        if (fresh) {
            auto target = find_target(m_session.ledger, named);
            if (!target) {
                if (info_of(target.error().code).status != ExitStatus::usage) return fail(target);
                problem(row, sentence(target.error()));
                return nullptr;
            }
            auto subject = read_subject(m_session.ledger, target->version);
            if (!subject) return fail(subject);
            auto channel = m_session.workspace.channel(subject->channel);
            if (!channel) return fail(channel);
            auto fields = sent_fields(**channel, *subject);
            if (target->version.number < target->asset.head)
                m_out.notes.push_back(fmt::format("{}@v{} is what they commented on; v{} is the newest",
                                                  target->asset.asset, target->version.number,
                                                  target->asset.head));
            at->second = Piece{std::move(*target), std::move(*channel), std::move(fields)};
        } else if (!at->second) {
            problem(row, fmt::format("the same of {}", in_quotes(named)));
            return nullptr;
        }
        return &*at->second;
    }

    const SentField* field_of(const CommentRow& row, const Piece& piece) {
        const auto found = std::ranges::find(piece.fields, row.field, &SentField::name);
        if (found != piece.fields.end()) return &*found;
        std::vector<std::string> names;
        for (const SentField& f : piece.fields) names.push_back(f.name);
        const std::string near = did_you_mean(row.field, names);
        problem(row, fmt::format("{} has no field {}{}", piece.channel->title, in_quotes(row.field),
                                 near.empty() ? "" : fmt::format(" ({})", near)));
        return nullptr;
    }

    std::optional<BroughtIn> from_of(const CommentRow& row) {
        const std::string name = collapse_spaces(row.by.empty() ? m_request.by : row.by);
        if (const auto hidden = find_hidden(name)) {
            problem(row, fmt::format("the name of who said it has a character that nobody sees: {}",
                                     hidden->name));
            return std::nullopt;
        }
        if (name.size() > k_name_bytes_max) {
            problem(row, fmt::format("the name of who said it has more than {} bytes", k_name_bytes_max));
            return std::nullopt;
        }
        BroughtIn out{m_request.file.kind, {}, name};
        const std::string folded = fold_case(name);
        for (const Person& person : m_session.workspace.roster().people)
            if (!name.empty() && (fold_case(person.id) == folded || fold_case(person.name) == folded ||
                                  fold_case(person.email) == folded))
                return BroughtIn{m_request.file.kind, person.id, {}};
        return out;
    }

    void add_words(const CommentRow& row, const Piece& piece, const SentField& field, const BroughtIn& from) {
        if (as_compared(*row.words) == as_compared(field.words)) return;
        if (trim(*row.words).empty())
            return note(row, "its words were taken out; that is no suggestion: say it as a comment");
        if (workspace::find_decision_words(*row.words) == DecisionWords::nothing_else)
            return left_out_decision(row, *row.words);
        if (field.locked) {
            note(row, "it comes from the brief, so that the other words were kept as a comment");
            return add_comment(row, piece, &field, "rather " + *row.words, from);
        }
        add_request(row, piece, {*row.words, field.name}, from);
    }

    void add_comment(const CommentRow& row, const Piece& piece, const SentField* field,
                     const std::string& text, const BroughtIn& from) {
        const DecisionWords says = workspace::find_decision_words(text);
        if (says == DecisionWords::nothing_else) return left_out_decision(row, text);
        if (says == DecisionWords::begins_so)
            note(row,
                 fmt::format("{} was kept as a comment and approves nothing: mkai approve, or mkai approve "
                             "--transcribed FILE",
                             in_quotes(text)));
        add_request(row, piece,
                    {field != nullptr ? fmt::format("{}{}{}", field->label, k_comment_on, text) : text, {}},
                    from);
    }

    void left_out_decision(const CommentRow& row, const std::string& text) {
        note(row,
             fmt::format("{} is no approval and was left out: mkai approve, or mkai approve --transcribed "
                         "FILE for what somebody decided away from here",
                         in_quotes(text)));
    }

    void add_request(const CommentRow& row, const Piece& piece, RemarkRequest request,
                     const BroughtIn& from) {
        if (const auto hidden = find_hidden(request.text))
            return problem(row, fmt::format("it has a character that nobody sees: {}", hidden->name));
        if (auto good = check_remark(m_session, piece.target, request); !good)
            return problem(row, sentence(good.error()));
        m_planned.push_back({&piece, std::move(request), from});
    }

    const Session& m_session;
    const RemarkFileRequest& m_request;
    std::vector<std::string> m_problems;
    BroughtRemarks m_out;
    std::vector<Planned> m_planned;
    std::map<std::string, std::optional<Piece>> m_pieces;  // by what was typed; empty: there is none
};

}  // namespace

std::vector<SentField> sent_fields(const Channel& channel, const Subject& subject) {
    std::vector<SentField> out;
    for (const ChannelField& field : channel.fields) {
        const auto value = subject.content.fields.find(field.name);
        out.push_back({field.name, field.label,
                       value == subject.content.fields.end() ? std::string() : flat_text(value->second),
                       false});
    }
    for (const publish::RenderedField& field : publish::render_fields(channel, subject))
        if (field.locked) out.push_back({field.name, field.label, field.text, true});
    return out;
}

Result<BroughtRemarks> bring_in_remarks(const Session& session, const RemarkFileRequest& request) {
    RemarkFileReader reader(session, request);
    auto planned = reader.plan();
    if (!planned) return fail(planned);
    auto writer = session.ledger.begin();
    if (!writer) return fail(writer);
    std::vector<BroughtRemark> remarks;
    std::map<std::string, std::vector<Remark>> known;  // by asset
    for (const Planned& one : *planned) {
        const auto [at, fresh] = known.try_emplace(one.piece->target.asset.asset);
        if (fresh) {
            auto before = session.ledger.list_remarks(at->first);
            if (!before) return fail(before);
            at->second = std::move(*before);
        }
        auto made = remark_within(session, *writer, one.piece->target, one.request, one.from, at->second);
        if (!made) return fail(made);
        remarks.push_back({std::move(*made), one.request.field, one.request.text, one.from});
    }
    // A writer that does not commit leaves nothing behind.
    if (!request.dry_run)
        if (auto done = writer->commit(); !done) return fail(done);
    BroughtRemarks out = reader.take();
    out.remarks = std::move(remarks);
    return out;
}

}  // namespace mkai::app
