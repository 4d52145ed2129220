#include "core/app/preview.hpp"

#include "core/base/text.hpp"
#include "core/brand/filled_text.hpp"
#include "core/brand/units.hpp"
#include "core/domain/content.hpp"
#include "core/publish/pieces.hpp"

#include <algorithm>
#include <utility>

namespace mkai::app {

namespace {

// As many as a search page shows at once (https://support.google.com/google-ads/answer/7684791, 2026-11-23).
constexpr std::size_t k_headlines_shown = 3;
constexpr std::size_t k_descriptions_shown = 2;

using Slots = std::map<std::string, std::string>;

// How many bytes of `text` a limit lets through; all where it counts something else than places in a text.
std::size_t bytes_within(const ChannelLimit& limit, std::string_view text) {
    switch (limit.unit) {
        case LimitUnit::graphemes:
            return brand::bytes_of_first(text, limit.max);
        case LimitUnit::display_width:
            return prefix_of_width(text, static_cast<std::size_t>(std::max<std::int64_t>(limit.max, 0)))
                .size();
        default:
            return text.size();
    }
}

bool is_fold(const ChannelLimit& limit) {
    return !limit.hard && (limit.unit == LimitUnit::graphemes || limit.unit == LimitUnit::display_width);
}

// A span of the filled text that is not shown: a mark of Markdown.
struct Mark {
    std::size_t begin = 0, end = 0;
    bool toggles_strong = false, toggles_emphasis = false;
    bool begins_item = false;
};

// "- " or "* " before words: what publish/markup draws as an entry of a list.
std::optional<Mark> find_item_mark(std::string_view text, std::size_t begin, std::size_t end) {
    const std::size_t at = std::min(text.find_first_not_of(" \t", begin), end);
    if (at + 2 > end || (text[at] != '-' && text[at] != '*') || text[at + 1] != ' ') return {};
    const std::size_t words = std::min(text.find_first_not_of(" \t", at + 2), end);
    if (words == end) return {};
    return Mark{begin, words, false, false, true};
}

// Of **strong** and *emphasis* that close in their line, of entries of lists, and of the signs before a
// heading.
std::vector<Mark> find_marks(std::string_view text) {
    std::vector<Mark> out;
    const auto span = [&](std::size_t at, std::size_t line_end, std::string_view sign) {
        const std::size_t close = text.substr(0, line_end).find(sign, at + sign.size());
        const bool opens = at + sign.size() < line_end && text[at + sign.size()] != ' ';
        return opens && close != std::string_view::npos && close > at + sign.size() ? close
                                                                                    : std::string_view::npos;
    };
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        std::size_t at = begin;
        const std::size_t signs = std::min(text.find_first_not_of('#', begin), end) - begin;
        if (signs > 0 && signs <= 6 && begin + signs < end && text[begin + signs] == ' ') {
            out.push_back({begin, begin + signs + 1, true, false});
            out.push_back({end, end, true, false});
            begin = end + 1;
            continue;
        }
        std::vector<Mark> line;
        if (const auto item = find_item_mark(text, begin, end)) {
            line.push_back(*item);
            at = item->end;
        }
        while (at < end) {
            const bool two = text.substr(at, 2) == "**";
            const std::string_view sign = two ? "**" : "*";
            const std::size_t close = text[at] == '*' ? span(at, end, sign) : std::string_view::npos;
            if (close == std::string_view::npos) {
                ++at;
                continue;
            }
            line.push_back({at, at + sign.size(), two, !two});
            line.push_back({close, close + sign.size(), two, !two});
            at = close + sign.size();
        }
        out.insert(out.end(), line.begin(), line.end());
        begin = end + 1;
    }
    return out;
}

class TextPreview {
  public:
    TextPreview(const brand::FilledText& filled, const Slots& slots, std::size_t seen, std::size_t fits,
                std::vector<Mark> marks)
        : m_filled(filled), m_slots(slots), m_seen(seen), m_fits(fits), m_marks(std::move(marks)) {}

