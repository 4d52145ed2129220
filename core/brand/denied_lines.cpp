#include "core/brand/denied_lines.hpp"

#include "core/base/text_fold.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace mkai::brand {

namespace {

constexpr std::size_t k_window_bytes = 160;
constexpr std::size_t k_small_words_max = 4;
constexpr std::size_t k_words_behind = 4;
constexpr std::string_view k_clause_end = ".";

// Words are parted by spaces, phrases by '|'; a stop is the end of the clause.
struct Denials {
    std::string_view language;
    std::string_view negations;
    std::string_view without;  // of these, the ones that another negation takes back: "not without terms"
    std::string_view small;    // may stand between a negation and the line
    std::string_view behind;   // right behind the line
};
constexpr std::array k_denials{
    Denials{
        "en",
        "no not never without cannot non neither nor isn't aren't wasn't weren't don't doesn't didn't can't "
        "won't wouldn't shouldn't haven't hasn't hadn't needn't",
        "without",
        "a an the any be been being is are to have has need mean actually really even ever in way this that "
        "our further other additional hidden special more such true",
        "do not apply|does not apply|don't apply|doesn't apply|did not apply|will not apply|won't apply|"
        "never apply|never applies|no longer apply|no longer applies|do not count|does not count|"
        "doesn't count|is not|isn't|are not|aren't|was not|wasn't|is never|are never|not required|"
        "not needed|not necessary|not applicable|not ."},
    Denials{
        "de", "kein keine keinen keinem keiner keines nicht nie niemals ohne weder keineswegs keinesfalls",
        "ohne",
        "ein eine einen einem einer eines der die das den dem wirklich mehr als im in zu von für diese "
        "dieser "
        "dieses weitere weiteren echte bezahlte irgendeine etwa hier",
        "gilt nicht|gelten nicht|gilt hier nicht|gelten hier nicht|gilt nie|gelten nie|ist nicht|sind nicht|"
        "ist das nicht|ist es nicht|entfällt|entfallen|nicht erforderlich|nicht nötig|nicht notwendig|nicht "
        ".|hier nicht ."},
    Denials{"fr", "pas jamais aucun aucune sans ni non nullement", "sans",
            "un une de d' du des le la les l' à en être vraiment autre autres quelconque plus cette ce ici",
            "ne s'|ne sont|ne vaut|ne valent|ne concerne|ne concernent|n' est|n' ont|n' a|n' y|non requis|"
            "non requise|non nécessaire|non ."},
    Denials{"pl", "nie bez żaden żadna żadne żadnej żadnego żadnych nigdy brak ani", "bez",
            "jest są to być dla na do więcej naprawdę wcale ta ten żadna żadne innych dodatkowych",
            "nie dotyczy|nie dotyczą|nie obowiązuje|nie obowiązują|nie jest|nie są|nie ma|nie ."},
    Denials{"es", "no nunca ningún ninguna sin ni", "sin", "un una es está son el la los las de",
            "no es|no se|no son"},
    Denials{"it", "non mai nessun nessuna senza né", "senza", "un una è sono il la i le di",
            "non è|non si|non sono"},
    Denials{"nl", "niet geen nooit zonder noch", "zonder", "een de het is zijn echt",
            "geldt niet|gelden niet|is niet"},
    Denials{"sv", "inte ingen inget inga aldrig utan ej", "utan", "en ett den det är någon",
            "gäller inte|gäller ej|är inte"},
};

bool lists(std::string_view words, std::string_view word, char mark = ' ') {
    for (std::size_t at = words.find(word); at != std::string_view::npos; at = words.find(word, at + 1)) {
        const std::size_t end = at + word.size();
        if ((at == 0 || words[at - 1] == mark) && (end == words.size() || words[end] == mark)) return true;
    }
    return false;
}

// Words of a piece of text, folded, with the marks that end a clause as words of their own (".").
std::vector<std::string> words_of(std::string_view text, bool cuts_at_apostrophe) {
    constexpr std::array<std::string_view, 4> k_clause_marks{"–", "—", "…", "¿"};
    constexpr std::string_view k_apostrophe = "’";
    const std::string folded = fold_case(text);
    std::vector<std::string> words(1);
    const auto next_word = [&] {
        if (!words.back().empty()) words.emplace_back();
    };
    for (std::size_t at = 0; at < folded.size();) {
        const std::string_view rest = std::string_view(folded).substr(at);
        const auto* const mark =
            std::ranges::find_if(k_clause_marks, [&](std::string_view m) { return rest.starts_with(m); });
        const bool curly = rest.starts_with(k_apostrophe);
        const char c = rest.front();
        at += mark != k_clause_marks.end() ? mark->size() : curly ? k_apostrophe.size() : 1;
        if (mark != k_clause_marks.end() ||
            std::string_view(".,;:!?()[]/\n\r|*").find(c) != std::string_view::npos) {
            next_word();
            words.back() = k_clause_end;
            next_word();
        } else if (curly || c == '\'') {
            if (!words.back().empty()) words.back() += '\'';
            if (cuts_at_apostrophe) next_word();
        } else if (c == ' ' || c == '\t' || c == '-' || c == '"') {
            next_word();
        } else {
            words.back() += c;
        }
    }
    if (words.back().empty()) words.pop_back();
    return words;
}

bool is_inside_character(std::string_view text, std::size_t at) {
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
}

std::vector<std::string> words_before(std::string_view text, std::size_t begin, bool cuts) {
    std::size_t from = begin - std::min(begin, k_window_bytes);
    // A word that the window cuts is none.
    if (from > 0)
        while (from < begin && text[from] != ' ' && text[from] != '\n') ++from;
    return words_of(text.substr(from, begin - from), cuts);
}

bool is_denied_before(const std::vector<std::string>& words, const Denials& denials) {
    bool denied = false;
    std::size_t small = 0;
    for (std::size_t i = words.size(); i-- > 0;) {
        if (lists(denials.negations, words[i])) {
            if (denied) return false;
            if (!lists(denials.without, words[i])) return true;
            denied = true;
        } else if (!lists(denials.small, words[i]) || ++small > k_small_words_max) {
            break;
        }
    }
    return denied;
}

bool is_denied_behind(const std::vector<std::string>& words, const Denials& denials) {
    std::string phrase;
    for (std::size_t i = 0; i < std::min(words.size(), k_words_behind); ++i) {
        phrase += (i > 0 ? " " : "") + words[i];
        if (lists(denials.behind, phrase, '|')) return true;
    }
    return false;
}

}  // namespace

bool is_denied_line(std::string_view text, std::size_t begin, std::size_t end, std::string_view language) {
    const auto* const denials = std::ranges::find(k_denials, language, &Denials::language);
    if (denials == k_denials.end() || begin >= end || end > text.size()) return false;
    const bool cuts = language == "fr" || language == "it";
    if (is_denied_before(words_before(text, begin, cuts), *denials)) return true;
    // A hashtag stands by itself: what follows is another thought.
    if (text[begin] == '#') return false;
    std::size_t to = std::min(text.size(), end + k_window_bytes);
    while (to > end && is_inside_character(text, to)) --to;
    std::vector<std::string> behind = words_of(text.substr(end, to - end), cuts);
    if (to == text.size()) behind.emplace_back(k_clause_end);
    return is_denied_behind(behind, *denials);
}

}  // namespace mkai::brand
