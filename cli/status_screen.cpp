#include "cli/status_screen.hpp"

#include "cli/next_command.hpp"
#include "cli/render.hpp"
#include "cli/signals.hpp"
#include "cli/status_text.hpp"
#include "cli/views.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <thread>
#include <utility>

#include <fmt/format.h>

namespace mkai::cli {

namespace {

constexpr int k_watch_ms = 1000;
constexpr int k_watch_step_ms = 100;  // until Ctrl-C is noticed, or another size of the window

// What is on the screen of a status, from the top.
struct StatusScreen {
    std::string text;
    std::string next;
    std::vector<app::AssetStatus> rows;
};

// Whoever asks about a workspace without copy is told how to begin.
std::string begin_words(const workspace::Workspace& files) {
    const auto briefs = files.brief_ids();
    return briefs.empty() ? "mkai brief new BRIEF" : fmt::format("mkai generate {}", briefs.front());
}

// `below`: lines that stand below it, but for the next command and the prompt.
Result<StatusScreen> read_screen(Context& context, const app::StatusRequest& request, std::size_t below) {
    auto rows = look_at_all(context, request);
    if (!rows) return fail(rows);
    auto files = context.workspace();
    auto ledger = context.ledger();
    auto pauses = app::list_pauses(**ledger);
    if (!pauses) return fail(pauses);
    const Roster& roster = (*files)->roster();
    const Terminal& terminal = context.terminal();
    StatusScreen out;
    out.text = paused_text(*pauses, context);
    if (rows->empty()) {
        const bool named = !request.targets.empty() && !request.waiting_on;
        out.text += request.waiting_on ? "nothing waits\n"
                    : named            ? "not begun: nothing of it has been drafted yet\n"
                                       : "nothing has been drafted yet\n";
        if (named)
            out.next = fmt::format("mkai generate {}",
                                   request.targets.front().substr(0, request.targets.front().find('/')));
        else if (!request.waiting_on)
            out.next = begin_words(**files);
        return out;
    }
    out.next = next_of_status(context, *rows, *pauses);
    if (!out.next.empty()) below += lines_on_screen(next_line(out.next), terminal);
    if (request.targets.empty() && !request.waiting_on) {
        auto campaigns = app::overview(**files, **ledger, *rows, context.now());
        if (!campaigns) return fail(campaigns);
        out.text += overview_text(*campaigns, roster, context, lines_on_screen(out.text, terminal) + below);
        out.text += "\n";
    }
    const bool named = !request.targets.empty() || request.waiting_on;
    out.text += assets_text(*rows, roster, context, lines_on_screen(out.text, terminal) + below, named);
    out.rows = std::move(*rows);
    return out;
}

// What somebody sees change: not how long ago it was.
std::string standing_of(const app::AssetStatus& s) {
    std::string out = fmt::format("v{} {} {} {}", s.version, s.state, s.stale, s.problem);
    for (const RequestRecord& r : s.waiting_on) out += fmt::format(" {}", r.id);
    for (const app::LiveAt& at : s.live)
        out += fmt::format(" {} {} v{}", at.destination, to_string(at.state), at.version);
    for (const ScheduleRecord& r : s.scheduled) out += fmt::format(" {} v{}", r.destination, r.number);
    return out;
}

// Since the screen before. Nothing is said of the first.
class Changes {
  public:
    void look(const std::vector<app::AssetStatus>& rows, TimeMs now) {
        std::map<std::string, std::string> standing;
        std::vector<std::string> changed;
        for (const app::AssetStatus& row : rows) {
            std::string& mine = standing[row.asset] = standing_of(row);
            const auto before = m_standing.find(row.asset);
            if (before == m_standing.end() || before->second != mine)
                changed.push_back(fmt::format("{} v{} {}", row.asset, row.version, row.state));
        }
        for (const auto& [asset, was] : m_standing)
            if (!standing.contains(asset)) changed.push_back(asset + " no longer listed");
        m_standing = std::move(standing);
        if (std::exchange(m_first, false) || changed.empty()) return;
        m_words = fmt::format("changed at {} UTC: {}", format_utc(now).substr(11, 5), changed.front());
        if (changed.size() > 1) m_words += fmt::format(", and {} more", changed.size() - 1);
    }
    const std::string& words() const { return m_words; }

  private:
    bool m_first = true;
    std::map<std::string, std::string> m_standing;
    std::string m_words;
};

// One line, whatever the width.
std::string cut_line(std::string_view text, const Terminal& terminal) {
    return std::string(prefix_of_width(text, static_cast<std::size_t>(terminal.width()))) + "\n";
}

}  // namespace

Done look_at_each(Context& context, const app::StatusRequest& request,
                  const std::function<void(const app::AssetStatus&)>& show) {
    auto files = context.workspace();
    if (!files) return fail(files);
    auto ledger = context.ledger();
    if (!ledger) return fail(ledger);
    auto open = (*ledger)->list_open_deliveries();
    if (!open) return fail(open);
    if (!open->empty()) {
        if (auto session = context.session(); !session) return fail(session);
    }
    return app::each_status(**files, **ledger, context.now(), request, show);
}

Result<std::vector<app::AssetStatus>> look_at_all(Context& context, const app::StatusRequest& request) {
    std::vector<app::AssetStatus> rows;
    auto read = look_at_each(context, request, [&](const app::AssetStatus& s) { rows.push_back(s); });
    if (!read) return fail(read);
    return rows;
}

Result<Reply> show_status(Context& context, const app::StatusRequest& request) {
    auto screen = read_screen(context, request, 0);
    if (!screen) return fail(screen);
    Reply reply;
    reply.text = std::move(screen->text);
    reply.next = std::move(screen->next);
    return reply;
}

Result<Reply> watch_status(Context& context, const app::StatusRequest& request) {
    const Terminal& terminal = context.terminal();
    if (!terminal.out_is_terminal())
        return fail(ErrorCode::needs_terminal, "--watch needs a terminal to draw on",
                    "leave it out, or ask for --json every now and then");
    constexpr std::size_t k_lines_of_watch = 2;  // what changed, and how it ends
    Changes changes;
    std::string shown;
    int width = 0, height = 0;
    const auto is_resized = [&] { return terminal.width() != width || terminal.height() != height; };
    while (!cancelled()) {
        auto screen = read_screen(context, request, k_lines_of_watch);
        if (!screen) return fail(screen);
        changes.look(screen->rows, context.now());
        std::string text = screen->text;
        if (!screen->next.empty()) text += next_line(screen->next);
        if (!changes.words().empty()) text += cut_line(changes.words(), terminal);
        if (text != shown || is_resized()) {
            terminal.redraw(text + "Ctrl-C ends\n");
            shown = std::move(text);
            width = terminal.width();
            height = terminal.height();
        }
        for (int waited = 0; waited < k_watch_ms && !cancelled() && !is_resized(); waited += k_watch_step_ms)
            std::this_thread::sleep_for(std::chrono::milliseconds(k_watch_step_ms));
    }
    return Reply{};
}

}  // namespace mkai::cli