    std::vector<PreviewRun> run() {
        std::size_t at = 0;
        for (const brand::FilledText::Token& token : m_filled.tokens) {
            put(at, token.begin, {}, {});
            // A slot without a value stands there as it was written.
            const bool slot =
                m_slots.contains(token.name) || m_filled.text.compare(token.begin, 2, "{{") == 0;
            put(token.begin, token.end, slot ? "" : token.name, slot ? token.name : "");
            at = token.end;
        }
        put(at, m_filled.text.size(), {}, {});
        return std::move(m_runs);
    }

  private:
    void put(std::size_t begin, std::size_t end, const std::string& token, const std::string& slot) {
        while (begin < end) {
            std::size_t stop = end;
            while (m_mark < m_marks.size() && m_marks[m_mark].begin <= begin) {
                const Mark& mark = m_marks[m_mark++];
                m_strong ^= mark.toggles_strong;
                m_emphasis ^= mark.toggles_emphasis;
                m_item |= mark.begins_item;
                begin = std::max(begin, std::min(mark.end, end));
            }
            if (begin >= end) return;
            if (m_mark < m_marks.size()) stop = std::min(stop, m_marks[m_mark].begin);
            for (const std::size_t bound : {m_seen, m_fits})
                if (bound > begin) stop = std::min(stop, bound);
            const PreviewZone zone = begin >= m_fits   ? PreviewZone::beyond
                                     : begin >= m_seen ? PreviewZone::folded
                                                       : PreviewZone::seen;
            m_runs.push_back({zone, m_filled.text.substr(begin, stop - begin), token, slot, m_strong,
                              m_emphasis, std::exchange(m_item, false)});
            begin = stop;
        }
    }

    const brand::FilledText& m_filled;
    const Slots& m_slots;
    std::size_t m_seen, m_fits;
    std::vector<Mark> m_marks;
    std::size_t m_mark = 0;
    bool m_strong = false, m_emphasis = false, m_item = false;
    std::vector<PreviewRun> m_runs;
};

class PreviewMaker {
  public:
    PreviewMaker(const Channel& channel, const Subject& subject) : m_channel(channel), m_subject(subject) {}

    Preview run() {
        for (const publish::Piece& piece : publish::pieces_of(m_channel, m_subject)) add_field(piece);
        combine();
        return std::move(m_out);
    }

  private:
    const Slots& slots() const { return m_subject.content.slots; }

    void add_field(const publish::Piece& piece) {
        PreviewField field;
        field.name = piece.name;
        field.label = piece.label;
        field.part = piece.part;
        field.list = piece.list;
        field.from = piece.slot;
        if (const ChannelField* declared = m_channel.find_field(piece.name))
            field.recombines = declared->recombines;
        for (const LockedField& locked : m_channel.locked)
            if (locked.name == piece.name) field.pinned = locked.pinned;
        if (const ChannelFold* fold = m_channel.find_fold(piece.name)) field.shows = fold->shows;
        for (const ChannelLimit& limit : m_channel.limits)
            if (limit.field == piece.name && is_fold(limit))
                field.shows = std::min(field.shows.value_or(limit.max), limit.max);
        for (const std::string& text : piece.texts) field.texts.push_back(text_of(piece, text));
        add_sms(piece);
        m_out.fields.push_back(std::move(field));
    }

    PreviewText text_of(const publish::Piece& piece, const std::string& written) {
        note_tokens(written);
        const brand::FilledText filled = brand::fill_text(written, slots());
        std::size_t seen = filled.text.size(), fits = filled.text.size();
        if (const ChannelFold* fold = m_channel.find_fold(piece.name))
            seen = brand::bytes_of_first(filled.text, fold->shows);
        PreviewText out;
        for (const ChannelLimit& limit : m_channel.limits) {
            if (limit.field != piece.name || limit.unit == LimitUnit::items) continue;
            std::size_t& end = limit.hard ? fits : seen;
            end = std::min(end, bytes_within(limit, filled.text));
            out.measures.push_back({limit.unit, count(limit, written), limit.max, limit.hard});
        }
        out.runs = TextPreview(filled, slots(), std::min(seen, fits), fits,
                               piece.plain ? std::vector<Mark>{} : find_marks(filled.text))
                       .run();
        return out;
    }

