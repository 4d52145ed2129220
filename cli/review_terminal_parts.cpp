#include "cli/review_terminal_parts.hpp"

#include "cli/html.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace mkai::cli {

namespace {

constexpr std::size_t k_margin = 2;
constexpr std::size_t k_side_by_side = 110;  // columns from which on what is known stands beside the copy
constexpr std::size_t k_gap = 3;
constexpr std::size_t k_evidence_columns = 120;  // of a line
constexpr std::size_t k_evidence_lines = 5;

struct StyleColour {
    std::string_view style;
    Colour colour;
};
constexpr std::array k_style_colours{StyleColour{"good", Colour::green}, StyleColour{"bad", Colour::red},
                                     StyleColour{"odd", Colour::yellow}};
Colour colour_of(std::string_view style) {
    const auto row = std::ranges::find(k_style_colours, style, &StyleColour::style);
    return row == k_style_colours.end() ? Colour::none : row->colour;
}

struct Question {
    app::StopKind kind;
    std::string_view words;
};
constexpr std::array k_questions{Question{app::StopKind::field, "Is this field right?"},
                                 Question{app::StopKind::pictures, "Are these pictures right?"},
                                 Question{app::StopKind::whole, "Is all of it right?"}};

const app::PreviewField* field_at(const app::ReviewWalk& walk, const app::WalkStop& stop) {
    return stop.at ? &walk.sheet.preview.fields[*stop.at] : nullptr;
}

// --- the copy ---

struct Fold {
    app::PreviewZone zone;
    std::string_view line;
    Colour colour;
};
constexpr std::array k_folds{
    Fold{app::PreviewZone::folded, "-- readers see this much at once --", Colour::yellow},
    Fold{app::PreviewZone::beyond, "-- too long: it is cut or refused from here --", Colour::red}};

// The word that a line is to be drawn in goes below it as a whole. A script without spaces has no such words.
std::string take_begun_word(Spans& out) {
    if (out.empty()) return {};
    std::string& before = out.back().text;
    const std::size_t space = before.find_last_of(" \n");
    if (space == std::string::npos) return {};
    std::string word = before.substr(space + 1);
    before.resize(space + 1);
    return word;
}

// As it was written, with slots filled and a line where readers stop seeing it.
void add_text(Spans& out, const app::PreviewText& text, bool hidden) {
    app::PreviewZone zone = app::PreviewZone::seen;
    bool strong = false, emphasis = false;
    const auto turn = [&](bool& now, bool wanted, std::string_view sign) {
        if (now != wanted) out.push_back({std::string(sign)});
        now = wanted;
    };
    for (const app::PreviewRun& run : text.runs) {
        turn(emphasis, run.emphasis, "*");
        turn(strong, run.strong, "**");
        std::string words = run.token.empty() ? run.text : fmt::format("{{{{{}|{}}}}}", run.token, run.text);
        if (run.item) words.insert(0, "- ");
        if (run.zone != zone) {
            zone = run.zone;
            const auto fold = std::ranges::find(k_folds, zone, &Fold::zone);
            if (fold != k_folds.end() && !(hidden && zone == app::PreviewZone::folded)) {
                const bool in_word = !words.empty() && words.front() != ' ' && words.front() != '\n';
                if (in_word && run.token.empty()) words = take_begun_word(out) + words;
                out.push_back({"\n"});
                out.push_back({std::string(fold->line), fold->colour});
                out.push_back({"\n"});
                // The line that is drawn stands for the space.
                if (run.token.empty()) words.erase(0, std::min(words.find_first_not_of(" \n"), words.size()));
            }
        }
        out.push_back({std::move(words)});
    }
    turn(emphasis, false, "*");
    turn(strong, false, "**");
}

// What is counted, in words; the ways of limits to be one are few.
Span measure_span(const app::PreviewMeasure& m) {
    if (m.hard) {
        std::string words = fmt::format("{} of at most {}", m.count, amount_words(m.unit, m.max));
        return m.count > m.max ? Span{words + ": too long", Colour::red} : Span{std::move(words)};
    }
    std::string words = m.unit == LimitUnit::sms_segments
                            ? fmt::format("aim for {}", m.max)
                            : fmt::format("{}; {} are seen at once", amount_words(m.unit, m.count), m.max);
    return m.count > m.max ? Span{words + ": longer than that", Colour::yellow} : Span{std::move(words)};
}

Spans measures_of(const app::PreviewText& text) {
    Spans out;
    for (const app::PreviewMeasure& m : text.measures) {
        if (!out.empty()) out.push_back({"; "});
        out.push_back(measure_span(m));
    }
    return out;
}

// The entries of a list, each with its length.
void add_entries(Spans& out, const app::PreviewField& field) {
    for (std::size_t i = 0; i < field.texts.size(); ++i) {
        out.push_back({fmt::format("{}{}. ", i == 0 ? "" : "\n", i + 1)});
        add_text(out, field.texts[i], field.hidden());
        Spans measures = measures_of(field.texts[i]);
        if (measures.empty()) continue;
        out.push_back({"  ("});
        out.insert(out.end(), measures.begin(), measures.end());
        out.push_back({")"});
    }
}

Spans copy_of(const app::ReviewWalk& walk, const app::WalkStop& stop, bool whole) {
    if (has_changed(stop) && !whole) return diff_spans(*stop.before, stop.text);
    const app::PreviewField* field = field_at(walk, stop);
    if (!field) return {{stop.text}};
    Spans out;
    if (field->list)
        add_entries(out, *field);
    else
        add_text(out, field->texts.front(), field->hidden());
    return out;
}

// --- what is known of it ---

std::string message_words(const app::PreviewSms& sms) {
    const std::size_t count = sms.segments.size();
    std::string out =
        fmt::format("{}, {}, {} of {}, link and mandatory lines included", counted(count, "segment"),
                    sms.gsm7 ? "GSM-7" : "UCS-2", sms.units, sms.room);
    if (!sms.gsm7) out += fmt::format("; \"{}\" makes it dearer", sms.outside);
    if (count > 1) out += "; each is paid for";
    return out;
}

bool counts_segments(const app::PreviewField& field) {
    return std::ranges::any_of(field.texts.front().measures, [](const app::PreviewMeasure& m) {
        return m.unit == LimitUnit::sms_segments;
    });
}

void add_field_rows(Rows& rows, const app::ReviewWalk& walk, const app::PreviewField& field) {
    if (field.locked()) rows.add("Locked", fmt::format("filled in from {}", source_words(field.from)));
    if (!field.list) {
        const Spans measures = measures_of(field.texts.front());
        if (!measures.empty()) rows.add("Length", measures);
    }
    if (walk.sheet.preview.sms && counts_segments(field))
        rows.add("Message", message_words(*walk.sheet.preview.sms));
    if (field.pinned) rows.add("Shown", "always");
    if (field.hidden()) rows.add("Shown", "not without a tap or a scroll");
}

std::string base_words(const app::ReviewWalk& walk, const ReviewContext& context) {
    return walk.base.how == app::SeenHow::decided
               ? fmt::format("v{}, which you decided on", walk.base.number)
               : fmt::format("v{}, which {} approved", walk.base.number,
                             person_words(context.roster, walk.base.person));
}

void add_change(Rows& rows, const app::ReviewWalk& walk, const app::WalkStop& stop, bool whole,
                const ReviewContext& context) {
    if (!stop.before) return;
    const std::string base = base_words(walk, context);
    if (*stop.before == stop.text)
        rows.add("Changed", "nothing since " + base);
    else if (stop.before->empty())
        rows.add("Changed", {{"new", Colour::yellow}, {" since " + base}});
    else if (has_changed(stop))
        rows.add("Changed",
                 {{"since ", Colour::yellow}, {base + (whole ? "; w shows how" : ": [-gone-] {+new+}")}});
    else
        rows.add("Changed", {{"written anew", Colour::yellow}, {" since " + base}});
}

void add_findings(Rows& rows, const std::vector<Finding>& findings) {
    for (const Finding& f : findings) {
        const StyledWords level = f.waived_by.empty() ? level_words(f.level) : StyledWords{"odd", "let pass"};
        Spans out{{std::string(level.words), colour_of(level.style)},
                  {fmt::format(": {} [{}]", printable_line(f.message), f.code)}};
        std::string more;
        if (!f.rule.empty()) more += fmt::format("; rule {}", f.rule);
        if (!f.owner.empty()) more += fmt::format("; {} answers for it", f.owner);
        if (!f.waived_by.empty()) more += fmt::format("; by {}", f.waived_by);
        if (!f.fix.empty()) more += fmt::format("; to mend it: {}", f.fix);
        if (!more.empty()) out.push_back({printable_line(more)});
        rows.add("Found", out);
    }
}

std::string evidence_words(const app::SheetClaim& claim) {
    const Evidence& e = claim.words.evidence;
    std::string out = e.from.empty() ? "not known" : std::string(without_folder(e.from));
    const std::string& digest =
        claim.frozen.evidence_digest.empty() ? e.digest : claim.frozen.evidence_digest;
    if (!digest.empty()) out += fmt::format(" ({})", digest.substr(0, 8));
    if (!e.retrieved.empty()) out += ", read on " + e.retrieved;
    if (!e.basis.empty()) out += "; basis: " + e.basis;
    return printable_line(out);
}

// The first lines of a text, as lines: a table stays one.
void add_first_lines(Rows& rows, std::string_view text, const std::string& more) {
    std::size_t shown = 0;
    bool cut = false;
    for (const std::string& line : split(text, '\n')) {
        const std::string words = printable_line(line);
        if (trim(words).empty()) continue;
        if (shown == k_evidence_lines) {
            cut = true;
            break;
        }
        const std::string_view begun = prefix_of_width(words, k_evidence_columns);
        cut = cut || begun.size() < words.size();
        rows.add_quoted(fmt::format("{}{}", begun, begun.size() < words.size() ? "..." : ""));
        ++shown;
    }
    if (cut) rows.add_quoted("more: " + more);
}

void add_evidence(Rows& rows, const app::SheetClaim& claim) {
    rows.add("", "evidence: " + evidence_words(claim));
    const std::string& excerpt = claim.words.evidence.excerpt;
    add_first_lines(rows, excerpt.empty() ? claim.evidence_text : excerpt,
                    fmt::format("mkai claim show {}", claim.frozen.id));
}

void add_claims(Rows& rows, const std::vector<app::SheetClaim>& claims, const ReviewContext& context) {
    for (const app::SheetClaim& claim : claims) {
        const StyledWords state = claim_state_words(claim.state);
        Spans out{{claim.frozen.id + " "}, {std::string(state.words), colour_of(state.style)}};
        if (claim.approval)
            out.push_back({fmt::format(" by {} on {}", person_words(context.roster, claim.approval->person),
                                       to_string(date_of(claim.approval->at)))});
        out.push_back(
            {claim.frozen.expires.empty() ? "; no end was set" : "; until " + claim.frozen.expires});
        if (!claim.words.wording.empty())
            out.push_back({fmt::format(": \"{}\"", printable_line(claim.words.wording))});
        if (claim.said_in.empty()) out.push_back({"; no text says it word for word"});
        if (!claim.as_approved)
            out.push_back({"; not exactly the words that this version was made with", Colour::red});
        rows.add("Claim", out);
        add_evidence(rows, claim);
    }
}

void add_lines(Rows& rows, const std::vector<brand::RequiredLine>& lines) {
    for (const brand::RequiredLine& line : lines) {
        const std::string name =
            line.id.empty() ? std::string(line.family) : fmt::format("{} {}", line.family, line.id);
        Spans out;
        if (line.problem.empty())
            out = {{"is there", Colour::green},
                   {fmt::format(": {}, \"{}\"; {}", name, printable_line(line.words),
                                line.pinned            ? "always shown"
                                : line.may_be_left_out ? "the platform may leave it out"
                                : line.seen            ? "seen at once"
                                                       : "seen after a tap or a scroll")}};
        else
            out = {{line.words.empty() ? "is missing" : "not as it has to be", Colour::red},
                   {fmt::format(": {}; {}", name, printable_line(line.problem))}};
        out.push_back({fmt::format("; needed because {}", printable_line(line.because))});
        rows.add("Line", out);
    }
}

void add_remarks(Rows& rows, const app::WalkStop& stop, const ReviewContext& context) {
    for (const app::ExplainedRemark& said : stop.remarks) {
        std::string_view text = said.text;
        const std::string prefix = stop.label + std::string(app::k_comment_on);
        if (said.remark.field.empty() && text.starts_with(prefix)) text.remove_prefix(prefix.size());
        rows.add(
            "Said",
            fmt::format("#{} {} {} v{}: \"{}\"{}", said.remark.nth, said_words(context.roster, said),
                        said.remark.field.empty() ? "on" : "suggests for", said.remark.number, text,
                        said.remark.taken_in > 0 ? fmt::format(" (taken over into v{})", said.remark.taken_in)
                                                 : std::string()));
    }
}

void add_whole(Rows& rows, const app::ReviewWalk& walk) {
    const app::ReviewSheet& sheet = walk.sheet;
    for (const std::string& drift : sheet.drift)
        rows.add("Found", {{"must be mended", Colour::red},
                           {": since this version was made, " + printable_line(drift)}});
    if (sheet.drift.empty() && sheet.brief_changed)
        rows.add("Found", {{"look at this", Colour::yellow},
                           {": the brief has changed since; its offer, claims and required lines have not"}});
    if (!sheet.reading)
        rows.add("Found", {{"not checked", Colour::red}, {": its brief or channel cannot be read today"}});
    for (const publish::RenderedField& field : walk.gone)
        rows.add("Gone", fmt::format("{}: \"{}\"", field.label, printable_line(field.text)));
}

void add_answer(Rows& rows, const app::StopAnswer& said) {
    if (said.answer == app::Answer::right) rows.add("You said", {{"right", Colour::green}});
    if (said.answer == app::Answer::needs_work)
        rows.add("You said", {{"needs work", Colour::yellow}, {": " + said.why}});
}

// That nothing was found is said, too.
void add_nothing(Rows& rows, const app::ReviewSheet& sheet, const app::WalkStop& stop) {
    if (!stop.findings.empty() || !sheet.reading) return;
    if (stop.kind == app::StopKind::field) rows.add("Found", {{"nothing", Colour::green}});
    if (stop.kind == app::StopKind::whole && sheet.drift.empty() && !sheet.brief_changed)
        rows.add("Found", {{"nothing", Colour::green}, {" beside what stands at the fields"}});
}

std::vector<StyledLine> known_of(const app::ReviewWalk& walk, const StopView& view,
                                 const ReviewContext& context, std::size_t columns, bool colour) {
    const app::WalkStop& stop = walk.stops[view.at];
    Rows rows(columns, colour);
    if (const app::PreviewField* field = field_at(walk, stop)) add_field_rows(rows, walk, *field);
    add_change(rows, walk, stop, view.whole, context);
    if (stop.kind == app::StopKind::whole) add_whole(rows, walk);
    add_findings(rows, stop.findings);
    add_nothing(rows, walk.sheet, stop);
    add_claims(rows, stop.claims, context);
    add_lines(rows, stop.lines);
    add_remarks(rows, stop, context);
    add_answer(rows, view.said);
    return rows.take();
}

}  // namespace

