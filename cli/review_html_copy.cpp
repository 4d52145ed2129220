#include "cli/review_html_copy.hpp"

#include "cli/html.hpp"
#include "cli/review_words.hpp"
#include "core/app/remark_file.hpp"
#include "core/base/text.hpp"
#include "core/workspace/comment_file.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

namespace mkai::cli {

// On paper each piece begins a page, and nothing else does. The table to write in is for Word, which knows no
// @supports and so keeps it.
// What is not seen at once is quieter, and says so in words too. The colours are those of page_style.hpp, so
// that contrast holds on the tinted grounds.
const std::string_view k_review_style = R"(
.set{margin-top:44px}
.asset{border:1px solid var(--line);border-radius:8px;padding:16px 20px;margin:0 0 22px}
.asset h3{font-size:19px;margin:0 0 10px}
h4{font-size:16px;margin:26px 0 8px;padding-top:12px;border-top:1px solid var(--line)}
h5{font-size:15px;margin:0 0 6px;overflow-wrap:anywhere}
.ask{border:1px solid var(--line);border-left:8px solid var(--link);border-radius:6px;background:var(--soft);padding:12px 16px;margin:0 0 14px}
.ask p{margin:0 0 4px}.ask .plain{font-size:18px;font-weight:600}
.card{border:1px solid var(--line);border-radius:6px;padding:10px 14px;margin:0 0 10px}
.card .facts{margin:0}
.wording{font-size:17px;margin:0 0 8px}
blockquote{margin:6px 0;padding:2px 0 2px 12px;border-left:3px solid var(--line);white-space:pre-wrap;overflow-wrap:anywhere}
.group{font-weight:600;margin:14px 0 4px}
.copy{border:1px solid var(--line);border-radius:8px;padding:4px 16px;margin:0 0 10px;max-width:44em}
.copy>div{padding:8px 0;border-top:1px solid var(--line)}.copy>div:first-child{border-top:0}
.copy dt{color:var(--quiet);font-size:13px}
.copy dd{margin:2px 0 0;overflow-wrap:anywhere}.copy .text{white-space:pre-wrap}
.copy .heading dd{font-size:18px;font-weight:600}.copy .heading ol{font-size:16px}.copy .subheading dd{font-size:17px}
.copy .meta dd,.copy .footnote dd{font-size:14px}
.copy .button .text{display:inline-block;border:1px solid var(--text);border-radius:6px;padding:2px 12px}
.copy .locked .text{border:0;padding:0}
.copy .small,.overview .small{font-weight:400}
.copy ol,.copy ul{margin:0;padding-left:1.6em}.copy li{margin:0 0 4px}
.rest{color:var(--quiet);font-weight:400}
.fold{display:flex;align-items:center;gap:8px;margin:4px 0;color:var(--odd);font-size:13px;font-weight:600;white-space:normal}
.fold::before,.fold::after{content:"";flex:1;border-top:2px dashed var(--odd)}
.fold.cut{color:var(--bad)}.fold.cut::before,.fold.cut::after{border-top-style:solid;border-top-color:var(--bad)}
.slot{border:1px solid var(--quiet);border-radius:3px;padding:0 3px;-webkit-box-decoration-break:clone;box-decoration-break:clone}
.token{border-bottom:2px dotted currentColor}
.over{color:var(--bad);font-weight:600}
.bubbles{list-style:none;padding:0;margin:0 0 10px;max-width:26em}
.bubbles li{margin:0 0 8px}
.bubble{display:block;border:1px solid var(--line);border-radius:14px;background:var(--soft);padding:8px 14px;white-space:pre-wrap;overflow-wrap:anywhere}
.ads{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,20em),1fr));gap:10px;list-style:none;padding:0;margin:0 0 10px}
.ads li{border:1px solid var(--line);border-radius:8px;padding:10px 14px}
.ads .head{display:block;color:var(--link);font-size:17px;line-height:1.3;margin:0 0 4px}
.ads .line{display:block;font-size:14px}
.changes{margin:0 0 10px}.changes dt{color:var(--quiet);font-size:13px;margin-top:8px}
.changes dd{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}
li{overflow-wrap:anywhere}.findings li{margin:0 0 8px}
.ways dt{font-weight:600;margin-top:10px}.ways dd{margin:2px 0 0}
.command{display:block;background:var(--soft);border:1px solid var(--line);border-radius:4px;padding:5px 9px;white-space:pre-wrap;overflow-wrap:anywhere}
.reply{display:block;margin-top:4px;overflow-wrap:anywhere}
.overview th[scope=row]{min-width:9em}
.write th[scope=row]{min-width:11em;font-weight:400}.write td{min-width:12em;vertical-align:top;overflow-wrap:anywhere}
@media (max-width:640px){.asset{padding:12px}.copy{padding:2px 12px}.overview thead{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden;white-space:nowrap}
.overview tr,.overview th,.overview td{display:block;border:0;padding:1px 0}.overview tr{border-bottom:1px solid var(--line);padding:8px 0}
.overview td::before{content:attr(data-name) ": ";color:var(--quiet)}}
@media print{@page{margin:10mm 12mm}body{font-size:9pt;line-height:1.35}h1{font-size:16pt}h2{font-size:13pt;margin:12pt 0 6pt}.asset h3{font-size:12pt}
h4{font-size:10pt;margin:8pt 0 3pt;padding-top:4pt}h5{font-size:9pt;margin:0 0 3pt}p{margin:0 0 3pt}table{font-size:8.5pt}td,th{padding:2pt 6pt 2pt 0}
.tag{font-size:8pt;line-height:11pt;padding:0 4pt}.quiet,.small,.copy dt{font-size:8pt}.facts{gap:0 12pt;margin:0 0 3pt}
.ask{padding:4pt 8pt;margin:0 0 6pt}.ask .plain{font-size:10pt}.card{border-radius:0;padding:3pt 6pt;margin:0 0 4pt}.wording{font-size:9.5pt;margin:0 0 3pt}
.copy{border-radius:0;max-width:none;padding:2pt 8pt}.copy>div{display:grid;grid-template-columns:32mm minmax(0,1fr);gap:0 8pt;padding:2pt 0}
.copy .heading dd,.copy .subheading dd{font-size:9.5pt}.copy .heading ol{font-size:9pt}.copy .meta dd,.copy .footnote dd{font-size:8.5pt}.copy li{margin:0}
.ways dt{margin-top:3pt}.findings li,.bubbles li{margin:0 0 3pt}.command{padding:1pt 4pt}
.set{margin-top:0}.asset{border:0;padding:0;margin:0}.set+.set,.asset+.asset{break-before:page}tr{break-inside:auto}.bubbles li,.ads li,.ask,.ways dd{break-inside:avoid}
.ways dt,h4,h5{break-after:avoid}}
@supports (display:grid){@media print{.word{display:none}}}
)";

