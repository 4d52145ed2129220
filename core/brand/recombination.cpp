#include "core/brand/recombination.hpp"

#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "core/base/text_fold.hpp"
#include "core/brand/filled_text.hpp"
#include "core/brand/words.hpp"
#include "core/domain/ids.hpp"

#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

namespace mkai::brand {

namespace {

// Words of a language, parted by spaces. Short lists on purpose: only what hardly ever stands alone.
struct EdgeWords {
    std::string_view language;
    std::string_view goes_on;  // an entry that begins so, with a small letter, continues another
    std::string_view waits;    // one that ends so waits for more
    std::string_view points;   // one that begins so speaks of something that was named elsewhere
};
constexpr std::array k_edge_words{
    EdgeWords{"en", "and or but nor because which",
              "and or but nor with for the a an of to from than because your our",
              "it its it's this that these those they their them he she"},
    EdgeWords{"de", "und oder aber sondern denn sowie weil",
              "und oder aber sondern denn sowie für von der die das eine einen im am dem den als",
              "es er dies"},
    EdgeWords{"fr", "et ou mais donc car ni puis parce qui que dont",
              "et ou mais donc car ni avec pour de du des à au aux en dans le la les un une votre notre",
              "il elle ils elles cela ça"},
    EdgeWords{"es", "y e o u pero ni porque que",
              "y e o u pero ni con para de del al el la los las un una su sus por",
              "ello ellos ellas esto eso"},
    EdgeWords{"it", "e ed o ma né poi perché che",
              "e ed o ma né con per di del della al il la lo i gli le un una", "esso essa essi esse ciò"},
    EdgeWords{"nl", "en of maar want dus omdat", "en of maar want dus met voor van de het een te", "hij zij"},
};

// "This weekend" points to nothing but the calendar.
constexpr std::string_view k_times =
    "week weekend month year season spring summer autumn fall winter christmas easter black friday monday "
    "tuesday "
    "wednesday thursday saturday sunday evening morning january february march april may june july august "
    "september october november december";

bool is_one_of(std::string_view words, std::string_view word) {
    for (std::size_t at = words.find(word); !word.empty() && at != std::string_view::npos;
         at = words.find(word, at + 1)) {
        const std::size_t end = at + word.size();
        if ((at == 0 || words[at - 1] == ' ') && (end == words.size() || words[end] == ' ')) return true;
    }
    return false;
}

struct Edges {
    std::string first, last;  // folded
    std::string first_written;
    bool small_first = false;
    bool dots_first = false, dots_last = false;
    bool comma_last = false;
    bool stop_last = false;
    std::vector<std::string> words;
};

constexpr std::string_view k_ellipsis = "…";

Edges edges_of(std::string_view text) {
    Edges out;
    const std::string_view trimmed = trim(text);
    out.dots_first = trimmed.starts_with(k_ellipsis) || trimmed.starts_with("..");
    out.dots_last = trimmed.ends_with(k_ellipsis) || trimmed.ends_with("..");
    out.comma_last =
        trimmed.ends_with(',') || trimmed.ends_with('&') || trimmed.ends_with("–") || trimmed.ends_with(" -");
    out.stop_last = trimmed.ends_with('.') || trimmed.ends_with('!') || trimmed.ends_with('?');
    WordScanner scanner(trimmed);
    for (Word word; scanner.next(word);) {
        if (word.kind == WordKind::sign) continue;
        std::string folded(word.kind == WordKind::opaque
                               ? lower_ascii(trimmed.substr(word.begin, word.end - word.begin))
                               : std::string(word.folded));
        if (out.words.empty()) {
            out.first = folded;
            out.first_written = trimmed.substr(word.begin, word.end - word.begin);
            const auto letters = code_points(out.first_written);
            out.small_first = !letters.empty() && char_kind(letters.front()) == CharKind::lower;
        }
        out.last = folded;
        out.words.push_back(std::move(folded));
    }
    return out;
}

struct Entry {
    const ChannelField* field = nullptr;
    std::string label;
    std::string_view text;
    std::string filled;
};

class Recombination {
  public:
    Recombination(const Channel& channel, const Content& content, std::string_view locale)
        : m_channel(channel), m_content(content) {
        const std::string language = language_of(locale);
        const auto known = std::ranges::find(k_edge_words, language, &EdgeWords::language);
        if (known != k_edge_words.end()) m_words = &*known;
    }

