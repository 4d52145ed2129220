#include "core/gateway/providers/demo_composer.hpp"

#include "core/base/text.hpp"
#include "core/base/text_fold.hpp"
#include "core/gateway/providers/demo_long_copy.hpp"
#include "core/gateway/providers/demo_material.hpp"
#include "core/gateway/providers/demo_room.hpp"
#include "core/gateway/providers/demo_wording.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::gateway::demo {

namespace {

// From these sizes on a field is a word of an address, a line, a sentence, a few sentences, long copy.
constexpr std::int64_t k_address_max = 20;
constexpr std::int64_t k_line_max = 120;
constexpr std::int64_t k_sentence_least = 250;
constexpr std::int64_t k_short_post_max = 400;
constexpr std::int64_t k_long_copy_least = 1500;
constexpr std::size_t k_sentences_max = 5;

struct Candidate {
    std::string text;
    const Statement* statement = nullptr;  // null: words of ours
};
using Candidates = std::vector<Candidate>;

class Composer {
  public:
    explicit Composer(const Material& material) : m_material(material) {}

    Json compose() {
        Json copy = Json::object();
        for (const ChannelField& field : m_material.channel.fields) {
            if (!is_asked_for(field.name)) continue;
            const Room room(m_material, field);
            if (field.list) {
                if (std::vector<std::string> entries = write_list(field, room); !entries.empty())
                    copy[field.name] = std::move(entries);
            } else if (auto text = write(field, room)) {
                copy[field.name] = room.as_written(*text);
            } else if (field.required) {
                copy[field.name] = last_resort(room);
            }
        }
        return copy;
    }

  private:
    bool is_asked_for(const std::string& field) const {
        const auto& wanted = m_material.only_fields;
        return wanted.empty() || std::ranges::find(wanted, field) != wanted.end();
    }

    std::optional<std::string> write(const ChannelField& field, const Room& room) {
        switch (field.part) {
            case FieldPart::meta:
                return write_meta(room);
            case FieldPart::button:
                return choose(room, calls());
            case FieldPart::preheader:
                return pack(field, room, 2);
            case FieldPart::heading:
            case FieldPart::item:
                return choose(room, lines());
            case FieldPart::subheading:
                return room.tightest() >= k_sentence_least ? pack(field, room, 2) : choose(room, lines());
            case FieldPart::body:
                return write_body(field, room);
            case FieldPart::footnote:
                return write_footnote(room);
        }
        return std::nullopt;
    }

    // What only machines and result pages show repeats the copy, so it does not use a statement up.
    std::optional<std::string> write_meta(const Room& room) {
        if (room.tightest() <= k_address_max) return choose(room, address_words());
        const auto used_statements = m_used_statements;
        const auto used_texts = m_used_texts;
        auto text = room.tightest() <= k_line_max ? choose(room, lines()) : pack({}, room, 2);
        m_used_statements = used_statements;
        m_used_texts = used_texts;
        return text;
    }

    std::optional<std::string> write_body(const ChannelField& field, const Room& room) {
        if (!field.plain && room.tightest() >= k_long_copy_least)
            if (std::string text = compose_long_copy(m_material, room); !text.empty()) return text;
        return pack(field, room, k_sentences_max);
    }

    std::optional<std::string> write_footnote(const Room& room) {
        Candidates candidates;
        if (m_material.slots.contains("offer.terms")) candidates.push_back({"{{offer.terms}}"});
        for (const std::string& line : m_material.mandatories) candidates.push_back({line});
        for (const Statement& statement : m_material.statements)
            if (statement.kind == StatementKind::claim)
                candidates.push_back({statement.sentence, &statement});
        append(candidates, short_lines());
        return choose(room, candidates);
    }

    // --- what could be written ---

    Candidates lines() const {
        Candidates candidates;
        for (const Statement& statement : m_material.statements)
            for (const std::string& form : statement.shorts) candidates.push_back({form, &statement});
        if (!m_material.title.empty()) candidates.push_back({m_material.title});
        append(candidates, short_lines());
        append(candidates, calls());
        return candidates;
    }

    Candidates short_lines() const {
        Candidates candidates;
        if (!m_material.phrases) return candidates;
        const auto& lines = m_material.phrases->short_lines;
        for (std::size_t i = 0; i < lines.size(); ++i)
            candidates.push_back({std::string(lines[(m_material.turn + i) % lines.size()])});
        return candidates;
    }