namespace {

// --- a text ---

std::string run_html(const app::PreviewRun& run) {
    std::string out = html_text(run.text);
    if (!run.slot.empty()) out = fmt::format("<span class=\"slot\">{}</span>", out);
    if (!run.token.empty()) out = fmt::format("<span class=\"token\">{}</span>", out);
    if (run.emphasis) out = fmt::format("<em>{}</em>", out);
    if (run.strong) out = fmt::format("<strong>{}</strong>", out);
    return out;
}

// In the order of a text.
struct ZoneWords {
    app::PreviewZone zone;
    std::string_view begins;  // the line that is drawn before it
};
constexpr std::array k_zones{
    ZoneWords{app::PreviewZone::folded,
              "<span class=\"fold\" lang=\"en\" dir=\"ltr\">readers see this much at once</span>"},
    ZoneWords{
        app::PreviewZone::beyond,
        "<span class=\"fold cut\" lang=\"en\" dir=\"ltr\">too long: it is cut or refused from here</span>"}};

// A text's runs as HTML: the line of a fold where a zone begins, entries of a list as a list.
class RunsWriter {
  public:
    // `hidden`: none of it is seen at once, so that no line tells from where it is not.
    explicit RunsWriter(bool hidden) : m_hidden(hidden) {}

    std::string write(const app::PreviewText& text, std::string_view locale) {
        for (const app::PreviewRun& run : text.runs) put(run);
        close_list();
        close_zone();
        const std::string_view element = m_has_list ? "div" : "span";
        return fmt::format("<{0} class=\"text\"{1}>{2}</{0}>", element, page_lang(locale), m_out);
    }

  private:
    static bool is_plain(const app::PreviewRun& run) { return run.token.empty() && run.slot.empty(); }
    bool draws_fold() const { return !m_hidden || m_zone != app::PreviewZone::folded; }

