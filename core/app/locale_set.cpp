#include "core/app/locale_set.hpp"

#include "core/base/text.hpp"
#include "core/brand/facts.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <fmt/format.h>

namespace mkai::app {

namespace {

std::size_t place_of(std::span<const std::string> locales, const std::string& locale) {
    return static_cast<std::size_t>(std::ranges::find(locales, locale) - locales.begin());
}

// What the machine fills in, as people call it.
struct SlotName {
    std::string_view slot;
    std::string_view name;
};
constexpr std::array k_slot_names{
    SlotName{"offer.name", "Name of the offer"},      SlotName{"offer.price", "Price"},
    SlotName{"offer.was_price", "Price before"},      SlotName{"offer.starts", "Start of the offer"},
    SlotName{"offer.ends", "End of the offer"},       SlotName{"offer.terms", "Terms"},
    SlotName{"brief.mandatories", "Mandatory lines"}, SlotName{"deliverable.link", "Link"}};
std::string name_of_slot(const std::string& slot) {
    const auto row = std::ranges::find(k_slot_names, slot, &SlotName::slot);
    return row == k_slot_names.end() ? slot : std::string(row->name);
}

// How many of the others are derived from this one.
std::size_t count_derived(const LocaleSet& set, const LocaleMember& from) {
    const std::string& asset = from.target.asset.asset;
    return static_cast<std::size_t>(std::ranges::count_if(set.members, [&](const LocaleMember& m) {
        return m.derived_from.substr(0, m.derived_from.find('@')) == asset;
    }));
}

class Comparison {
  public:
    Comparison(const Channel& channel, const Subject& master, const Subject& other)
        : m_channel(channel), m_master(master), m_other(other) {}

    std::vector<LocaleDifference> run() {
        if (m_master.channel != m_other.channel)
            add(DifferenceGroup::structure, "Channel", m_master.channel, m_other.channel);
        for (const ChannelField& field : m_channel.fields) compare_field(field);
        compare_lists(DifferenceGroup::structure, "Merge tokens", tokens_of(m_master, false),
                      tokens_of(m_other, false));
        compare_lists(DifferenceGroup::structure, "The copy names, filled in from the brief",
                      tokens_of(m_master, true), tokens_of(m_other, true));
        compare_lists(DifferenceGroup::structure, "Links", set_of(m_master.links), set_of(m_other.links));
        compare_count("Pictures", m_master.content.media.size(), m_other.content.media.size());
        compare_slots();
        compare_lists(DifferenceGroup::facts, "Claims", claims_of(m_master), claims_of(m_other));
        compare_facts();
        return std::move(m_out);
    }

  private:
    using Names = std::set<std::string>;

    void add(DifferenceGroup group, std::string what, std::string master, std::string other) {
        m_out.push_back({group, std::move(what), std::move(master), std::move(other)});
    }

    void compare_count(std::string what, std::size_t master, std::size_t other) {
        if (master != other)
            add(DifferenceGroup::structure, std::move(what), std::to_string(master), std::to_string(other));
    }

    static std::size_t count_paragraphs(std::string_view text) {
        std::size_t count = 0;
        bool inside = false;
        for (const std::string& line : split(text, '\n')) {
            const bool blank = trim(line).empty();
            count += !blank && !inside ? 1 : 0;
            inside = !blank;
        }
        return count;
    }

    void compare_field(const ChannelField& field) {
        const auto text_of = [&](const Subject& subject) {
            const auto found = subject.content.fields.find(field.name);
            return found == subject.content.fields.end() ? std::string() : flat_text(found->second);
        };
        const auto items_of = [&](const Subject& subject) {
            const auto found = subject.content.fields.find(field.name);
            return found == subject.content.fields.end() ? 0 : texts_of(found->second).size();
        };
        const std::string master = text_of(m_master), other = text_of(m_other);
        if (trim(master).empty() != trim(other).empty()) {
            const auto word = [](const std::string& text) {
                return std::string(trim(text).empty() ? "missing" : "there");
            };
            add(DifferenceGroup::structure, field.label, word(master), word(other));
            return;
        }
        if (field.list)
            compare_count(fmt::format("{}, entries", field.label), items_of(m_master), items_of(m_other));
        else if (!field.plain)
            compare_count(fmt::format("{}, paragraphs", field.label), count_paragraphs(master),
                          count_paragraphs(other));
    }