    Candidates calls() const {
        Candidates candidates;
        if (m_material.phrases) {
            const Choices& choices = m_material.phrases->calls[static_cast<std::size_t>(m_material.call)];
            for (std::size_t i = 0; i < choices.size(); ++i)
                candidates.push_back({std::string(choices[(m_material.turn + i) % choices.size()])});
        } else {
            candidates.push_back({std::string(plain_call(m_material.language))});
        }
        return candidates;
    }

    // Small words that can stand in a web address.
    Candidates address_words() const {
        Candidates candidates;
        std::vector<std::string> texts{m_material.title};
        for (const Statement& statement : m_material.statements)
            if (statement.kind == StatementKind::message) texts.push_back(statement.sentence);
        for (const std::string& text : texts)
            for (const std::string& word : split(lower_ascii(text), ' ')) {
                const bool letters = std::ranges::all_of(word, [](char c) { return c >= 'a' && c <= 'z'; });
                if (letters && word.size() >= 4 && guess_language(word).empty()) candidates.push_back({word});
            }
        return candidates;
    }

    static void append(Candidates& to, Candidates more) { std::ranges::move(more, std::back_inserter(to)); }

    // --- choosing ---

    static std::string key_of(const Room& room, std::string_view text) {
        std::string key = fold_case(collapse_spaces(room.shown(text)));
        while (key.ends_with('.')) key.pop_back();
        return key;
    }

    // Lower is better: inside the fold, not said yet in these words, about something not said yet.
    int rank_of(const Room& room, const Candidate& candidate, Fit fit) const {
        int rank = fit == Fit::soft ? 0 : 100;
        if (m_used_texts.contains(key_of(room, candidate.text))) rank += 10;
        if (candidate.statement && m_used_statements.contains(candidate.statement)) rank += 1;
        if (!candidate.statement) rank += 2;
        return rank;
    }

    std::optional<std::string> choose(const Room& room, const Candidates& candidates) {
        const Candidate* best = nullptr;
        int best_rank = 0;
        for (const Candidate& candidate : candidates) {
            const Fit fit = room.fit(room.as_written(candidate.text));
            if (fit == Fit::none) continue;
            const int rank = rank_of(room, candidate, fit);
            if (best && rank >= best_rank) continue;
            best = &candidate;
            best_rank = rank;
        }
        if (!best) return std::nullopt;
        use(room, *best);
        return best->text;
    }

    void use(const Room& room, const Candidate& candidate) {
        m_used_texts.insert(key_of(room, candidate.text));
        if (candidate.statement) m_used_statements.insert(candidate.statement);
    }

    std::string last_resort(const Room& room) const {
        for (const std::string_view text : {plain_call(m_material.language), std::string_view{"Info"}})
            if (room.fit(text) != Fit::none) return std::string(text);
        return "Info";
    }

    // --- a few sentences ---

    // The opening first, then what is offered and until when, then the rest; what was said before comes last.
    std::vector<const Statement*> in_packing_order() const {
        std::vector<const Statement*> order;
        for (const Statement& statement : m_material.statements) order.push_back(&statement);
        const auto is_offer = [](const Statement* s) {
            return s->kind == StatementKind::offer || s->kind == StatementKind::deadline;
        };
        if (!order.empty()) std::stable_partition(order.begin() + 1, order.end(), is_offer);
        std::stable_partition(order.begin(), order.end(),
                              [&](const Statement* s) { return !m_used_statements.contains(s); });
        return order;
    }

    std::string with_mandatories(std::string text, std::string_view separator) const {
        for (const std::string& line : m_material.mandatories)
            text = joined(std::move(text), line, separator);
        return text;
    }

    static std::string joined(std::string text, std::string_view more, std::string_view separator) {
        if (!text.empty()) text += separator;
        return text += more;
    }

    // As many sentences as fit, at most `sentences_max`, and a call to action where there is room for one.
    std::optional<std::string> pack(const ChannelField& field, const Room& room, std::size_t sentences_max) {
        const bool is_body = field.part == FieldPart::body && !field.name.empty();
        const std::string_view separator = is_body && room.tightest() > k_short_post_max ? "\n\n" : " ";
        const auto whole = [&](const std::string& text) {
            return room.as_written(is_body ? with_mandatories(text, separator) : text);
        };
        for (const Fit wanted : {Fit::soft, Fit::hard}) {
            std::string text;
            std::size_t sentences = 0;
            for (const Statement* statement : in_packing_order()) {
                // Past the fold already: no more than the one thing that has to be said.
                if (sentences == (wanted == Fit::soft ? sentences_max : 1)) break;
                if (add_statement(*statement, text, separator,
                                  [&](const std::string& more) { return room.fit(whole(more)) >= wanted; }))
                    ++sentences;
            }
            if (is_body && sentences > 0)
                add_call(text, [&](const std::string& more) { return room.fit(whole(more)) == Fit::soft; });
            if (sentences > 0) return whole(text);
        }
        return choose(room, is_body ? with_lines(short_lines()) : lines());
    }