    void put(app::PreviewRun run) {
        if (run.item) begin_item();
        if (run.zone != m_zone) {
            close_zone();
            m_zone = run.zone;
            m_fold_waits = draws_fold();
        }
        const std::size_t end = m_in_item && is_plain(run) ? run.text.find('\n') : std::string::npos;
        if (end == std::string::npos) return add(std::move(run));
        app::PreviewRun rest = run;
        rest.text.erase(0, end + 1);
        run.text.resize(end);
        add(std::move(run));
        close_item();
        add(std::move(rest));
    }

    void add(app::PreviewRun run) {
        // The line that is drawn stands for the space, and so do the ends of a list.
        if (is_plain(run) && (m_fold_waits || is_between_items()))
            run.text.erase(0, std::min(run.text.find_first_not_of(" \n"), run.text.size()));
        if (run.text.empty()) return;
        if (is_between_items()) close_list();
        if (std::exchange(m_fold_waits, false))
            m_out += std::ranges::find(k_zones, m_zone, &ZoneWords::zone)->begins;
        open_zone();
        m_out += run_html(run);
    }

    bool is_between_items() const { return m_in_list && !m_in_item; }
    void begin_item() {
        close_item();
        close_zone();
        m_out += m_in_list ? "<li>" : "<ul><li>";
        m_in_list = m_in_item = m_has_list = true;
    }
    void close_item() {
        if (!m_in_item) return;
        close_zone();
        m_out += "</li>";
        m_in_item = false;
    }
    void close_list() {
        close_item();
        if (m_in_list) m_out += "</ul>";
        m_in_list = false;
    }
    void open_zone() {
        if (m_zone != app::PreviewZone::seen && !m_in_zone) m_out += "<span class=\"rest\">";
        m_in_zone = m_zone != app::PreviewZone::seen;
    }
    void close_zone() {
        if (m_in_zone) m_out += "</span>";
        m_in_zone = false;
    }

