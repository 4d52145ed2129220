#include "cli/check_report.hpp"
#include "cli/cmd.hpp"
#include "cli/copy_file.hpp"
#include "cli/meter.hpp"
#include "cli/next_command.hpp"
#include "cli/render.hpp"
#include "cli/signals.hpp"
#include "core/app/copy_check.hpp"
#include "core/app/edit.hpp"
#include "core/app/facts.hpp"
#include "core/app/targets.hpp"
#include "core/app/typing.hpp"
#include "core/base/file.hpp"
#include "core/base/text.hpp"
#include "core/domain/ids.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

namespace mkai::cli {

namespace {

constexpr std::array<std::string_view, 4> k_text_endings{".md", ".txt", ".html", ".htm"};

bool is_text_file(std::string_view name) {
    return std::ranges::any_of(k_text_endings, [&](std::string_view e) { return name.ends_with(e); });
}

// An asset has slashes too: "spring/email".
bool is_file(const std::string& typed) {
    std::error_code ec;
    return is_text_file(typed) || is_import_file(typed) || fs::is_regular_file(typed, ec);
}

// A text of this size takes so long that the person wants to see what is at work.
constexpr std::size_t k_large_bytes = 256U << 10;

Error stopped_after(std::size_t done, bool mends) {
    return {ErrorCode::interrupted,
            fmt::format("the check was stopped after {}{}", counted(done, "piece"),
                        mends ? "; what was typed anew is kept" : ""),
            {},
            "run it again, or name fewer at once: mkai check spring/email"};
}

class Checking {
  public:
    Checking(Context& context, const Args& args, const workspace::Workspace& files, app::CopyCheck check)
        : m_context(context),
          m_args(args),
          m_files(files),
          m_reader(files),
          m_check(std::move(check)),
          m_meter(context.terminal(), MeterUnit::pieces, stopped_after(0, args.has("--fix"))) {
        m_report.findings = files.brand_file().findings;
        m_report.copy.emplace();
    }

    // So many more pieces are to be checked; what is named can turn out to be several.
    void expect(std::size_t pieces) { m_all += pieces; }

    Done check(const std::string& typed) {
        if (!is_file(typed)) return check_assets(typed);
        return is_import_file(typed) ? check_import(typed) : check_text(typed, typed);
    }

    // `shown` is the file in findings.
    Done check_text(const fs::path& file, const std::string& shown) {
        if (auto told = tell(); !told) return told;
        auto text = read_file(file, app::k_loose_copy_bytes_max);
        if (!text) return fail(text);
        app::LooseCopy copy;
        copy.file = printable_line(shown);
        std::error_code ec;
        copy.path = fs::weakly_canonical(file, ec)
                        .lexically_relative(fs::weakly_canonical(m_files.root(), ec))
                        .generic_string();
        copy.text = *text;
        if (const std::string brief = m_args.get("--brief"); !brief.empty()) {
            auto loaded = m_files.load_brief(brief);
            if (!loaded) return fail(loaded);
            copy.brief = std::make_shared<const Brief>(std::move(*loaded));
        }
        if (const std::string channel = m_args.get("--channel"); !channel.empty()) {
            auto loaded = m_files.channel(channel);
            if (!loaded) return fail(loaded);
            copy.channel = *loaded;
            if (app::main_field(*copy.channel) == nullptr)
                return fail(ErrorCode::invalid_value,
                            fmt::format("a text is no {}: it consists of {} and the like",
                                        copy.channel->title, lower_ascii(copy.channel->fields.front().label)),
                            fmt::format("put the copy into a file for mkai import, with the fields that mkai "
                                        "channel show {} lists",
                                        channel));
        }
        copy.locale = m_args.get("--locale");
        if (copy.locale.empty())
            copy.locale = copy.brief && !copy.brief->locales.empty() ? copy.brief->locales.front() : "en";
        std::string mended;
        if (m_args.has("--fix")) {
            auto fixed = fix_text(file, copy);
            if (!fixed) return fail(fixed);
            mended = std::move(*fixed);
            if (!mended.empty()) copy.text = mended;
        }
        m_report.checked.push_back({shown, copy.file});
        take(check_at_length(copy));
        return {};
    }

    // The newest version of each asset, but of those that were rejected.
    Done check_all() {
        auto ledger = m_context.ledger();
        if (!ledger) return fail(ledger);
        auto assets = (*ledger)->list_assets();
        if (!assets) return fail(assets);
        expect(assets->size());
        for (const AssetRecord& asset : *assets) {
            auto version = (*ledger)->find_version(asset.asset, asset.head);
            if (!version) return fail(version);
            if (!*version || (*version)->state == VersionState::rejected) continue;
            if (auto done = check_version(**ledger, asset, **version); !done) return done;
        }
        return {};
    }

    CheckReport take() && { return std::move(m_report); }

