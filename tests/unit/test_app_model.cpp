// Thousands of random sequences of commands, each compared step by step with a small model of the workflow
// that knows nothing of SQL, files or the gate's rules: structs and the words of the invariants.
#include "tests/unit/app_fixture.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <doctest/doctest.h>
#include <fmt/ranges.h>

namespace mkai::app {

namespace {

constexpr int k_sequences = 2'000;
constexpr int k_sequences_a_ledger = 500;
constexpr int k_commands = 12;

struct Hand {
    std::string_view id;
    std::string_view roles;  // m marketer, l legal, e engineer, L lead
    bool service = false;

    bool any(std::string_view wanted) const {
        return std::ranges::any_of(roles, [&](char r) { return wanted.find(r) != std::string_view::npos; });
    }
};
constexpr std::array k_hands{Hand{"maria", "m"}, Hand{"sam", "m"},         Hand{"dana", "l"},
                             Hand{"lena", "l"},  Hand{"kim", "ml"},        Hand{"alex", "e"},
                             Hand{"priya", "L"}, Hand{"ci-bot", "e", true}};
constexpr std::array<std::string_view, 2> k_briefs{"plain", "risky"};
constexpr std::array<std::string_view, 2> k_destinations{"site", "archive"};
constexpr std::array<std::string_view, 2> k_prices{"4.99", "5.49"};
constexpr std::array<std::string_view, 3> k_bodies{"It is back.", "It is back again.", "All of it is here."};
constexpr std::string_view k_offer_ends = "2027-02-28";

// --- the model ---

struct Yes {
    std::string_view person;
    std::int64_t expires = 0;
    bool last_needed = false;
    bool revoked = false;
};

struct Copy {
    std::size_t body = 0, price = 0;
    bool demo = false;
    std::string_view maker;
    VersionState state = VersionState::draft;
    std::string_view reviewer;
    std::vector<Yes> yes;
};

struct Item {
    std::size_t needed = 1;
    std::vector<Copy> versions;  // version n is at n - 1
    std::array<int, 2> live{};   // by destination
    std::array<std::set<int>, 2> was_live;
};

struct Answer {
    std::string code = "ok";
    bool unchanged = false;
};

class Model {
  public:
    std::int64_t now = 0;
    std::int64_t offer_over = 0;
    std::array<std::size_t, 2> price{};  // by brief
    std::array<Item, 2> items{};         // by brief
    std::map<std::string, int> seen;     // "publish waiting": how often

    Answer generate(const Hand& by, std::size_t i, std::size_t body, bool demo) {
        if (auto no = permit(by, "mLe", true); !no.empty()) return {no};
        auto& versions = items[i].versions;
        if (!versions.empty() && versions.back().state != VersionState::rejected &&
            versions.back().body == body && versions.back().price == price[i])
            return {"ok", true};
        versions.push_back({body, price[i], demo, by.id, VersionState::draft, "", {}});
        return {};
    }

    Answer edit(const Hand& by, std::size_t i, std::size_t body) {
        auto& versions = items[i].versions;
        if (versions.back().body == body) return {"ok", true};
        if (auto no = permit(by, "mlL", false); !no.empty()) return {no};
        versions.push_back({body, price[i], versions.back().demo, by.id, VersionState::draft, "", {}});
        return {};
    }

    Answer accept(const Hand& by, std::size_t i, int v) {
        Copy& copy = at(i, v);
        if (copy.state == VersionState::reviewed || copy.state == VersionState::legal_approved)
            return {"ok", true};
        if (auto no = permit(by, "mL", false); !no.empty()) return {no};
        if (copy.state == VersionState::rejected) return {"blocked"};
        copy.state = VersionState::reviewed;
        copy.reviewer = by.id;
        return {};
    }

    Answer request_changes(const Hand& by, std::size_t i, int v) {
        if (auto no = permit(by, "mlL", false); !no.empty()) return {no};
        Copy& copy = at(i, v);
        if (copy.state != VersionState::draft && copy.state != VersionState::reviewed) return {"blocked"};
        copy.state = VersionState::draft;
        copy.reviewer = "";
        return {};
    }

    Answer reject(const Hand& by, std::size_t i, int v) {
        Copy& copy = at(i, v);
        if (copy.state == VersionState::rejected) return {"ok", true};
        if (auto no = permit(by, "mlL", false); !no.empty()) return {no};
        copy.state = VersionState::rejected;
        return {};
    }