    bool m_hidden;
    std::string m_out;
    app::PreviewZone m_zone = app::PreviewZone::seen;
    bool m_fold_waits = false;  // its line is drawn before the next words
    bool m_in_zone = false, m_in_item = false, m_in_list = false, m_has_list = false;
};

std::string measures_html(const app::PreviewText& text) {
    std::vector<std::string> out;
    for (const app::PreviewMeasure& m : text.measures) {
        const auto most = [&] {
            if (m.hard) return fmt::format(", of at most {}", m.max);
            if (m.unit == LimitUnit::sms_segments) return fmt::format("; {} is what to aim for", m.max);
            return fmt::format("; most readers see the first {}", m.max);
        };
        std::string words = amount_words(m.unit, m.count) + most();
        if (m.count > m.max) words = fmt::format("<span class=\"over\">{}: too long</span>", words);
        out.push_back(std::move(words));
    }
    if (out.empty()) return {};
    return fmt::format("<span class=\"small\">{}</span>", join(out, "; "));
}

std::string field_html(const app::PreviewField& field, std::string_view locale) {
    std::string tags;
    if (field.locked()) tags += " " + page_tag("", "locked");
    if (field.pinned) tags += " " + page_tag("good", "always shown");
    if (field.hidden()) tags += " " + page_tag("odd", "not seen without a tap or a scroll");
    std::string out = fmt::format("<div class=\"{}{}\"><dt>{}{}</dt><dd>", to_string(field.part),
                                  field.locked() ? " locked" : "", page_line(field.label), tags);
    const std::string_view list = field.recombines ? "ol" : "ul";
    if (field.list) out += fmt::format("<{}>\n", list);
    for (const app::PreviewText& text : field.texts) {
        if (field.list) out += "<li>";
        out += RunsWriter(field.hidden()).write(text, locale) + measures_html(text);
        if (field.list) out += "</li>\n";
    }
    if (field.list) out += fmt::format("</{}>", list);
    if (field.locked())
        out += fmt::format("<span class=\"small\">filled in from {}</span>",
                           page_line(source_words(field.from)));
    return out + "</dd></div>\n";
}

// --- the channel's frames ---

struct Group {
    std::string words;
    std::vector<const app::PreviewField*> fields;
};

// An email in the inbox and opened; a page in search results and by itself; all else in one.
std::vector<Group> groups_of(const app::ReviewSheet& sheet) {
    const auto& fields = sheet.preview.fields;
    const bool mail = sheet.preview.find(FieldPart::preheader, false) != nullptr;
    Group inbox{"In the inbox, before it is opened", {}};
    Group search{"In search results", {}};
    Group rest{mail ? "Opened" : std::string(), {}};
    for (const app::PreviewField& field : fields) {
        const bool in_inbox = mail && !field.locked() &&
                              (field.part == FieldPart::heading || field.part == FieldPart::preheader);
        const bool in_search = field.part == FieldPart::meta && sheet.preview.combinations.empty();
        (in_inbox ? inbox : in_search ? search : rest).fields.push_back(&field);
    }
    std::vector<Group> out;
    for (Group* group : {&inbox, &search, &rest})
        if (!group->fields.empty()) out.push_back(std::move(*group));
    return out;
}

std::string sms_html(const app::PreviewSms& sms, std::string_view locale) {
    const std::size_t count = sms.segments.size();
    std::string out = fmt::format(
        "<p>It is sent as {}, link and mandatory lines included{}.</p>\n<ol class=\"bubbles\">\n",
        count == 1 ? "one text message" : fmt::format("{} text messages that phones put together", count),
        count == 1 ? "" : fmt::format("; each of the {} is paid for", count));
    for (std::size_t i = 0; i < count; ++i)
        out += fmt::format(
            "<li><span class=\"bubble\"{}>{}</span>{}</li>\n", page_lang(locale), html_text(sms.segments[i]),
            count == 1 ? "" : fmt::format("<span class=\"small\">{} of {}</span>", i + 1, count));
    out += "</ol>\n";
    if (!sms.gsm7)
        out += fmt::format(
            "<p>{} “{}” is no letter of text messages: because of it a message holds 70 "
            "characters and not 160.</p>\n",
            page_tag("odd", "dearer"), page_line(sms.outside));
    return out;
}

std::string ads_html(const app::Preview& preview, std::string_view locale) {
    const std::string lang = page_lang(locale);
    const app::PreviewField* headlines = preview.find(FieldPart::heading, true);
    const app::PreviewField* descriptions = preview.find(FieldPart::body, true);
    const app::PreviewField* pinned = preview.find_pinned();
    if (headlines == nullptr || descriptions == nullptr) return {};
    std::string out = fmt::format(
        "<p>The platform puts some of the entries together, in any order, and leaves the others out. {} each "
        "entry at least once{}.</p>\n<ul class=\"ads\">\n",
        preview.combinations.size() == 1 ? std::string("This example shows")
                                         : fmt::format("These {} examples show", preview.combinations.size()),
        pinned ? "; the pinned line stands in every one" : "");
    const auto plain = [](const app::PreviewText& text) {
        std::string words;
        for (const app::PreviewRun& run : text.runs) words += run_html(run);
        return words;
    };
    for (const app::AdCombination& one : preview.combinations) {
        std::vector<std::string> heads;
        for (const std::size_t i : one.headlines) heads.push_back(plain(headlines->texts[i]));
        out += fmt::format("<li><span class=\"head\"{}>{}</span>", lang, join(heads, " | "));
        if (pinned)
            out += fmt::format("<span class=\"line\"><span{}>{}</span> {}</span>", lang,
                               plain(pinned->texts.front()), page_tag("good", "pinned"));
        for (const std::size_t i : one.descriptions)
            out += fmt::format("<span class=\"line\"{}>{}</span>", lang, plain(descriptions->texts[i]));
        out += "</li>\n";
    }
    return out + "</ul>\n";
}

std::string legend_html(const app::ReviewSheet& sheet) {
    std::vector<std::string> out;
    bool slots = false;
    for (const app::PreviewField& field : sheet.preview.fields)
        for (const app::PreviewText& text : field.texts)
            for (const app::PreviewRun& run : text.runs) slots = slots || !run.slot.empty();
    if (slots)
        out.emplace_back(
            "<span class=\"slot\">In a box</span>: filled in from the brief; nobody can type it");
    std::vector<std::string> tokens;
    for (const app::PreviewToken& token : sheet.preview.tokens) tokens.push_back(page_line(token.name));
    if (!tokens.empty())
        out.push_back(
            fmt::format("<span class=\"token\">Dotted</span>: {} of each reader, filled in when it is "
                        "sent; readers of whom it is not known get the words that stand here",
                        join(tokens, ", ")));
    if (out.empty()) return {};
    return fmt::format("<p class=\"quiet\">{}.</p>\n", join(out, ". "));
}

std::string media_html(const app::ReviewSheet& sheet) {
    std::string out;
    for (const Media& media : sheet.explanation.subject.content.media)
        out += fmt::format(
            "<li>{}<span class=\"small\">digest {}{}{}</span></li>\n",
            media.alt_text.empty()
                ? "<span>a picture without words for those who do not see it</span>"
                : fmt::format("<span{}>{}</span>", page_lang(sheet.explanation.subject.asset.locale),
                              page_line(media.alt_text)),
            page_line(media.digest.substr(0, 12)),
            media.rights.empty() ? "" : fmt::format("; rights: {}", page_line(media.rights)),
            media.expires.empty() ? "" : fmt::format("; until {}", page_line(date_words(media.expires))));
    return out.empty() ? out : "<p class=\"group\">Pictures</p>\n<ul>\n" + out + "</ul>\n";
}

// Word knows no white-space: pre-wrap, so that each line ends by itself.
std::string lines_html(const std::string& text) {
    std::vector<std::string> lines = split(text, '\n');
    for (std::string& line : lines) line = html_text(line);
    return join(lines, "<br>");
}

}  // namespace

