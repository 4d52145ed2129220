// What `mkai check` finds in labelled copy, held against the labels: precision and recall of each rule and
// each kind of claim. With a folder, its speed too, in a workspace that it makes there.
//     bench_check LABELLED_FOLDER [--wrong] [--workspace FOLDER] [--assets LABELLED_ASSETS_FOLDER]
// --wrong names each sentence that it gets wrong, and how. What labels mean stands at the top of
// labelled.tsv.
#include "bench/check_assets.hpp"
#include "bench/check_speed.hpp"
#include "bench/workspace.hpp"
#include "core/app/copy_check.hpp"
#include "core/base/clock.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

using namespace mkai;

namespace {

constexpr std::string_view k_unsupported = "unsupported";

// Labels that are no findings: what is to be let through.
constexpr std::string_view k_passes[] = {"right", "exact", "negated", "idiom", "puffery", "question", "none"};

// Claims expire: the day on which the labels are true.
constexpr std::string_view k_today = "2026-11-26";

// Findings by what labels call them.
constexpr std::pair<std::string_view, std::string_view> k_codes[] = {
    {"claim-unsupported", k_unsupported}, {"claim-near", "near"},         {"claim-expired", "expired"},
    {"claim-not-in-brief", "unnamed"},    {"fact-not-in-brief", "wrong"}, {"typed-by-hand", "typed"},
    {"hidden-character", "hidden"},       {"word-rule", "word"},          {"discount-untrue", "untrue"}};

struct Sentence {
    std::string locale;
    std::vector<std::string> labels;
    std::string text;
};

std::vector<std::string> parts(std::string_view text, char mark) {
    std::vector<std::string> out;
    for (std::size_t from = 0; from <= text.size();) {
        const std::size_t to = std::min(text.find(mark, from), text.size());
        out.emplace_back(text.substr(from, to - from));
        from = to + 1;
    }
    return out;
}

std::string without_escapes(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const std::size_t end = text.find('}');
        unsigned code = 0;
        if (text.starts_with("\\u{") && end != text.npos) {
            std::from_chars(text.data() + 3, text.data() + end, code, 16);
            append_utf8(out, code);
            text.remove_prefix(end + 1);
        } else {
            out += text.front();
            text.remove_prefix(1);
        }
    }
    return out;
}

std::vector<Sentence> read_labelled(const fs::path& file) {
    std::vector<Sentence> out;
    for (const std::string& line : parts(bench::expect(read_file(file, 1U << 20)), '\n')) {
        if (line.empty() || line.starts_with('#')) continue;
        const auto columns = parts(line, '\t');
        if (columns.size() != 3)
            bench::expect_done(fail(ErrorCode::usage, fmt::format("not three columns: {}", line)));
        out.push_back({columns[0], parts(columns[1], ','), without_escapes(columns[2])});
    }
    return out;
}

std::string_view head_of(std::string_view label) {
    return label.substr(0, label.find(':'));
}

bool is_pass(std::string_view label) {
    return std::ranges::find(k_passes, head_of(label)) != std::end(k_passes);
}

struct Score {
    int right = 0;
    int too_many = 0;
    int missed = 0;
};

TimeMs start_of_today() {
    return start_of(*parse_date(k_today));
}

class Scores {
  public:
    Scores(const workspace::Workspace& files, app::Today today)
        : m_claims(files.claim_matcher()),
          m_check(bench::expect(app::CopyCheck::make(
              files, app::claim_states_without_ledger(files, start_of_today()), start_of_today()))),
          m_today(std::move(today)) {}

    void add(const Sentence& sentence) {
        std::vector<std::string> wrong;
        std::set<std::string> wanted;
        for (const std::string& label : sentence.labels)
            if (!is_pass(label)) wanted.insert(head_of(label) == k_unsupported ? "unsupported" : label);
        std::set<std::string> found = codes_of(sentence);
        // What the offer does not give is a fact of nowhere, too: either name is fair.
        if (wanted.contains("wrong") && !wanted.contains("untrue") && found.erase("untrue") > 0)
            found.insert("wrong");
        compare(m_codes, wanted, found, wrong);
        compare_kinds(sentence, wrong);
        for (const std::string& label : sentence.labels) {
            if (!is_pass(label)) continue;
            Pass& pass = m_passes[std::string(head_of(label))];
            ++pass.all;
            if (lets_through(head_of(label), found)) ++pass.through;
        }
        if (!wrong.empty())
            m_wrong.push_back(fmt::format("{}\t{}\t{}", sentence.locale, fmt::join(wrong, ", "),
                                          printable_line(sentence.text)));
    }

    void print(bool with_wrong) const {
        fmt::print("{:<22}{:>10}{:>8}{:>7}{:>10}{:>8}\n", "", "precision", "recall", "right", "too many",
                   "missed");
        for (const auto& [code, label] : k_codes) print_row(code, m_codes, label);
        fmt::print("of these, by the kind of claim\n");
        for (const auto& [kind, score] : m_kinds) print_row("  " + kind, m_kinds, kind);
        fmt::print("let through that is to be\n");
        for (const auto label : k_passes)
            if (const auto pass = m_passes.find(std::string(label)); pass != m_passes.end())
                fmt::print("  {:<20}{:>5} of {}\n", label, pass->second.through, pass->second.all);
        if (!with_wrong) return;
        fmt::print("{} sentences that it gets wrong (+ too many, - missed)\n", m_wrong.size());
        for (const std::string& line : m_wrong) fmt::print("{}\n", line);
    }