    std::vector<Finding> run() {
        for (const ChannelField& field : m_channel.fields) {
            const auto value = m_content.fields.find(field.name);
            if (!field.recombines || value == m_content.fields.end()) continue;
            const auto* texts = std::get_if<std::vector<std::string>>(&value->second);
            if (texts == nullptr) continue;
            for (std::size_t i = 0; i < texts->size(); ++i)
                check({&field, fmt::format("{} {}", field.label, i + 1), (*texts)[i],
                       fill_text((*texts)[i], m_content.slots).text});
        }
        return std::move(m_findings);
    }

  private:
    void add(Level level, std::string_view code, const Entry& entry, std::string message, std::string fix) {
        Finding& finding = m_findings.emplace_back();
        finding.level = level;
        finding.code = code;
        finding.message = std::move(message);
        finding.fix = std::move(fix);
        finding.field = entry.field->name;
        finding.end = entry.text.size();
        finding.excerpt = entry.text;
    }

    void check(const Entry& entry) {
        const Edges edges = edges_of(entry.filled);
        if (edges.words.empty()) return;
        const std::string why = middle_of(edges);
        if (!why.empty()) {
            add(Level::error, "not-alone", entry,
                fmt::format("{} {}, and {} shows it without the others", entry.label, why, m_channel.title),
                "write it so that it makes sense alone");
        } else if (m_words && edges.words.size() > 1 && is_one_of(m_words->points, edges.first) &&
                   !is_one_of(k_times, edges.words[1])) {
            add(Level::warning, "leans-on", entry,
                fmt::format("{} begins with {}, which points to something that {} may leave out", entry.label,
                            in_quotes(edges.first_written), m_channel.title),
                "name the thing itself");
        }
        check_words(entry, edges);
    }

    // How it begins or ends in the middle of a sentence; empty where it does not.
    std::string middle_of(const Edges& edges) const {
        if (edges.dots_first) return "begins with an ellipsis";
        if (edges.dots_last) return "ends with an ellipsis";
        if (edges.comma_last) return "ends with a comma or a dash";
        if (m_words == nullptr) return {};
        if (edges.small_first && is_one_of(m_words->goes_on, edges.first))
            return fmt::format("begins with {} in small letters", in_quotes(edges.first_written));
        if (!edges.stop_last && edges.words.size() > 1 && is_one_of(m_words->waits, edges.last))
            return fmt::format("ends with {}", in_quotes(edges.last));
        return {};
    }

    void check_words(const Entry& entry, Edges edges) {
        std::ranges::sort(edges.words);
        const auto [first, is_new] = m_seen.emplace(join(edges.words, " "), entry);
        if (is_new) return;
        const Entry& other = first->second;
        const bool same_field = other.field == entry.field;
        // check_content has told of this one.
        const auto key = [](const Entry& e) { return fold_case(collapse_spaces(e.filled)); };
        if (same_field && entry.field->unique && key(other) == key(entry)) return;
        add(Level::warning, "same-words", entry,
            fmt::format("{} says the same words as {}, and both may be shown together", entry.label,
                        other.label),
            "say something else in one of them");
    }

    const Channel& m_channel;
    const Content& m_content;
    const EdgeWords* m_words = nullptr;
    std::map<std::string, Entry> m_seen;  // by their words, sorted
    std::vector<Finding> m_findings;
};

}  // namespace

std::vector<Finding> check_recombination(const Channel& channel, const Content& content,
                                         std::string_view locale) {
    return Recombination(channel, content, locale).run();
}

}  // namespace mkai::brand