bool has_changed(const app::WalkStop& stop) {
    return stop.before && !stop.before->empty() && *stop.before != stop.text &&
           diff_size(*stop.before, stop.text) == DiffSize::readable;
}

std::string_view question_of(app::StopKind kind) {
    return std::ranges::find(k_questions, kind, &Question::kind)->words;
}

std::string walk_stop(const app::ReviewWalk& walk, const StopView& view, const ReviewContext& context,
                      const Look& look) {
    const app::WalkStop& stop = walk.stops[view.at];
    std::string out = "\n" +
                      look.paint(Colour::bold, fmt::format("{} of {}: {}", view.at + 1, walk.stops.size(),
                                                           printable_line(stop.label))) +
                      "\n\n";
    const std::size_t columns = std::max<std::size_t>(look.columns, 40) - k_margin;
    const Spans copy = copy_of(walk, stop, view.whole);
    if (!look.plain && look.columns >= k_side_by_side && !stop.text.empty()) {
        const std::size_t left = (columns - k_gap) / 2;
        return out +
               side_by_side(lay_out(copy, left, look.colour),
                            known_of(walk, view, context, columns - left - k_gap, look.colour), left + k_gap,
                            k_margin) +
               "\n";
    }
    if (!stop.text.empty())
        out += lines_text(lay_out(copy, columns - k_margin, look.colour), 2 * k_margin) + "\n";
    return out + lines_text(known_of(walk, view, context, columns, look.colour), k_margin) + "\n";
}

std::string walk_answers(const app::ReviewWalk& walk, const app::Answers& answers, const Look& look) {
    Rows rows(std::max<std::size_t>(look.columns, 40) - k_margin, look.colour);
    const std::size_t right = app::count_of(answers, app::Answer::right);
    rows.add("You said", {{fmt::format("right: {} of {}", right, answers.size()),
                           right == answers.size() ? Colour::green : Colour::none}});
    for (std::size_t i = 0; i < answers.size(); ++i)
        if (answers[i].answer == app::Answer::needs_work)
            rows.add("", {{"needs work", Colour::yellow},
                          {fmt::format(": {}: {}", walk.stops[i].label, answers[i].why)}});
    return "\n" + lines_text(rows.take(), k_margin) + "\n";
}

}  // namespace mkai::cli