    // Words of ours, with the lines that have to be there.
    Candidates with_lines(Candidates candidates) const {
        for (Candidate& candidate : candidates) candidate.text = with_mandatories(candidate.text, " ");
        Candidates bare = lines();
        append(candidates, std::move(bare));
        return candidates;
    }

    template <class Fits>
    bool add_statement(const Statement& statement, std::string& text, std::string_view separator, Fits fits) {
        std::vector<std::string> forms{statement.sentence};
        for (const std::string& form : statement.shorts) forms.push_back(as_sentence(form));
        for (const std::string& form : forms) {
            std::string more = joined(text, form, separator);
            if (!fits(more)) continue;
            text = std::move(more);
            m_used_statements.insert(&statement);
            return true;
        }
        return false;
    }

    template <class Fits>
    void add_call(std::string& text, Fits fits) const {
        for (const Candidate& call : calls()) {
            std::string more = joined(text, as_sentence(call.text), " ");
            if (!fits(more)) continue;
            text = std::move(more);
            return;
        }
    }

    // --- lists ---

    // One entry a statement, then shorter wordings and calls, then words of ours up to what the channel
    // needs.
    std::vector<std::string> write_list(const ChannelField& field, const Room& room) {
        std::vector<std::string> entries;
        std::set<std::string> keys;
        const std::size_t least = room.entries().least;
        const std::size_t most = room.entries().most;
        const auto add = [&](const std::string& text, Fit wanted) {
            const std::string written = room.as_written(text);
            if (entries.size() >= most || room.fit(written) < wanted ||
                !keys.insert(key_of(room, written)).second)
                return false;
            entries.push_back(written);
            return true;
        };
        for (const Statement& statement : m_material.statements)
            if (field.part != FieldPart::item || statement.kind != StatementKind::deadline)
                add_entry(field, statement, add);
        // Of short lines there can hardly be too many: a search ad is put together from them.
        if (field.part == FieldPart::heading)
            for (const Candidate& candidate : other_lines()) add(candidate.text, Fit::soft);
        for (const Fit wanted : {Fit::soft, Fit::hard})
            for (const Candidate& candidate : spare_entries(field, room))
                if (entries.size() < least) add(candidate.text, wanted);
        if (entries.size() < least && !field.required) return {};
        return entries;
    }

    template <class Add>
    void add_entry(const ChannelField& field, const Statement& statement, const Add& add) const {
        if (field.part == FieldPart::body) {
            for (const Candidate& call : calls())
                if (add(fmt::format("{} {}", statement.sentence, as_sentence(call.text)), Fit::soft)) return;
            if (add(statement.sentence, Fit::soft)) return;
        }
        for (const std::string& form : statement.shorts)
            if (add(field.part == FieldPart::body ? as_sentence(form) : form, Fit::soft)) return;
    }

    // What else the brief gives, and what to do.
    Candidates other_lines() const {
        Candidates candidates;
        if (!m_material.title.empty()) candidates.push_back({m_material.title});
        append(candidates, {calls().front()});
        for (const Statement& statement : m_material.statements)
            for (const std::string& form : statement.shorts) candidates.push_back({form, &statement});
        return candidates;
    }

    // Words of ours, in any language at last: an ad with too few lines is refused.
    Candidates spare_entries(const ChannelField& field, const Room& room) const {
        Candidates candidates = lines();
        if (!m_material.phrases || room.entries().least > candidates.size())
            for (const std::string_view line : find_phrases("en")->short_lines)
                candidates.push_back({std::string(line)});
        if (field.part == FieldPart::body)
            for (Candidate& candidate : candidates) candidate.text = as_sentence(candidate.text);
        return candidates;
    }

    const Material& m_material;
    std::set<std::string> m_used_texts;
    std::set<const Statement*> m_used_statements;
};

}  // namespace

Json compose_copy(const Json& sections) {
    const Material material = read_material(sections);
    return Composer(material).compose();
}

}  // namespace mkai::gateway::demo
