#include "core/base/regex_starts.hpp"

#include "core/base/text_fold.hpp"
#include "core/base/utf8.hpp"

#include <algorithm>
#include <optional>

namespace mkai {
namespace {

constexpr std::size_t k_depth_max = 20;

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// What a part of a pattern may begin with, and whether it may match nothing.
struct Starts {
    std::vector<std::string> texts;
    bool unknown = false;  // and with something else
    bool may_be_empty = false;

    void add(const Starts& more) {
        texts.insert(texts.end(), more.texts.begin(), more.texts.end());
        unknown |= more.unknown;
    }
};

// One part of a sequence.
struct Item {
    enum class Kind {
        text,    // one character
        starts,  // anything else
        empty,   // matches no byte: \b, ^, what looks around
    };
    Kind kind = Kind::starts;
    Starts starts;
};

Item text_item(std::string_view text) {
    return {Item::Kind::text, {{std::string(text)}, false, false}};
}

const Item k_unknown{Item::Kind::starts, {{}, true, false}};
const Item k_empty{Item::Kind::empty, {}};

class Reader {
  public:
    explicit Reader(std::string_view pattern) : m_pattern(pattern) {}

    // Nothing where the pattern is not understood.
    std::optional<Starts> read() {
        auto starts = read_alternatives(0);
        return starts && m_at == m_pattern.size() ? starts : std::nullopt;
    }

  private:
    bool at_end() const { return m_at >= m_pattern.size(); }
    bool takes(std::string_view text) {
        if (!m_pattern.substr(m_at).starts_with(text)) return false;
        m_at += text.size();
        return true;
    }

    std::optional<Starts> read_alternatives(std::size_t depth) {
        if (depth > k_depth_max) return std::nullopt;
        Starts all;
        do {
            const auto one = read_sequence(depth);
            if (!one) return std::nullopt;
            all.add(*one);
            all.may_be_empty |= one->may_be_empty;
        } while (takes("|"));
        return all;
    }

    std::optional<Starts> read_sequence(std::size_t depth) {
        Starts out;
        std::string begun;  // that every match of this sequence begins with, behind what may be left out
        bool known = false;
        while (!at_end() && m_pattern[m_at] != '|' && m_pattern[m_at] != ')') {
            const auto item = read_item(depth);
            const auto count = item ? read_count() : std::nullopt;
            if (!count) return std::nullopt;
            if (known || item->kind == Item::Kind::empty) continue;
            if (item->kind == Item::Kind::text && !count->may_be_none) {
                begun += item->starts.texts.front();
                known = count->may_repeat;
            } else if (!begun.empty()) {
                known = true;
            } else {
                out.add(item->starts);
                known = !count->may_be_none && !item->starts.may_be_empty;
            }
        }
        out.may_be_empty = !known && begun.empty();
        if (!begun.empty()) out.texts.push_back(std::move(begun));
        return out;
    }

    std::optional<Item> read_item(std::size_t depth) {
        const char c = m_pattern[m_at];
        if (c == '(') return read_group(depth);
        if (c == '[') return read_class();
        if (c == '\\') return read_escape();
        if (std::string_view("*+?{}]").find(c) != std::string_view::npos) return std::nullopt;
        if (c != '^' && c != '$' && c != '.') return read_character();
        ++m_at;
        return c == '.' ? k_unknown : k_empty;
    }

    // Beyond ASCII, what has another case is other bytes then.
    Item read_character() {
        const std::size_t begin = m_at;
        const char32_t c = next_code_point(m_pattern, m_at);
        const bool one_case = c < 0x80 || (upper_case(c) == c && lower_case(c) == c);
        return one_case ? text_item(m_pattern.substr(begin, m_at - begin)) : k_unknown;
    }