  private:
    // Before each piece.
    Done tell() {
        const std::size_t done = m_report.checked.size();
        m_meter.set_stopped(stopped_after(done, m_args.has("--fix")));
        return m_meter.tell("checking", static_cast<std::int64_t>(done), static_cast<std::int64_t>(m_all));
    }

    // One text can take minutes, and has no place where a signal would be looked for. It is only read, so
    // that a signal may end it anywhere.
    std::vector<Finding> check_at_length(const app::LooseCopy& copy) {
        if (copy.text.size() < k_large_bytes) return m_check.check(copy);
        const Terminal& terminal = m_context.terminal();
        const Error stopped = m_meter.stopped();
        const bool json = m_context.wants_json();
        const EndsAtOnce ends(
            json ? dump_json(error_json(stopped)) + "\n"
                 : (terminal.shows_progress() ? "\r\x1b[K" : "") + error_text(stopped, terminal),
            json ? STDOUT_FILENO : STDERR_FILENO);
        terminal.progress(fmt::format("checking {} of {}: {}, {}; Ctrl-C stops it", m_report.checked.size(),
                                      counted(m_all, "piece"), copy.file, size_words(copy.text.size())));
        return m_check.check(copy);
    }

    // Of all texts together as many are told as anybody can read, and every text that has more says so.
    void take(std::vector<Finding> findings) {
        constexpr std::size_t k_told_max = 10 * k_findings_told_max;
        leave_out_beyond(findings, k_told_max - std::min(k_told_max, m_report.findings.size()));
        std::ranges::move(findings, std::back_inserter(m_report.findings));
    }

    void say_typed(const std::string& name, const std::vector<app::TypedAnew>& places) {
        CopyPart& part = *m_report.copy;
        part.fixed_lines += places.size();
        for (std::size_t i = 0; i < std::min(places.size(), k_findings_told_max); ++i)
            part.fixed.push_back({name, places[i].field, places[i].line, printable_line(places[i].before),
                                  printable_line(places[i].after), places[i].what});
        constexpr std::size_t k_told_max = 20;
        std::string text = fmt::format("{}: {} typed anew\n", name, counted(places.size(), "line"));
        for (const app::TypedAnew& place : places) {
            if (&place == places.data() + k_told_max) {
                text += fmt::format("  and {} more\n", places.size() - k_told_max);
                break;
            }
            text += fmt::format("  {}: {}\n    - {}\n    + {}\n",
                                place.field.empty() ? fmt::format("line {}", place.line) : place.field,
                                join(place.what, ", "), printable_line(place.before),
                                printable_line(place.after));
        }
        text.pop_back();
        m_context.terminal().say(text);
    }

    // Where a link leads, with the rights that the file has.
    static Done rewrite(const fs::path& file, std::string_view text) {
        std::error_code ec;
        const fs::path real = fs::canonical(file, ec);
        const fs::perms rights = fs::status(real, ec).permissions();
        if (ec || (rights & fs::perms::owner_write) == fs::perms::none)
            return fail(ErrorCode::read_only,
                        fmt::format("\"{}\" may not be written to", printable_line(file.string())),
                        "give yourself the right to (chmod u+w), or leave --fix out");
        if (auto written = write_file_atomically(real, text); !written) return written;
        fs::permissions(real, rights, ec);
        return {};
    }

    // The new text; empty when there was nothing to do.
    Result<std::string> fix_text(const fs::path& file, const app::LooseCopy& copy) {
        app::MendedText mended = app::mend_typing(copy);
        if (mended.places.empty()) return std::string();
        if (auto written = rewrite(file, mended.text); !written) return fail(written);
        say_typed(copy.file, mended.places);
        return std::move(mended.text);
    }

    // A draft becomes a new version, which is told; what people have accepted stays as they saw it.
    Result<std::optional<VersionRecord>> fix_version(const AssetRecord& asset, const VersionRecord& version,
                                                     const app::Today& today, Fields fields) {
        if (!m_args.has("--fix") || version.state != VersionState::draft || version.number != asset.head)
            return std::optional<VersionRecord>{};
        const auto places = app::mend_typing(today, fields);
        if (places.empty()) return std::optional<VersionRecord>{};
        auto session = m_context.session();
        if (!session) return fail(session);
        app::EditRequest request;
        request.fields = std::move(fields);
        request.reason = "typed anew by mkai check --fix";
        auto edited = app::edit(*session, {asset, version}, request);
        if (!edited) return fail(edited);
        say_typed(fmt::format("{}@v{}", asset.asset, edited->changed.version), places);
        return session->ledger.find_version(asset.asset, edited->changed.version);
    }

    Done check_assets(const std::string& typed) {
        auto ledger = m_context.ledger();
        if (!ledger) return fail(ledger);
        auto targets = app::find_targets(**ledger, typed);
        if (!targets) return fail(targets);
        expect(targets->size() - 1);
        for (const app::Target& target : *targets)
            if (auto done = check_version(**ledger, target.asset, target.version); !done) return done;
        return {};
    }