    // As brand/check.cpp counts: what is shown, or with merge tokens at their longest when that is more.
    std::int64_t count(const ChannelLimit& limit, const std::string& written) const {
        std::string text = fill_slots(written, slots());
        if (brand::counts_whole_message(limit.unit)) text = brand::message_text(m_channel, text, slots());
        std::vector<std::string> names;
        const std::string longest = brand::fill_tokens_at_longest(text, m_channel, names);
        return std::max(brand::measure(limit.unit, text), brand::measure(limit.unit, longest));
    }

    void note_tokens(std::string_view written) {
        for (const Token& token : find_tokens(written).tokens)
            if (!token.slot &&
                std::ranges::find(m_out.tokens, token.name, &PreviewToken::name) == m_out.tokens.end())
                m_out.tokens.push_back({token.name, token.fallback});
    }

    void add_sms(const publish::Piece& piece) {
        const bool counted = std::ranges::any_of(m_channel.limits, [&](const ChannelLimit& limit) {
            return limit.field == piece.name && limit.unit == LimitUnit::sms_segments;
        });
        if (!counted || m_out.sms) return;
        const std::string text = brand::fill_text(piece.texts.front(), slots()).text;
        const std::string message = brand::message_text(m_channel, text, slots());
        const brand::SmsLength length = brand::sms_length(message);
        PreviewSms& sms = m_out.sms.emplace();
        sms.units = length.units;
        sms.room = length.room;
        sms.gsm7 = length.gsm7;
        sms.outside = length.outside;
        std::size_t at = 0;
        for (const std::size_t end : brand::sms_segment_ends(message)) {
            sms.segments.push_back(message.substr(at, end - at));
            at = end;
        }
    }

    void combine() {
        const PreviewField* headlines = m_out.find(FieldPart::heading, true);
        const PreviewField* descriptions = m_out.find(FieldPart::body, true);
        if (!headlines || !descriptions) return;
        // A pinned line takes the place of one of them.
        const std::size_t free_descriptions = k_descriptions_shown - (m_out.find_pinned() ? 1 : 0);
        const std::size_t h = headlines->texts.size(), d = descriptions->texts.size();
        const std::size_t combinations = std::max((h + k_headlines_shown - 1) / k_headlines_shown,
                                                  (d + free_descriptions - 1) / free_descriptions);
        for (std::size_t i = 0; i < combinations; ++i) {
            AdCombination& one = m_out.combinations.emplace_back();
            for (std::size_t k = 0; k < std::min(k_headlines_shown, h); ++k)
                one.headlines.push_back((i * k_headlines_shown + k) % h);
            for (std::size_t k = 0; k < std::min(free_descriptions, d); ++k)
                one.descriptions.push_back((i * free_descriptions + k) % d);
        }
    }

    const Channel& m_channel;
    const Subject& m_subject;
    Preview m_out;
};

}  // namespace

bool PreviewText::has(PreviewZone zone) const {
    return std::ranges::any_of(runs, [&](const PreviewRun& run) { return run.zone == zone; });
}

const PreviewField* Preview::find(FieldPart part, bool recombines) const {
    const auto found = std::ranges::find_if(fields, [&](const PreviewField& field) {
        return field.part == part && field.recombines == recombines && !field.locked();
    });
    return found == fields.end() ? nullptr : &*found;
}

const PreviewField* Preview::find_pinned() const {
    const auto found = std::ranges::find(fields, true, &PreviewField::pinned);
    return found == fields.end() ? nullptr : &*found;
}

Preview make_preview(const Channel& channel, const Subject& subject) {
    return PreviewMaker(channel, subject).run();
}

}  // namespace mkai::app