    std::optional<Item> read_escape() {
        ++m_at;
        if (at_end()) return std::nullopt;
        const char c = m_pattern[m_at++];
        if (c == 'b' || c == 'B') return k_empty;
        if (std::string_view("sSwWdDnrt").find(c) != std::string_view::npos) return k_unknown;
        if (is_letter(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80) return std::nullopt;
        return text_item(m_pattern.substr(m_at - 1, 1));
    }

    std::optional<Item> read_group(std::size_t depth) {
        ++m_at;
        const bool looks_around = takes("?=") || takes("?!") || takes("?<=") || takes("?<!");
        if (!looks_around && !takes("?:") && (takes("?") || takes("*"))) return std::nullopt;
        auto inside = read_alternatives(depth + 1);
        if (!inside || !takes(")")) return std::nullopt;
        if (looks_around) return k_empty;
        return Item{Item::Kind::starts, std::move(*inside)};
    }

    std::optional<Item> read_class() {
        Item item;
        ++m_at;
        item.starts.unknown = takes("^");
        // A "]" that stands first is a member, or not, elsewhere.
        if (m_pattern.substr(m_at).starts_with("]")) return std::nullopt;
        while (!at_end() && m_pattern[m_at] != ']') {
            const char c = m_pattern[m_at];
            if (c == '[') return std::nullopt;
            const auto member = c == '\\' ? read_escape() : read_character();
            if (!member) return std::nullopt;
            item.starts.add(member->starts);
            // Of a range nobody counts the members.
            item.starts.unknown |= c == '-' || member->kind != Item::Kind::text;
        }
        if (!takes("]")) return std::nullopt;
        return item;
    }

    // How often the item before may stand there.
    struct Count {
        bool may_be_none = false;
        bool may_repeat = false;
    };
    std::optional<Count> read_count() {
        Count count;
        if (takes("?")) {
            count = {true, false};
        } else if (takes("*")) {
            count = {true, true};
        } else if (takes("+")) {
            count = {false, true};
        } else if (takes("{")) {
            const std::size_t digits = m_at;
            while (!at_end() && is_digit(m_pattern[m_at])) ++m_at;
            if (m_at == digits) return std::nullopt;
            const auto least = m_pattern.substr(digits, m_at - digits);
            count = {least.find_first_not_of('0') == std::string_view::npos, true};
            if (takes(","))
                while (!at_end() && is_digit(m_pattern[m_at])) ++m_at;
            if (!takes("}")) return std::nullopt;
        } else {
            return count;
        }
        if (!takes("?")) takes("+");  // lazy, possessive
        return count;
    }

    std::string_view m_pattern;
    std::size_t m_at = 0;
};

char other_case(char c) {
    return is_letter(c) ? static_cast<char>(c ^ 0x20) : c;
}

}  // namespace

std::vector<std::string> starts_of_matches(std::string_view pattern) {
    auto starts = Reader(pattern).read();
    if (!starts || starts->unknown || starts->may_be_empty) return {};
    return std::move(starts->texts);
}

StartFinder::StartFinder(const std::vector<std::string>& starts) {
    if (starts.empty() || starts.size() > k_starts_max) return;
    for (std::size_t i = 0; i < starts.size(); ++i) {
        const Bits bit = Bits{1} << i;
        m_all |= bit;
        for (std::size_t at = 0; at < k_bytes; ++at) {
            if (at >= starts[i].size()) {
                m_ended[at] |= bit;
                for (Bits& having : m_having[at]) having |= bit;
                continue;
            }
            const char c = starts[i][at];
            m_having[at][static_cast<unsigned char>(c)] |= bit;
            m_having[at][static_cast<unsigned char>(other_case(c))] |= bit;
        }
    }
}

std::size_t StartFinder::next(std::string_view text, std::size_t from) const {
    for (std::size_t begin = from; begin < text.size(); ++begin) {
        Bits left = m_all;
        for (std::size_t at = 0; at < k_bytes && left != 0; ++at)
            left &= begin + at < text.size() ? m_having[at][static_cast<unsigned char>(text[begin + at])]
                                             : m_ended[at];
        if (left != 0) return begin;
    }
    return std::string_view::npos;
}

}  // namespace mkai