  private:
    using Table = std::map<std::string, Score>;
    struct Pass {
        int through = 0;
        int all = 0;
    };

    std::set<std::string> codes_of(const Sentence& sentence) const {
        std::set<std::string> out;
        // As the body of an asset: what is typed by hand is a finding only where a slot could stand.
        app::Today today = m_today;
        today.id.locale = sentence.locale;
        Content content;
        content.fields["body"] = sentence.text;
        for (const Finding& finding : m_check.check(today, content)) {
            const auto* known =
                std::ranges::find_if(k_codes, [&](const auto& code) { return code.first == finding.code; });
            if (known == std::end(k_codes)) continue;
            out.insert(finding.rule.empty() ? std::string(known->second)
                                            : fmt::format("{}:{}", known->second, finding.rule));
        }
        return out;
    }

    static void compare(Table& table, const std::set<std::string>& wanted, const std::set<std::string>& found,
                        std::vector<std::string>& wrong) {
        for (const std::string& label : wanted) {
            Score& score = table[std::string(head_of(label))];
            ++(found.contains(label) ? score.right : score.missed);
            if (!found.contains(label)) wrong.push_back("-" + label);
        }
        for (const std::string& label : found) {
            if (wanted.contains(label)) continue;
            ++table[std::string(head_of(label))].too_many;
            wrong.push_back("+" + label);
        }
    }

    // The kinds of all cues, where a finding names one; "price/free" is content with either.
    void compare_kinds(const Sentence& sentence, std::vector<std::string>& wrong) {
        std::set<std::string> found;
        for (const brand::ClaimUse& use : m_claims.match(sentence.text, sentence.locale))
            if (use.verdict == brand::Verdict::unsupported && !use.negated)
                for (const brand::CueUse& cue : use.cues)
                    if (!cue.negated) found.emplace(brand::name_of(cue.kind));
        std::set<std::string> wanted;
        for (const std::string& label : sentence.labels) {
            if (head_of(label) != k_unsupported) continue;
            const auto kinds = parts(std::string_view(label).substr(k_unsupported.size() + 1), '/');
            const auto hit =
                std::ranges::find_if(kinds, [&](const auto& kind) { return found.contains(kind); });
            wanted.insert(hit == kinds.end() ? kinds.front() : *hit);
            for (const std::string& kind : kinds)
                if (hit != kinds.end() && kind != *hit) found.erase(kind);
        }
        compare(m_kinds, wanted, found, wrong);
    }

    static bool lets_through(std::string_view label, const std::set<std::string>& found) {
        return std::ranges::none_of(found, [&](std::string_view code) {
            const std::string_view head = head_of(code);
            const bool of_facts = head == "wrong" || head == "typed" || head == "untrue";
            const bool of_claims = head == k_unsupported || head == "near" || head == "expired";
            return label == "none" || (label == "right" ? of_facts : of_claims);
        });
    }

    static void print_row(std::string_view name, const Table& table, std::string_view row) {
        const auto found = table.find(std::string(row));
        const Score score = found == table.end() ? Score{} : found->second;
        fmt::print("{:<22}{:>10}{:>8}{:>7}{:>10}{:>8}\n", name,
                   share(score.right, score.right + score.too_many),
                   share(score.right, score.right + score.missed), score.right, score.too_many, score.missed);
    }

    static std::string share(int part, int all) {
        return all == 0 ? "-" : fmt::format("{:.2f}", static_cast<double>(part) / all);
    }

    const brand::ClaimMatcher& m_claims;
    app::CopyCheck m_check;
    app::Today m_today;
    Table m_codes;
    Table m_kinds;
    std::map<std::string, Pass> m_passes;
    std::vector<std::string> m_wrong;
};

void print_scores(std::string_view name, const std::vector<Sentence>& sentences,
                  const workspace::Workspace& files, const app::Today& today, bool with_wrong) {
    Scores scores(files, today);
    for (const Sentence& sentence : sentences) scores.add(sentence);
    fmt::print("{} sentences, {}\n", sentences.size(), name);
    scores.print(with_wrong);
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string_view> args(argv + 1, argv + argc);
    if (args.empty()) return 2;
    const fs::path folder(args.front());
    const auto files = bench::expect(workspace::Workspace::open(folder));
    const app::Today today =
        bench::expect(app::TodayReader(files).look({"long-night", "blog", "en-GB", "a"}));
    const bool with_wrong = std::ranges::find(args, "--wrong") != args.end();
    const auto sentences = read_labelled(folder / "labelled.tsv");
    const auto unseen = read_labelled(folder / "unseen.tsv");
    print_scores("labelled", sentences, files, today, with_wrong);
    print_scores("labelled and never mended for", unseen, files, today, with_wrong);

    const auto assets = std::ranges::find(args, "--assets");
    if (args.end() - assets >= 2) bench::print_asset_scores(assets[1]);

    const auto speeds = std::ranges::find(args, "--workspace");
    if (args.end() - speeds < 2) return 0;
    std::vector<std::string> english;
    std::vector<std::string> plain;
    for (const Sentence& sentence : sentences) {
        if (!sentence.locale.starts_with("en")) continue;
        english.push_back(sentence.text);
        if (sentence.labels.front() == "none") plain.push_back(sentence.text);
    }
    bench::write_check_workspace(speeds[1], english);
    bench::print_check_speeds(speeds[1], english, plain);
}
