#include "core/gateway/providers/demo_long_copy.hpp"

#include "core/base/text.hpp"
#include "core/gateway/providers/demo_wording.hpp"

#include <algorithm>
#include <span>

#include <fmt/format.h>

namespace mkai::gateway::demo {

namespace {

constexpr std::size_t k_list_entries_least = 2;

using Statements = std::vector<const Statement*>;

// Paragraphs in order. What must not be said is left out as it is added.
class Paragraphs {
  public:
    explicit Paragraphs(const Room& room) : m_room(room) {}

    void add(std::string text) {
        if (!text.empty() && m_room.may_say(text)) m_texts.push_back(std::move(text));
    }
    // A section is there when it has something under its heading.
    void add_section(std::string_view heading, std::string text) {
        if (text.empty() || !m_room.may_say(text)) return;
        if (!heading.empty() && m_room.may_say(heading)) text = fmt::format("## {}\n\n{}", heading, text);
        m_texts.push_back(std::move(text));
    }
    // As many as there is room for, from the top, with `last` at the end of them.
    std::string text(const std::vector<std::string>& last) const {
        for (std::size_t count = m_texts.size(); count > 0; --count) {
            std::vector<std::string> texts(m_texts.begin(),
                                           m_texts.begin() + static_cast<std::ptrdiff_t>(count));
            texts.insert(texts.end(), last.begin(), last.end());
            std::string whole = join(texts, "\n\n");
            if (m_room.fit(whole) != Fit::none) return whole;
        }
        return {};
    }

  private:
    const Room& m_room;
    std::vector<std::string> m_texts;
};

class LongCopy {
  public:
    LongCopy(const Material& material, const Room& room)
        : m_material(material), m_room(room), m_paragraphs(room) {}

    std::string letter() {
        greet();
        open();
        add_list(of_kinds({StatementKind::message}));
        if (!opens_with_offer())
            m_paragraphs.add(sentences(of_kinds({StatementKind::offer, StatementKind::deadline})));
        m_paragraphs.add(sentences(of_kinds({StatementKind::claim})));
        if (phrases()) m_paragraphs.add(std::string(pick(phrases()->closings)));
        return m_paragraphs.text(m_material.mandatories);
    }

    std::string page() {
        open();
        m_paragraphs.add_section(heading(&Phrases::message_headings),
                                 list(of_kinds({StatementKind::message})));
        if (!opens_with_offer())
            m_paragraphs.add_section(heading(&Phrases::offer_headings),
                                     sentences(of_kinds({StatementKind::offer, StatementKind::deadline})));
        m_paragraphs.add_section(heading(&Phrases::proof_headings),
                                 sentences(of_kinds({StatementKind::claim})));
        if (!m_material.audience.empty())
            m_paragraphs.add_section(heading(&Phrases::audience_headings), as_sentence(m_material.audience));
        if (phrases())
            m_paragraphs.add_section(heading(&Phrases::closing_headings),
                                     std::string(pick(phrases()->closings)));
        return m_paragraphs.text(m_material.mandatories);
    }

  private:
    const Phrases* phrases() const { return m_material.phrases; }
    std::string_view pick(const Choices& choices) const { return m_material.pick(choices); }
    std::string_view heading(Choices Phrases::*which) const {
        return phrases() ? pick(phrases()->*which) : std::string_view{};
    }

    void greet() {
        if (!phrases()) return;
        const auto& tokens = m_material.channel.tokens;
        const bool by_name = std::ranges::find(tokens, "first_name") != tokens.end();
        const std::string token = fmt::format("{{{{first_name|{}}}}}", phrases()->first_name_fallback);
        m_paragraphs.add(by_name ? fmt::format(fmt::runtime(phrases()->greeting_named), token)
                                 : std::string(phrases()->greeting));
    }

    bool opens_with_offer() const {
        return !m_material.statements.empty() && m_material.statements.front().kind == StatementKind::offer;
    }

    // The opening says what kind of news this is, then the statement of this variant and take.
    void open() {
        std::string text;
        if (phrases()) {
            const std::string_view opener =
                pick(phrases()->openers[static_cast<std::size_t>(m_material.occasion)]);
            if (m_room.may_say(opener)) text = opener;
        }
        if (!m_material.statements.empty() && m_room.may_say(m_material.statements.front().sentence))
            text += (text.empty() ? "" : " ") + m_material.statements.front().sentence;
        if (opens_with_offer())
            for (const Statement* dates : of_kinds({StatementKind::deadline})) text += " " + dates->sentence;
        m_paragraphs.add(std::move(text));
    }

    // The statements after the opening one, of these kinds, that may be said.
    Statements of_kinds(std::initializer_list<StatementKind> kinds) const {
        Statements found;
        for (const Statement& statement :
             std::span(m_material.statements).subspan(std::min<std::size_t>(1, m_material.statements.size())))
            if (std::ranges::find(kinds, statement.kind) != kinds.end() && m_room.may_say(statement.sentence))
                found.push_back(&statement);
        return found;
    }

    static std::string sentences(const Statements& statements) {
        std::string text;
        for (const Statement* statement : statements) text += (text.empty() ? "" : " ") + statement->sentence;
        return text;
    }

    static std::string list(const Statements& statements) {
        if (statements.size() < k_list_entries_least) return sentences(statements);
        std::string text;
        for (const Statement* statement : statements)
            text += (text.empty() ? "- " : "\n- ") + statement->sentence;
        return text;
    }

    void add_list(const Statements& statements) {
        std::string text = list(statements);
        if (phrases() && statements.size() >= k_list_entries_least &&
            m_room.may_say(pick(phrases()->list_leads)))
            text = fmt::format("{}\n\n{}", pick(phrases()->list_leads), text);
        m_paragraphs.add(std::move(text));
    }

    const Material& m_material;
    const Room& m_room;
    Paragraphs m_paragraphs;
};

}  // namespace

std::string compose_long_copy(const Material& material, const Room& room) {
    LongCopy copy(material, room);
    return material.channel.tokens.empty() ? copy.page() : copy.letter();
}

}  // namespace mkai::gateway::demo