std::string write_part(const app::ReviewSheet& sheet) {
    const app::Explanation& e = sheet.explanation;
    std::string out =
        "<div class=\"word\">\n<h4>To write in</h4>\n<p>Away from mkai: open this page in Word. Change the "
        "words below with "
        "tracked "
        "changes, write into the last column, or comment; save it as a filtered web page and send that back. "
        "What stands in {{ }} is filled in later: leave it so. What you write is a suggestion; it approves "
        "nothing.</p>\n<div class=\"scroll\" role=\"region\" aria-label=\"Words to change\" tabindex=\"0\">"
        "<table class=\"write\"><caption>Words to change, and comments</caption>\n<thead><tr>";
    for (const std::string_view column : workspace::k_comment_columns)
        out += fmt::format("<th scope=\"col\">{}</th>", column);
    out += "</tr></thead>\n<tbody>\n";
    for (const app::SentField& field : app::sent_fields(*sheet.channel, e.subject))
        out += fmt::format(
            "<tr><th scope=\"row\">{}{}<br><span class=\"small\">{}</span></th><td{}>{}</td><td></td></tr>\n",
            page_line(field.label), field.locked ? " " + page_tag("", "locked") : "",
            page_line(workspace::comment_key(e.asset.asset, e.version.number, field.name)),
            page_lang(e.subject.asset.locale), lines_html(field.words));
    return out + "</tbody></table></div>\n</div>\n";
}

std::string copy_part(const app::ReviewSheet& sheet) {
    const std::string& locale = sheet.explanation.subject.asset.locale;
    std::string out =
        fmt::format("<h4>The copy as readers see it: {}</h4>\n", page_line(sheet.channel->title));
    if (sheet.preview.sms) out += sms_html(*sheet.preview.sms, locale);
    if (!sheet.preview.combinations.empty()) out += ads_html(sheet.preview, locale);
    const bool parts = sheet.preview.sms || !sheet.preview.combinations.empty();
    if (parts) out += "<p class=\"group\">What it consists of</p>\n";
    for (const Group& group : groups_of(sheet)) {
        if (!group.words.empty() && !parts) out += fmt::format("<p class=\"group\">{}</p>\n", group.words);
        out += "<dl class=\"copy\">\n";
        for (const app::PreviewField* field : group.fields) out += field_html(*field, locale);
        out += "</dl>\n";
    }
    return out + media_html(sheet) + legend_html(sheet);
}

// --- what changed ---