    Done check_version(store::Ledger& ledger, const AssetRecord& asset, const VersionRecord& found) {
        if (auto told = tell(); !told) return told;
        auto subject = app::read_subject(ledger, found);
        if (!subject) return fail(subject);
        auto today = m_reader.look(subject->asset);
        if (!today) return fail(today);
        VersionRecord version = found;
        auto fixed = fix_version(asset, found, *today, subject->content.fields);
        if (!fixed) return fail(fixed);
        if (*fixed) {
            version = **fixed;
            subject = app::read_subject(ledger, version);
            if (!subject) return fail(subject);
        }
        add(fmt::format("{}@v{}", asset.asset, version.number), asset.asset,
            m_check.check(*today, subject->content));
        if (m_report.next.empty() && version.state == VersionState::draft)
            m_report.next = review_words(m_context, asset.asset);
        return {};
    }

    Done check_import(const std::string& file) {
        auto items = read_copy_file(file);
        if (!items) return fail(items);
        expect(items->size() - 1);
        for (const app::ImportItem& item : *items) {
            if (auto told = tell(); !told) return told;
            auto id = parse_asset_id(item.asset);
            if (!id) return fail(id);
            auto today = m_reader.look(*id);
            if (!today) return fail(today);
            Content content;
            content.fields = item.fields;
            app::fill_slots_today(*today, content);
            add(fmt::format("{}: {}", file, item.asset), file, m_check.check(*today, content));
        }
        return {};
    }

    void add(std::string name, const std::string& file, std::vector<Finding> findings) {
        for (Finding& finding : findings) finding.file = file;
        take(std::move(findings));
        m_report.checked.push_back({std::move(name), file});
    }

    Context& m_context;
    const Args& m_args;
    const workspace::Workspace& m_files;
    app::TodayReader m_reader;
    app::CopyCheck m_check;
    CheckReport m_report{"check", "piece", {}, {}, {}};
    Meter m_meter;
    std::size_t m_all = 0;
};

Result<Reply> check(Context& context, const Args& args) {
    auto files = context.workspace();
    if (!files) return fail(files);
    std::vector<std::string> typed = args.list("COPY");
    auto ledger = context.ledger_if_any();
    if (!ledger) return fail(ledger);
    auto states = app::find_claim_states(**files, *ledger, context.now());
    if (!states) return fail(states);
    auto held = app::CopyCheck::make(**files, std::move(*states), context.now());
    if (!held) return fail(held);
    Checking checking(context, args, **files, std::move(*held));
    if (auto revision = args.find("--changed")) {
        if (!typed.empty())
            return fail(ErrorCode::usage, "--changed finds the files by itself",
                        "leave the names out, or --changed");
        auto changed = context.git_changed(*revision);
        if (!changed) return fail(changed);
        std::erase_if(*changed, [](const std::string& name) {
            return !is_text_file(name) || name.starts_with("evidence/");  // evidence is not copy
        });
        checking.expect(changed->size());
        for (const std::string& name : *changed)
            if (auto done = checking.check_text((*files)->root() / name, name); !done) return fail(done);
    } else if (typed.empty()) {
        if (auto done = checking.check_all(); !done) return fail(done);
    }
    checking.expect(typed.size());
    for (const std::string& name : typed)
        if (auto done = checking.check(name); !done) return fail(done);
    CheckReport report = std::move(checking).take();
    if (*ledger == nullptr && !(*files)->claims().empty())
        report.findings.push_back(app::approvals_not_looked_at());
    return check_reply(context, args, std::move(report));
}

}  // namespace

Command cmd_check() {
    return {
        "check",
        Group::main_job,
        "Hold copy against its brief, its channel, the claims and the brand.",
        "Every number, price and date, every claim, every word of brand/brand.yaml, limits and hidden "
        "characters; offline, and the same each time. COPY is an asset, or a file that mkai never made: a "
        "text (.md, .txt, .html), or a file for `mkai import`. Without any: the newest version of each "
        "asset. Exit status 3 with errors; warnings fail nothing. --fix changes no word: it types plain "
        "quotes "
        "where an SMS would take another segment for curly ones, takes out double spaces, sets dashes; it "
        "shows each place, and makes a new version of a draft.",
        {{"mkai check spring/email", "the newest version of an asset"},
         {"mkai check page.md --channel blog --locale en-GB --brief spring", "copy from anywhere"},
         {"mkai check --changed main --format github", "in CI, what a branch has changed"}},
        {{"COPY", "assets or files", Arity::any}},
        {{"--brief", "BRIEF", "of a text: the brief that it is written for"},
         {"--channel", "CHANNEL", "of a text: where it will stand, as blog"},
         {"--locale", "LOCALE", "of a text: its language and market, as en-GB"},
         {"--fix", "", "type anew what is mechanical, and show it: texts, and assets in draft"},
         {"--changed", "REV", "the texts that have changed since this revision of git"},
         k_format_option},
        check};
}

}  // namespace mkai::cli