    Answer approve(const Hand& by, std::size_t i, int v, std::int64_t expires) {
        Copy& copy = at(i, v);
        const bool approvable =
            copy.state == VersionState::reviewed || copy.state == VersionState::legal_approved;
        if (approvable && people(copy).contains(by.id)) return {"ok", true};
        if (auto no = permit(by, "l", false); !no.empty()) return {no};
        if (copy.state == VersionState::draft) return {"waiting"};
        if (copy.state == VersionState::rejected) return {"blocked"};
        // Invariant 6: nobody who made a version since the last approved one, nor its reviewer.
        if (copy.reviewer == by.id) return {"blocked"};
        for (int n = v; n > 0 && (n == v || !settled(at(i, n))); --n)
            if (at(i, n).maker == by.id) return {"blocked"};
        const bool last = people(copy).size() + 1 >= items[i].needed;
        copy.yes.push_back({by.id, expires, last, false});
        if (last) copy.state = VersionState::legal_approved;
        return {};
    }

    Answer revoke(const Hand& by, std::size_t i, int v) {
        Copy& copy = at(i, v);
        if (std::ranges::all_of(copy.yes, &Yes::revoked)) return {"blocked"};
        if (auto no = permit(by, "lL", false); !no.empty()) return {no};
        if (copy.state == VersionState::draft) return {"waiting"};
        if (copy.state != VersionState::legal_approved) return {"blocked"};
        for (Yes& yes : copy.yes) yes.revoked = true;
        return {};
    }

    Answer publish(const Hand& by, std::size_t i, int v, std::size_t d) {
        Item& item = items[i];
        if (item.live[d] == v) return {"ok", true};
        if (auto no = permit(by, "mLe", true); !no.empty()) return {no};
        const Copy& copy = at(i, v);
        if (auto no = not_approved(i, copy); !no.empty()) return {no};
        if (copy.price != price[i]) return {"stale-approval"};
        if (auto no = not_here(copy, d); !no.empty()) return {no};
        go_live(item, v, d);
        return {};
    }

    // `v` is 0 when no version was named.
    Answer rollback(std::size_t i, int v, std::size_t d) {
        Item& item = items[i];
        if (v == 0 && item.live[d] == 0) {
            if (item.was_live[d].empty()) return {"blocked"};
            return {"ok", true};  // withdrawn already
        }
        if (v != 0 && item.live[d] == v) return {"ok", true};
        if (v != 0) {
            if (!item.was_live[d].contains(v)) return {"blocked"};
            const std::string no = not_back(i, v, d);
            if (no.empty()) go_live(item, v, d);
            return {no.empty() ? "ok" : no};
        }
        int back = 0;
        for (int n : item.was_live[d])
            if (n < item.live[d] && not_back(i, n, d).empty()) back = n;
        if (back > 0)
            go_live(item, back, d);
        else
            item.live[d] = 0;
        return {};
    }

    Answer withdraw(std::size_t i, std::size_t d) {
        if (items[i].live[d] == 0) return {"ok", true};
        items[i].live[d] = 0;
        return {};
    }

    Copy& at(std::size_t i, int v) { return items[i].versions[static_cast<std::size_t>(v - 1)]; }

  private:
    static std::string permit(const Hand& by, std::string_view roles, bool services) {
        if (by.service && !services) return "blocked";
        return by.any(roles) ? "" : "role-lacking";
    }
    bool counts(const Yes& yes) const { return !yes.revoked && yes.expires > now; }
    std::set<std::string_view> people(const Copy& copy) const {
        std::set<std::string_view> out;
        for (const Yes& yes : copy.yes)
            if (counts(yes)) out.insert(yes.person);
        return out;
    }
    // Whether the version was once fully approved and nobody took that back.
    static bool settled(const Copy& copy) {
        return std::ranges::any_of(copy.yes, [](const Yes& y) { return y.last_needed && !y.revoked; });
    }
    std::string not_approved(std::size_t i, const Copy& copy) const {
        if (copy.state == VersionState::rejected) return "blocked";
        if (copy.state != VersionState::legal_approved) return "waiting";
        if (people(copy).size() >= items[i].needed) return "";
        const bool spoilt = std::ranges::any_of(copy.yes, [&](const Yes& y) { return !counts(y); });
        return spoilt ? "stale-approval" : "waiting";
    }
    std::string not_here(const Copy& copy, std::size_t d) const {
        const bool sandbox = k_destinations[d] == "site";
        return now >= offer_over || (copy.demo && !sandbox) ? "blocked" : "";
    }
    std::string not_back(std::size_t i, int v, std::size_t d) {
        const std::string no = not_approved(i, at(i, v));
        return no.empty() ? not_here(at(i, v), d) : no;
    }
    static void go_live(Item& item, int v, std::size_t d) {
        item.live[d] = v;
        item.was_live[d].insert(v);
    }
};

// --- the real thing ---

std::string brief_text(std::string_view id, std::string_view use_case, std::string_view price) {
    return fmt::format(
        "brief: {}\ntitle: A small brief\nuse_case: {}\nowner: maria\nlocales: [en-GB]\n"
        "audience:\n  description: People who like a test.\ncampaign_type: launch\n"
        "objective: Say it.\nkpi:\n  metric: Clicks\n  goal: \"2%\"\nkey_messages:\n  - It is back.\n"
        "offer:\n  name: Half price\n  price: \"{}\"\n  currency: GBP\n  ends: {}\n"
        "  terms: Ask us.\ndeliverables:\n  - id: push\n    channel: push\n"
        "    link: https://www.halvorn.example/back\n",
        id, use_case, price, k_offer_ends);
}

class World {
  public:
    World() {
        studio.folder.write(
            "people.yaml",
            studio.folder.read("people.yaml") +
                "  - id: lena\n    name: Lena\n    email: lena@demo.example\n    roles: [legal]\n"
                "  - id: kim\n    name: Kim\n    email: kim@demo.example\n    roles: [marketer, legal]\n");
        studio.folder.edit("usecases/price-promotion.yaml", "risk: medium", "risk: high");
        for (std::size_t i = 0; i < k_briefs.size(); ++i) set_price(i, 0);
        studio.reread();
        raw.emplace(studio.raw());
    }

