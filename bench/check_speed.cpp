#include "bench/check_speed.hpp"

#include "bench/workspace.hpp"
#include "core/app/copy_check.hpp"

#include <array>
#include <random>
#include <vector>

#include <fmt/format.h>

namespace mkai::bench {

namespace {

constexpr int k_claims = 1'000;
constexpr int k_rules = 300;
constexpr std::size_t k_draft_bytes = 2'048;
constexpr std::size_t k_peer_bytes = 1U << 20;
constexpr std::size_t k_long_bytes = 8U << 20;

constexpr std::string_view k_qualities[] = {"quiet",  "warm",    "folding", "woollen",  "oak",     "linen",
                                            "tall",   "narrow",  "patient", "northern", "striped", "padded",
                                            "hollow", "painted", "woven",   "rounded",  "coarse",  "polished",
                                            "early",  "modest",  "copper",  "felted",   "slatted", "quilted",
                                            "bright", "sturdy",  "dense",   "silent",   "slender", "sloping"};
constexpr std::string_view k_things[] = {"bed",    "pillow",  "lamp",     "chair",   "blanket", "frame",
                                         "shelf",  "bolster", "curtain",  "rug",     "drawer",  "stool",
                                         "duvet",  "mirror",  "trunk",    "cushion", "bench",   "basket",
                                         "table",  "throw",   "hook",     "ladder",  "cabinet", "crib",
                                         "topper", "divan",   "cupboard", "sheet",   "quilt",   "screen"};
constexpr std::string_view k_people[] = {"customers", "members",  "readers",  "parents",
                                         "sleepers",  "students", "nurses",   "couples",
                                         "visitors",  "tenants",  "gardeners"};
constexpr std::string_view k_deeds[] = {"keep",   "choose", "repair", "recommend", "measure", "carry", "wash",
                                        "return", "store",  "admire", "borrow",    "prefer",  "mend"};
constexpr std::string_view k_times[] = {"after a month",    "every spring",     "in the first week",
                                        "for years",        "before breakfast", "since last May",
                                        "on most evenings", "by winter",        "within a day",
                                        "at weekends",      "from the start"};

class Maker {
  public:
    template <class List>
    const auto& one(const List& list) {
        return list[m_random() % std::size(list)];
    }

    // Of eight builds, so that claims differ in more than a word.
    std::string claim(int i) {
        const int n = 11 + i;
        switch (i % 8) {
            case 0:
                return fmt::format("{} of our {} {} the {} {} {}", n, one(k_people), one(k_deeds),
                                   one(k_qualities), one(k_things), one(k_times));
            case 1:
                return fmt::format("Our {} {} lasts {} nights longer than any {} {}", one(k_qualities),
                                   one(k_things), n, one(k_qualities), one(k_things));
            case 2:
                return fmt::format("Save £{} on a {} {} {}", n, one(k_qualities), one(k_things),
                                   one(k_times));
            case 3:
                return fmt::format("A free {} {} with {} {}s {}", one(k_qualities), one(k_things), n,
                                   one(k_things), one(k_times));
            case 4:
                return fmt::format("The {} {} is guaranteed for {} months, says every {} {}",
                                   one(k_qualities), one(k_things), n, one(k_qualities), one(k_things));
            case 5:
                return fmt::format("The lightest {} {} that {} {} {}", one(k_qualities), one(k_things), n,
                                   one(k_people), one(k_deeds));
            case 6:
                return fmt::format("{} {} {} their {} {} {}", n, one(k_people), one(k_deeds),
                                   one(k_qualities), one(k_things), one(k_times));
            default:
                return fmt::format("We {} the {} {} at {} farms {}", one(k_deeds), one(k_qualities),
                                   one(k_things), n, one(k_times));
        }
    }

