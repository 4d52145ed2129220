#include "core/brand/denied_lines.hpp"

#include "core/base/text_fold.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

namespace mkai::brand {

namespace {

constexpr std::size_t k_window_bytes = 160;
constexpr std::size_t k_bytes_behind = 96;
constexpr std::size_t k_small_words_max = 4;
constexpr std::size_t k_words_behind = 5;
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

// What is read otherwise of words that ask for a line. Phrases are parted by '|'; a stop is the end of the
// clause.
struct CauseDenials {
    std::string_view language;
    std::string_view small;     // stands between as well: of offering, and spans of time
    std::string_view definite;  // small words of lines behind which there is one: "not the free trial"
    std::string_view asides;    // end in a negation that denies nothing
    std::string_view limits;    // right behind: only some are denied
    std::string_view relative;  // the same behind a comma
    std::string_view behind;    // right behind: denies
};
constexpr std::array k_cause_denials{
    CauseDenials{
        "en",
        "offer offers offering offered do does include includes including come comes with provide provides "
        "find had day days week weeks month months year one two three seven",
        "the this that our other further additional",
        "why not|why never|if not|or not|when not|. isn't|. aren't|. wasn't|. weren't|. haven't|. hasn't|. "
        "don't",
        "that|which|who|than|longer|shorter|until|unless|before|after|without|for|in|on|at|with|within|"
        "outside|"
        "beyond|from|to|by|if|when|where|once|like|as|beats|beat|lasts|last|runs|compares|matches|comes|"
        "gives|"
        "goes|will|would|can|could|should|has|have|is as|is this|is so|is more|is like|is longer|is better|"
        "is easier|is simpler|is too|are as|are this|are so|are more|are longer|are better",
        "that|which|who|where|unless|until|except",
        "not available .|is not available .|isn't available .|no longer available .|is no longer available .|"
        "not included .|is not included .|isn't included .|not offered .|is not offered .|isn't offered .|"
        "does not exist|doesn't exist"},
    CauseDenials{
        "de",
        "bieten bietet gibt es enthält mit tag tage tägiger tägigen tägige tägiges woche wochen wöchiger "
        "wöchigen monat monate monatiger monatigen",
        "der die das den dem im diese dieser dieses weitere weiteren",
        "warum nicht|wieso nicht|weshalb nicht|wenn nicht|ob nicht|oder nicht|warum kein|warum keine|"
        "warum keinen|warum nie",
        "für|in|im|mit|bei|ohne|bis|auf|nach|vor|ab|außer|als|wie|über|zum|zur|wenn|dauert|hält|bietet|läuft|"
        "kann|wird|war|ist so|ist länger|ist besser",
        "der|die|das|den|dem|bei|wo|wenn|bis|bevor|ehe|außer|solange|sofern",
        "gibt es nicht .|gibt es hier nicht .|ist nicht dabei .|nicht enthalten .|ist nicht enthalten .|"
        "nicht inbegriffen .|ist nicht inbegriffen .|nicht verfügbar .|ist nicht verfügbar .|"
        "nicht mehr verfügbar .|entfällt|entfallen"},
    CauseDenials{
        "fr", "proposer proposons offrons offre avec il y a jour jours semaine semaines mois",
        "le la les l' cette ce autre autres",
        "pourquoi pas|pourquoi ne pas|pourquoi non|ou pas|ou non|si non",
        "qui|que|qu'|dont|où|pour|en|sur|avec|sans|dans|au|aux|chez|à|après|avant|dès|jusqu'|plus|aussi|"
        "comme|"
        "si|ne dure|ne vaut|ne bat|ne va|ne ressemble|ne renouvelle|ne se|n' offre|n' égale|n' est aussi|"
        "n' est plus|n' est si",
        "qui|que|qu'|dont|où|sauf|sinon",
        "non inclus .|non compris .|non disponible .|non proposé .|n' est pas inclus .|n' est pas compris .|"
        "n' est pas proposé .|n' est pas disponible .|n' est plus disponible .|n' existe pas"},
    CauseDenials{
        "pl",
        "oferujemy ma mamy daje dajemy z dzień dni dniowy dniowego dniowej tydzień tygodniowy tygodniowego "
        "miesiąc miesięczny miesięcznego",
        "ta ten innych dodatkowych",
        "czemu nie|dlaczego nie|czemu by nie|jeśli nie|jeżeli nie|albo nie|lub nie",
        "dla|w|we|na|z|ze|bez|do|od|po|przed|przez|nad|niż|jak|który|która|które|jeśli|gdy|dopóki|nie|trwa",
        "który|która|które|którego|której|których|którym|chyba|zanim|dopóki|jeśli|gdy",
        "niedostępny .|niedostępna .|niedostępne .|jest niedostępny .|nie jest dostępny .|"
        "nie jest dostępna .|nie jest dostępne .|nie obowiązuje ."},
};

bool lists(std::string_view words, std::string_view word, char mark = ' ') {
    for (std::size_t at = words.find(word); at != std::string_view::npos; at = words.find(word, at + 1)) {
        const std::size_t end = at + word.size();
        if ((at == 0 || words[at - 1] == mark) && (end == words.size() || words[end] == mark)) return true;
    }
    return false;
}

// What a byte of ASCII does to the word that it stands behind.
enum class Cut : unsigned char { none, word, clause, apostrophe };
constexpr std::array<Cut, 128> k_cuts = [] {
    std::array<Cut, 128> cuts{};
    for (const char c : std::string_view(".,;:!?()[]/\n\r|*"))
        cuts[static_cast<std::size_t>(c)] = Cut::clause;
    for (const char c : std::string_view(" \t-\"")) cuts[static_cast<std::size_t>(c)] = Cut::word;
    cuts['\''] = Cut::apostrophe;
    return cuts;
}();

struct LongCut {
    std::string_view mark;
    Cut cut;
};
constexpr std::array k_long_cuts{LongCut{"–", Cut::clause}, LongCut{"—", Cut::clause},
                                 LongCut{"…", Cut::clause}, LongCut{"¿", Cut::clause},
                                 LongCut{"’", Cut::apostrophe}};

// The cut at this byte, and its length.
std::pair<Cut, std::size_t> cut_at(std::string_view folded, std::size_t at) {
    const auto byte = static_cast<unsigned char>(folded[at]);
    if (byte < k_cuts.size()) return {k_cuts[byte], 1};
    for (const auto& [mark, cut] : k_long_cuts)
        if (folded.substr(at).starts_with(mark)) return {cut, mark.size()};
    return {Cut::none, 1};
}

// The first words of a piece of text, folded, with the marks that end a clause as words of their own (".").
std::vector<std::string> words_of(std::string_view text, bool cuts_at_apostrophe, std::size_t words_max) {
    const std::string folded = fold_case(text);
    std::vector<std::string> words;
    std::string word;
    const auto end_word = [&] {
        if (!word.empty()) words.push_back(std::exchange(word, {}));
    };
    for (std::size_t at = 0; at < folded.size() && words.size() < words_max;) {
        const auto [cut, bytes] = cut_at(folded, at);
        if (cut == Cut::none) word += folded[at];
        if (cut == Cut::apostrophe && !word.empty()) word += '\'';
        if (cut == Cut::word || cut == Cut::clause || (cut == Cut::apostrophe && cuts_at_apostrophe))
            end_word();
        if (cut == Cut::clause) words.emplace_back(k_clause_end);
        at += bytes;
    }
    end_word();
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
    std::vector<std::string> words = words_of(text.substr(from, begin - from), cuts, k_window_bytes);
    if (from == 0) words.insert(words.begin(), std::string(k_clause_end));
    return words;
}

std::vector<std::string> words_behind(std::string_view text, std::size_t end, bool cuts) {
    std::size_t to = std::min(text.size(), end + k_bytes_behind);
    while (to > end && is_inside_character(text, to)) --to;
    std::vector<std::string> words = words_of(text.substr(end, to - end), cuts, k_words_behind);
    if (to == text.size()) words.emplace_back(k_clause_end);
    return words;
}

bool cuts_at_apostrophe(std::string_view language) {
    return language == "fr" || language == "it";
}

bool is_number(std::string_view word) {
    return !word.empty() && std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

// Whether one of the phrases begins with the first word.
bool begins(const std::vector<std::string>& words, std::string_view phrases) {
    std::string phrase;
    for (std::size_t i = 0; i < std::min(words.size(), k_words_behind); ++i) {
        phrase += (i > 0 ? " " : "") + words[i];
        if (lists(phrases, phrase, '|')) return true;
    }
    return false;
}

// Whether one of the phrases ends with this word.
bool ends(const std::vector<std::string>& words, std::size_t last, std::string_view phrases) {
    constexpr std::size_t k_words_max = 3;
    std::string phrase;
    for (std::size_t i = last + 1; i-- > 0 && last - i < k_words_max;) {
        phrase.insert(0, words[i] + (i < last ? " " : ""));
        if (lists(phrases, phrase, '|')) return true;
    }
    return false;
}

// `cause` is null where a line is read.
bool is_denied_before(const std::vector<std::string>& words, const Denials& denials,
                      const CauseDenials* cause) {
    const auto is_small = [&](std::string_view word) {
        if (cause == nullptr) return lists(denials.small, word);
        return lists(cause->small, word) || (lists(denials.small, word) && !lists(cause->definite, word));
    };
    bool denied = false;
    std::size_t small = 0;
    for (std::size_t i = words.size(); i-- > 0;) {
        if (lists(denials.negations, words[i])) {
            if (denied || (cause && ends(words, i, cause->asides))) return false;
            if (!lists(denials.without, words[i])) return true;
            denied = true;
        } else if (cause && is_number(words[i])) {
            continue;
        } else if (!is_small(words[i]) || ++small > k_small_words_max) {
            break;
        }
    }
    return denied;
}

const Denials* find_denials(std::string_view language) {
    const auto* const found = std::ranges::find(k_denials, language, &Denials::language);
    return found == k_denials.end() ? nullptr : found;
}

}  // namespace

bool is_denied_line(std::string_view text, std::size_t begin, std::size_t end, std::string_view language) {
    const Denials* const denials = find_denials(language);
    if (denials == nullptr || begin >= end || end > text.size()) return false;
    const bool cuts = cuts_at_apostrophe(language);
    if (is_denied_before(words_before(text, begin, cuts), *denials, nullptr)) return true;
    // A hashtag stands by itself: what follows is another thought.
    return text[begin] != '#' && begins(words_behind(text, end, cuts), denials->behind);
}

bool is_denied_cause(std::string_view text, std::size_t begin, std::size_t end, std::string_view language) {
    const Denials* const denials = find_denials(language);
    const auto* const cause = std::ranges::find(k_cause_denials, language, &CauseDenials::language);
    if (denials == nullptr || cause == k_cause_denials.end() || begin >= end || end > text.size())
        return false;
    const bool cuts = cuts_at_apostrophe(language);
    std::vector<std::string> behind = words_behind(text, end, cuts);
    if (begins(behind, cause->behind)) return true;
    if (!is_denied_before(words_before(text, begin, cuts), *denials, cause)) return false;
    if (begins(behind, cause->limits)) return false;
    if (!text.substr(end).starts_with(',')) return true;
    behind.erase(behind.begin());
    return !begins(behind, cause->relative);
}

}  // namespace mkai::brand