    void set_price(std::size_t brief, std::size_t price) {
        studio.folder.write(
            fmt::format("briefs/{}.yaml", k_briefs[brief]),
            brief_text(k_briefs[brief], brief == 0 ? "campaign-copy" : "price-promotion", k_prices[price]));
    }

    std::int64_t count_events() {
        auto statement = raw->prepare("SELECT count(*), max(seq) FROM event");
        REQUIRE(statement);
        REQUIRE((*statement)->step());
        const std::int64_t count = (*statement)->column_int(0);
        CHECK(count == (*statement)->column_int(1));
        (*statement)->reset();
        return count;
    }

    Target target(const std::string& asset, int version = 0) {
        auto record = studio.ledger->find_asset(asset);
        REQUIRE(record);
        REQUIRE(record->has_value());
        auto found = studio.ledger->find_version(asset, version > 0 ? version : (*record)->head);
        REQUIRE(found);
        REQUIRE(found->has_value());
        return {std::move(**record), std::move(**found), version > 0};
    }

    Studio studio;
    std::optional<sqlite::Database> raw;
};

template <class T>
Answer answer_of(const Result<T>& result, bool (*unchanged)(const T&)) {
    return {outcome(result), result && unchanged(*result)};
}
Answer answer_of(const Result<Changed>& r) {
    return answer_of<Changed>(r, [](const Changed& c) { return c.unchanged; });
}
Answer answer_of(const Result<Edited>& r) {
    return answer_of<Edited>(r, [](const Edited& e) { return e.changed.unchanged; });
}
Answer answer_of(const Result<Delivered>& r) {
    return answer_of<Delivered>(r, [](const Delivered& d) { return d.unchanged; });
}

class Sequence {
  public:
    Sequence(World& world, Model& model, int nth, std::uint64_t seed)
        : m_world(world), m_model(model), m_random(seed), m_seed(seed) {
        for (std::size_t i = 0; i < k_briefs.size(); ++i) {
            m_assets[i] = fmt::format("{}/push.en-GB.{}", k_briefs[i], variant_name(nth));
            m_model.items[i] = Item{};
            m_model.items[i].needed = i + 1;
        }
    }

    bool run() {
        for (int step = 0; step < k_commands && m_same; ++step) one_command();
        return m_same;
    }

  private:
    std::size_t pick(std::size_t count) { return static_cast<std::size_t>(m_random.next() % count); }
    int pick_version(std::size_t i) {
        // Mostly the newest, as people do.
        const auto count = m_model.items[i].versions.size();
        return static_cast<int>(pick(3) > 0 ? count : 1 + pick(count));
    }

    static Action next_step(VersionState state) {
        return state == VersionState::draft      ? Action::accept
               : state == VersionState::reviewed ? Action::approve
               : state == VersionState::rejected ? Action::generate
                                                 : Action::publish;
    }
    // Mostly somebody whose job it is.
    const Hand& pick_hand(Action action) {
        const std::string_view job = action == Action::approve ? "l" : action == Action::revoke ? "lL" : "m";
        for (int tries = pick(4) > 0 ? 20 : 0; tries > 0; --tries) {
            const Hand& hand = k_hands[pick(k_hands.size())];
            if (hand.any(job) && !hand.service) return hand;
        }
        return k_hands[pick(k_hands.size())];
    }