    // As brands have them: words to avoid and words to swap above all, a few patterns and counts.
    std::string rule(int i) {
        const std::string head = fmt::format("  - id: r-{}\n    why: For the bench.\n    owner: bench\n", i);
        const std::string a = phrase(2 * i);
        const std::string b = phrase(2 * i + 1);
        switch (i % 12) {
            case 0:
                return head + fmt::format("    kind: occurrence\n    words: [{}, {}]\n    max: 2\n", a, b);
            case 1:
                return head + fmt::format("    kind: existence\n    patterns: ['\\b{}\\s+{}(s|es)?\\b']\n",
                                          one(k_qualities), one(k_things));
            case 2:
            case 3:
            case 4:
                return head + fmt::format("    kind: substitution\n    swap: {{old {}: another {}}}\n", a,
                                          one(k_things));
            case 5:
                return head +
                       fmt::format("    kind: capitalisation\n    style: names\n    names: [Great {} {}]\n",
                                   capital(one(k_things)), i);
            default:
                return head + fmt::format("    kind: existence\n    words: [very {}, {} indeed]\n", a, b);
        }
    }

  private:
    static std::string capital(std::string_view word) {
        std::string out(word);
        out[0] = static_cast<char>(out[0] - 'a' + 'A');
        return out;
    }

    // Of all 900 pairs another one each time.
    static std::string phrase(int i) {
        return fmt::format("{} {}", k_qualities[(i + i / 30) % 30], k_things[i % 30]);
    }

    std::mt19937 m_random{20'261'126};  // its numbers are the same everywhere
};

std::string shuffled(std::span<const std::string> sentences, std::size_t bytes) {
    Maker maker;
    std::string out;
    while (out.size() < bytes) out += maker.one(sentences) + (out.size() % 7 == 0 ? "\n\n" : " ");
    return out;
}

std::size_t findings_in(const app::CopyCheck& check, std::string_view text) {
    return check.check(app::LooseCopy{"text", "text", text, "en-GB", nullptr, nullptr}).size();
}

void print_long(const app::CopyCheck& check, std::string_view name, std::string_view goal,
                std::span<const std::string> sentences) {
    const std::string text = shuffled(sentences, k_long_bytes);
    std::size_t findings = 0;
    std::vector<double> times;
    for (int i = 0; i < 3; ++i) {
        const double begun = seconds_now();
        findings = findings_in(check, text);
        times.push_back(seconds_now() - begun);
    }
    const auto bytes = static_cast<double>(text.size());
    fmt::print("8 MB of {}, the same rules and claims: {:.2f} MB/s on one core, {:.1f} findings a KB{}\n",
               name, bytes / 1e6 / median(times), static_cast<double>(findings) * 1e3 / bytes, goal);
}

}  // namespace

void write_check_workspace(const fs::path& folder, std::span<const std::string> sentences) {
    Maker maker;
    std::string claims = "claims:\n";
    for (int i = 0; i < k_claims; ++i)
        claims +=
            fmt::format("  - id: c-{}\n    wording: \"{}.\"\n    kind: other\n    evidence: The bench.\n", i,
                        maker.claim(i));
    std::string brand = "name: Bench\nrules:\n";
    for (int i = 0; i < k_rules; ++i) brand += maker.rule(i);
    workspace::InitOptions options;
    options.name = "bench";
    std::error_code ec;
    fs::remove_all(folder, ec);
    SystemRandom random;
    expect(app::start_workspace(folder, options, SystemClock(), random));
    expect_done(write_file_atomically(folder / "claims.yaml", claims));
    expect_done(write_file_atomically(folder / "brand" / "brand.yaml", brand));
    expect_done(write_file_atomically(folder / "draft.txt", shuffled(sentences, k_draft_bytes)));
    expect_done(write_file_atomically(folder / "long.txt", shuffled(sentences, k_peer_bytes)));
}

void print_check_speeds(const fs::path& folder, std::span<const std::string> sentences,
                        std::span<const std::string> plain) {
    const auto files = expect(workspace::Workspace::open(folder));
    const TimeMs now = SystemClock().now();
    const app::CopyCheck check =
        bench::expect(app::CopyCheck::make(files, app::claim_states_without_ledger(files, now), now));
    const std::string draft = expect(read_file(folder / "draft.txt", k_peer_bytes));
    std::vector<double> times;
    for (int i = 0; i < 201; ++i) {
        const double begun = seconds_now();
        findings_in(check, draft);
        times.push_back(seconds_now() - begun);
    }
    fmt::print("a draft of 2 KB, {} rules, {} claims: {:.2f} ms warm (goal 5 ms)\n", k_rules, k_claims,
               median(times) * 1e3);
    print_long(check, "labelled sentences", " (goal 5 MB/s)", sentences);
    print_long(check, "those with little to find", "", plain);
}

}  // namespace mkai::bench