namespace {

std::string seen_words(const app::LastSeen& seen, const ReviewContext& context) {
    const std::string you =
        fmt::format("You ({})", page_line(person_words(context.roster, context.reader.id)));
    switch (seen.how) {
        case app::SeenHow::decided:
            return fmt::format("{} last decided on version {}, on {}.", you, seen.number, day_words(seen.at));
        case app::SeenHow::commented:
            return fmt::format("{} last commented on version {}, on {}.", you, seen.number,
                               day_words(seen.at));
        case app::SeenHow::approved:
            return fmt::format(
                "{} decided on no earlier version. The last approved one is version {}, by {} on "
                "{}.",
                you, seen.number, page_line(person_words(context.roster, seen.person)), day_words(seen.at));
        case app::SeenHow::previous:
            return fmt::format(
                "{} decided on no earlier version, and none was approved. This is held against "
                "the version before.",
                you);
        case app::SeenHow::never:
            return "This is the first version.";
    }
    return {};
}

std::string change_html(const std::string& before, const std::string& after, std::string_view locale) {
    switch (diff_size(before, after)) {
        case DiffSize::readable:
            return fmt::format("<div{}>{}</div>", page_lang(locale), html_diff(before, after));
        case DiffSize::too_long:
            return "too long to be compared word by word; the new text stands above";
        case DiffSize::too_different:
            return "written anew; the new text stands above";
    }
    return {};
}

}  // namespace

std::string changes_part(const app::ReviewSheet& sheet, const ReviewContext& context) {
    const app::LastSeen& seen = sheet.last_seen;
    std::string out = fmt::format("<h4>{}</h4>\n<p>{}</p>\n",
                                  seen.number > 0 ? fmt::format("What changed since version {}", seen.number)
                                                  : std::string("What changed"),
                                  seen_words(seen, context));
    if (sheet.delta)
        out += fmt::format("<p><strong>A correction: {}.</strong></p>\n",
                           page_line(app::describe(*sheet.delta)));
    if (seen.number == 0) return out;
    std::string changes;
    std::vector<std::string> same;
    const auto compare = [&](const std::string& label, const std::string& before, const std::string& after) {
        if (before == after)
            same.push_back(page_line(label));
        else
            changes += fmt::format("<dt>{}</dt><dd>{}</dd>\n", page_line(label),
                                   change_html(before, after, sheet.explanation.subject.asset.locale));
    };
    for (const publish::RenderedField& field : sheet.explanation.fields) {
        const publish::RenderedField* before = publish::find_field(sheet.before, field.name);
        compare(field.label, before ? before->text : std::string(), field.text);
    }
    for (const publish::RenderedField& field : sheet.before)
        if (publish::find_field(sheet.explanation.fields, field.name) == nullptr)
            compare(field.label, field.text, {});
    if (changes.empty()) return out + "<p>No word of the copy.</p>\n";
    out += "<p class=\"quiet\"><del>Struck out</del>: taken away. <ins>Underlined</ins>: new.</p>\n";
    out += "<dl class=\"changes\">\n" + changes + "</dl>\n";
    if (!same.empty()) out += fmt::format("<p class=\"quiet\">Unchanged: {}.</p>\n", join(same, ", "));
    return out;
}

std::string differences_part(const app::ReviewSheet& master, const app::ReviewSheet& other) {
    const std::string first = page_line(master.explanation.subject.asset.locale);
    const std::string second = page_line(other.explanation.subject.asset.locale);
    std::string out = fmt::format("<h4>What is otherwise than in {}</h4>\n", first);
    std::string rows;
    for (const app::LocaleDifference& d :
         app::compare_locales(*master.channel, master.explanation.subject, other.explanation.subject)) {
        // What differs in structure are counts and names, in the page's words.
        const auto cell = [&](const std::string& text, const app::ReviewSheet& sheet) {
            return text.empty() ? std::string("<td class=\"quiet\">nothing</td>")
                                : fmt::format("<td{}>{}</td>",
                                              d.group == app::DifferenceGroup::facts
                                                  ? page_lang(sheet.explanation.subject.asset.locale)
                                                  : std::string(" dir=\"auto\""),
                                              page_line(text));
        };
        rows += fmt::format("<tr><th scope=\"row\">{}</th>{}{}</tr>\n", page_line(d.what),
                            cell(d.master, master), cell(d.other, other));
    }
    if (rows.empty()) return out + "<p>Nothing but the wording.</p>\n";
    return out +
           fmt::format(
               "<div class=\"scroll\" role=\"region\" aria-label=\"Differences of {1}\" tabindex=\"0\">"
               "<table><caption>Structure and facts; other wording is no difference</caption>\n"
               "<thead><tr><th scope=\"col\">What</th><th scope=\"col\">{0}</th><th scope=\"col\">{1}"
               "</th></tr></thead>\n<tbody>\n",
               first, second) +
           rows + "</tbody></table></div>\n";
}

}  // namespace mkai::cli