    void one_command() {
        using enum Action;
        // One item is in the middle of things, the other beside it.
        const std::size_t i = pick(5) > 0 ? m_seed % 2 : 1 - m_seed % 2;
        const bool fresh = m_model.items[i].versions.empty();
        // What moves an item on comes more often than what stops it.
        static constexpr std::array k_commands_by_weight{
            generate,        edit,    edit,     accept,  accept,  accept,  approve, approve,  approve,
            approve,         approve, revoke,   publish, publish, publish, publish, rollback, rollback,
            request_changes, reject,  withdraw, comment, suggest};
        const Action action = fresh         ? generate
                              : pick(2) > 0 ? next_step(m_model.items[i].versions.back().state)
                                            : k_commands_by_weight[pick(k_commands_by_weight.size())];
        const Hand& by = pick_hand(action);
        const std::int64_t before = m_world.count_events();
        switch (action) {
            case generate: {
                const std::size_t body = pick(k_bodies.size());
                const bool demo = pick(4) == 0;
                compare(fmt::format("generate {} by {} body {} demo {}", m_assets[i], by.id, body, demo),
                        m_model.generate(by, i, body, demo), answer_of(generate_real(by, i, body, demo)),
                        before);
                break;
            }
            case edit: {
                const std::size_t body = pick(k_bodies.size());
                EditRequest request;
                request.fields["body"] = std::string(k_bodies[body]);
                const auto real = app::edit(as(by), m_world.target(m_assets[i]), request);
                compare(fmt::format("edit {} by {} body {}", m_assets[i], by.id, body),
                        m_model.edit(by, i, body), answer_of(real), before);
                break;
            }
            case accept:
                decide(
                    by, i, action, [&](int v) { return m_model.accept(by, i, v); }, before);
                break;
            case request_changes:
                decide(
                    by, i, action, [&](int v) { return m_model.request_changes(by, i, v); }, before);
                break;
            case reject:
                decide(
                    by, i, action, [&](int v) { return m_model.reject(by, i, v); }, before);
                break;
            case revoke:
                decide(
                    by, i, action, [&](int v) { return m_model.revoke(by, i, v); }, before);
                break;
            case approve: {
                const std::int64_t days = pick(2) == 0 ? 90 : static_cast<std::int64_t>(1 + pick(30));
                const std::int64_t expires = m_model.now + days * k_day_ms;
                m_expires = days == 90 ? std::nullopt : std::optional(TimeMs{expires});
                decide(
                    by, i, action, [&](int v) { return m_model.approve(by, i, v, expires); }, before);
                m_expires.reset();
                break;
            }
            case publish: {
                const int v = pick_version(i);
                const std::size_t d = pick(2);
                const auto real = app::publish(as(by), m_world.target(m_assets[i], v),
                                               {std::string(k_destinations[d]), {}, {}});
                compare(fmt::format("publish {}@v{} to {} by {}", m_assets[i], v, k_destinations[d], by.id),
                        m_model.publish(by, i, v, d), answer_of(real), before);
                break;
            }
            case rollback: {
                const int v = pick(2) == 0 ? 0 : pick_version(i);
                const std::size_t d = pick(2);
                const auto real = app::rollback(as(by), m_world.target(m_assets[i], v),
                                                {std::string(k_destinations[d]), "as asked", {}});
                compare(fmt::format("rollback {}@v{} at {} by {}", m_assets[i], v, k_destinations[d], by.id),
                        m_model.rollback(i, v, d), answer_of(real), before);
                break;
            }
            case withdraw: {
                const std::size_t d = pick(2);
                const auto real = app::withdraw(as(by), m_world.target(m_assets[i]),
                                                {std::string(k_destinations[d]), "as asked", {}});
                compare(fmt::format("withdraw {} from {} by {}", m_assets[i], k_destinations[d], by.id),
                        m_model.withdraw(i, d), answer_of(real), before);
                break;
            }
            case comment: {  // time passes
                const auto days = static_cast<std::int64_t>(pick(20));
                m_model.now += days * k_day_ms;
                m_world.studio.clock.set({m_model.now});
                m_log.push_back(fmt::format("{} days pass", days));
                break;
            }
            default: {  // the offer changes in the brief
                m_model.price[i] = pick(k_prices.size());
                m_world.set_price(i, m_model.price[i]);
                m_log.push_back(fmt::format("{} costs {}", k_briefs[i], k_prices[m_model.price[i]]));
                break;
            }
        }
    }