    static Names set_of(const std::vector<std::string>& names) { return {names.begin(), names.end()}; }

    static Names tokens_of(const Subject& subject, bool slots) {
        Names out;
        for (const auto& field : subject.content.fields)
            for (const std::string& text : texts_of(field.second))
                for (const Token& token : find_tokens(text).tokens)
                    if (token.slot == slots) out.insert(slots ? name_of_slot(token.name) : token.name);
        return out;
    }

    static Names claims_of(const Subject& subject) {
        Names out;
        for (const FrozenClaim& claim : subject.claims) out.insert(claim.id);
        return out;
    }

    void compare_lists(DifferenceGroup group, std::string what, const Names& master, const Names& other) {
        if (master == other) return;
        const auto words = [](const Names& names) {
            return join(std::vector<std::string>(names.begin(), names.end()), ", ");
        };
        add(group, std::move(what), words(master), words(other));
    }

    void compare_slots() {
        std::map<std::string, std::array<std::string, 2>> slots;
        for (const auto& [name, value] : m_master.content.slots) slots[name][0] = value;
        for (const auto& [name, value] : m_other.content.slots) slots[name][1] = value;
        for (const auto& [name, values] : slots)
            if (values[0] != values[1]) add(DifferenceGroup::facts, name_of_slot(name), values[0], values[1]);
    }

    struct Stated {
        brand::Fact fact;
        std::string wording;
    };
    static std::vector<Stated> facts_of(const Subject& subject) {
        std::vector<Stated> out;
        for (const auto& field : subject.content.fields)
            for (const std::string& text : texts_of(field.second))
                for (brand::Fact& fact : brand::find_facts(text, subject.asset.locale))
                    out.push_back({fact, text.substr(fact.begin, fact.end - fact.begin)});
        return out;
    }

    // What the one states and the other does not.
    static std::string only_in(const std::vector<Stated>& here, const std::vector<Stated>& there) {
        Names out;
        for (const Stated& stated : here)
            if (std::ranges::none_of(there,
                                     [&](const Stated& s) { return brand::same_fact(stated.fact, s.fact); }))
                out.insert(stated.wording);
        return join(std::vector<std::string>(out.begin(), out.end()), ", ");
    }

    void compare_facts() {
        const std::vector<Stated> master = facts_of(m_master), other = facts_of(m_other);
        const std::string in_master = only_in(master, other), in_other = only_in(other, master);
        if (!in_master.empty() || !in_other.empty())
            add(DifferenceGroup::facts, "Numbers, prices and dates that only one of them states", in_master,
                in_other);
    }

    const Channel& m_channel;
    const Subject& m_master;
    const Subject& m_other;
    std::vector<LocaleDifference> m_out;
};

}  // namespace

std::vector<LocaleSet> group_by_deliverable(std::vector<LocaleMember> members) {
    std::vector<LocaleSet> out;
    std::map<std::array<std::string, 3>, std::size_t> places;
    for (LocaleMember& member : members) {
        const AssetId& id = member.id;
        const auto [place, is_new] = places.try_emplace({id.brief, id.deliverable, id.variant}, out.size());
        if (is_new) out.push_back({id.brief, id.deliverable, id.variant, {}});
        auto& same = out[place->second].members;
        const bool known = std::ranges::any_of(same, [&](const LocaleMember& m) {
            return m.id == id && m.target.version.number == member.target.version.number;
        });
        if (!known) same.push_back(std::move(member));
    }
    return out;
}

void order_members(LocaleSet& set, std::span<const std::string> locales) {
    std::ranges::stable_sort(set.members, [&](const LocaleMember& a, const LocaleMember& b) {
        const std::size_t first = place_of(locales, a.id.locale), second = place_of(locales, b.id.locale);
        return first != second ? first < second : a.id.locale < b.id.locale;
    });
    std::size_t master = 0, most = 0;
    for (std::size_t i = 0; i < set.members.size(); ++i)
        if (const std::size_t derived = count_derived(set, set.members[i]); derived > most) {
            most = derived;
            master = i;
        }
    const auto at = set.members.begin() + static_cast<std::ptrdiff_t>(master);
    std::rotate(set.members.begin(), at, at + 1);
}

std::vector<LocaleDifference> compare_locales(const Channel& channel, const Subject& master,
                                              const Subject& other) {
    return Comparison(channel, master, other).run();
}

}  // namespace mkai::app