    Session as(const Hand& by) { return m_world.studio.as(by.id); }

    Result<Changed> generate_real(const Hand& by, std::size_t i, std::size_t body, bool demo) {
        return m_world.studio.generate(by.id, m_assets[i], k_bodies[body], demo);
    }

    template <class Expect>
    void decide(const Hand& by, std::size_t i, Action action, Expect expect, std::int64_t before) {
        const int v = pick_version(i);
        DecisionRequest request;
        request.action = action;
        request.reason = "as agreed";
        request.expires = m_expires;
        const auto real = app::decide(as(by), m_world.target(m_assets[i], v), request);
        compare(fmt::format("{} {}@v{} by {}", to_string(action), m_assets[i], v, by.id), expect(v),
                answer_of(real), before);
    }

    void compare(std::string what, const Answer& expected, const Answer& real, std::int64_t before) {
        ++m_model.seen[what.substr(0, what.find(' ')) + ' ' + real.code];
        m_log.push_back(fmt::format("{}: {}{}", what, real.code, real.unchanged ? " (unchanged)" : ""));
        check(real.code == expected.code && real.unchanged == expected.unchanged,
              fmt::format("expected {}{}", expected.code, expected.unchanged ? " (unchanged)" : ""));
        const std::int64_t after = m_world.count_events();
        check(after >= before, "the log has shrunk");
        check(!real.unchanged || after == before, "nothing changed, and an event was written");
        check(real.code != "ok" || real.unchanged || after > before, "something changed without an event");
        for (std::size_t i = 0; i < k_briefs.size() && m_same; ++i) compare_item(i);
    }

    void compare_item(std::size_t i) {
        const Item& item = m_model.items[i];
        auto& ledger = *m_world.studio.ledger;
        auto versions = ledger.list_versions(m_assets[i]);
        REQUIRE(versions);
        check(versions->size() == item.versions.size(), "the number of versions differs");
        for (std::size_t n = 0; m_same && n < versions->size(); ++n)
            check((*versions)[n].state == item.versions[n].state &&
                      (*versions)[n].reviewer == item.versions[n].reviewer &&
                      (*versions)[n].made_by == item.versions[n].maker,
                  fmt::format("v{} is {} (reviewer \"{}\"), expected {} (\"{}\")", n + 1,
                              to_string((*versions)[n].state), (*versions)[n].reviewer,
                              to_string(item.versions[n].state), item.versions[n].reviewer));
        for (std::size_t d = 0; d < k_destinations.size(); ++d) {
            const int live = m_world.studio.live_version(m_assets[i], std::string(k_destinations[d]));
            check(live == item.live[d],
                  fmt::format("live at {}: v{}, expected v{}", k_destinations[d], live, item.live[d]));
        }
    }

    void check(bool same, const std::string& difference) {
        if (same || !m_same) return;
        m_same = false;
        FAIL_CHECK("seed ", m_seed, ":\n  ", fmt::format("{}", fmt::join(m_log, "\n  ")), "\n  -> ",
                   difference);
    }

    World& m_world;
    Model& m_model;
    SeededRandom m_random;
    std::uint64_t m_seed;
    std::array<std::string, 2> m_assets;
    std::optional<TimeMs> m_expires;
    std::vector<std::string> m_log;
    bool m_same = true;
};

}  // namespace

TEST_CASE("random sequences of commands end as the model says, and the log never shrinks") {
    int different = 0;
    std::map<std::string, int> seen;
    for (int first = 0; first < k_sequences && different < 3; first += k_sequences_a_ledger) {
        World world;
        Model model;
        model.offer_over = end_of(parse_date(k_offer_ends).value()).value;
        for (int nth = 0; nth < k_sequences_a_ledger && different < 3; ++nth) {
            // Every fourth sequence begins on the first day; the others go on where the last one stopped.
            if (nth % 4 == 0) model.now = k_start.value;
            world.studio.clock.set({model.now});
            const auto seed = static_cast<std::uint64_t>(1 + first + nth);
            if (!Sequence(world, model, nth, seed).run()) ++different;
        }
        for (const auto& [what, count] : model.seen) seen[what] += count;
    }
    CHECK(different == 0);
    // The sequences get to where the answers differ.
    for (const std::string what :
         {"publish ok", "publish waiting", "publish stale-approval", "publish blocked",
          "publish role-lacking", "rollback ok", "rollback blocked", "approve ok", "approve blocked",
          "approve waiting", "revoke ok", "edit ok", "accept blocked", "withdraw ok"})
        CHECK_MESSAGE(seen[what] >= 20, what, ": ", seen[what]);
}

}  // namespace mkai::app
