#include "cli/review_html.hpp"

#include "cli/html.hpp"
#include "cli/page_style.hpp"
#include "cli/review_html_copy.hpp"
#include "cli/review_html_parts.hpp"
#include "cli/review_words.hpp"
#include "core/base/file_draft.hpp"
#include "core/base/text.hpp"
#include "core/workspace/comment_file.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

namespace mkai::cli {

namespace {

using Requests = std::multimap<std::string, RequestRecord>;  // by asset

std::string anchor_of(std::size_t place) {
    return fmt::format("copy-{}", place);
}

std::string name_of(const app::LocaleSet& set) {
    return fmt::format("{}/{}, variant {}", set.brief, set.deliverable, set.variant);
}

class ReviewPageWriter {
  public:
    ReviewPageWriter(const app::Session& session, app::SheetReader reader, FileDraft draft)
        : m_session(session),
          m_context{session.workspace.roster(), session.actor.person, session.clock.now()},
          m_reader(std::move(reader)),
          m_draft(std::move(draft)) {}

    Result<ReviewPage> run(const std::vector<app::Target>& targets) {
        if (auto read = read_sets(targets); !read) return fail(read);
        if (auto written = begin(); !written) return fail(written);
        std::size_t place = 0;
        for (const app::LocaleSet& set : m_sets) {
            if (m_draft.bytes() > k_review_page_bytes_max) break;
            if (auto written = write_set(set, place); !written) return fail(written);
        }
        if (auto written = end(); !written) return fail(written);
        m_page.bytes = m_draft.bytes();
        if (auto published = m_draft.publish(); !published) return fail(published);
        return m_page;
    }

  private:
    Done read_sets(const std::vector<app::Target>& targets) {
        std::vector<app::LocaleMember> members;
        for (const app::Target& target : targets) {
            auto member = m_reader.member(target);
            if (!member) return fail(member);
            members.push_back(std::move(*member));
        }
        m_sets = app::group_by_deliverable(std::move(members));
        for (app::LocaleSet& set : m_sets) {
            app::order_members(set, m_reader.locales_of(set));
            m_assets += set.members.size();
            m_briefs.insert(set.brief);
        }
        return {};
    }

    // --- the top ---

    std::string title() const {
        if (m_assets == 1) {
            const app::LocaleMember& only = m_sets.front().members.front();
            return fmt::format("Review of {}, version {}", only.target.asset.asset,
                               only.target.version.number);
        }
        const std::vector<std::string> briefs(m_briefs.begin(), m_briefs.end());
        return fmt::format("Review of {} pieces of copy: {}", m_assets,
                           briefs.size() > 3 ? counted(briefs.size(), "campaign") : join(briefs, ", "));
    }

    Done begin() {
        const std::string style = page_style(k_review_style);
        const std::string name = title();
        std::string out = html_begin({name, style});
        out += fmt::format(
            "<header>\n<h1>{}</h1>\n<p>Made on {} for {}. It shows the copy as it was then, and "
            "decides nothing.</p>\n</header>\n<main>\n",
            page_line(name), time_words(m_context.now),
            page_line(person_words(m_context.roster, m_context.reader.id)));
        auto overview = overview_table();
        if (!overview) return fail(overview);
        return m_draft.write(out + *overview);
    }

    Result<std::string> overview_table() {
        auto requests = open_requests();
        if (!requests) return fail(requests);
        std::string out =
            "<section aria-labelledby=\"overview\">\n<h2 id=\"overview\">What is on this page</h2>\n"
            "<table class=\"overview\"><caption>Each piece of copy, and what is asked of whom</caption>\n"
            "<thead><tr><th scope=\"col\">Copy</th><th scope=\"col\">State</th><th scope=\"col\">Asked</th>"
            "<th scope=\"col\">By</th><th scope=\"col\">Findings</th></tr></thead>\n<tbody>\n";
        std::size_t place = 0;
        for (const app::LocaleSet& set : m_sets)
            for (const app::LocaleMember& member : set.members) {
                auto row = overview_row(member, place++, *requests);
                if (!row) return fail(row);
                out += *row;
            }
        return out + "</tbody></table>\n</section>\n";
    }

    Result<Requests> open_requests() const {
        Requests out;
        auto rows = m_session.ledger.read_open_requests();
        if (!rows) return fail(rows);
        for (;;) {
            auto row = rows->next();
            if (!row) return fail(row);
            if (!*row) return out;
            out.emplace((*row)->asset, **row);
        }
    }

    static std::string cell(std::string_view name, const std::string& html) {
        return fmt::format("<td data-name=\"{}\">{}</td>", name, html);
    }

    Result<std::string> overview_row(const app::LocaleMember& member, std::size_t place,
                                     const Requests& requests) {
        const VersionRecord& version = member.target.version;
        auto summary = m_reader.summarise(member.target);
        if (!summary) return fail(summary);
        std::string asked, by;
        const auto [first, last] = requests.equal_range(member.target.asset.asset);
        for (auto it = first; it != last; ++it) {
            const RequestRecord& r = it->second;
            if (r.number != version.number) continue;
            asked += fmt::format("{}{} {}", asked.empty() ? "" : "<br>",
                                 page_line(asked_words(r, m_context.roster)), to_do_words(r));
            by += fmt::format("{}{}", by.empty() ? "" : "<br>",
                              r.due.empty() ? "no day was set" : page_line(date_words(r.due)));
        }
        std::string out = fmt::format(
            "<tr><th scope=\"row\"><a href=\"#{}\">{}</a><span class=\"small\">version {}</span></th>",
            anchor_of(place), page_line(member.target.asset.asset), version.number);
        out += cell("State", page_line(state_words(version, m_context.roster)));
        out += cell("Asked", asked.empty() ? "nobody" : asked) + cell("By", by.empty() ? "no day" : by);
        return out + cell("Findings", findings_words(*summary)) + "</tr>\n";
    }

    static std::string findings_words(const app::SheetSummary& summary) {
        if (!summary.checked) return page_tag("bad", "not checked");
        std::vector<std::string> out;
        if (summary.errors > 0) out.push_back(page_tag("bad", fmt::format("{} to mend", summary.errors)));
        if (summary.warnings > 0)
            out.push_back(page_tag("odd", fmt::format("{} to look at", summary.warnings)));
        if (summary.waived > 0) out.push_back(page_tag("", fmt::format("{} let pass", summary.waived)));
        return out.empty() ? page_tag("good", "none") : join(out, " ");
    }

    // --- the sections ---

    Done write_set(const app::LocaleSet& set, std::size_t& place) {
        const std::string id = fmt::format("set-{}", ++m_page.sections);
        if (auto written = m_draft.write(
                fmt::format("<section class=\"set\" aria-labelledby=\"{0}\">\n<h2 id=\"{0}\">{1}</h2>\n", id,
                            page_line(name_of(set))));
            !written)
            return written;
        std::optional<app::ReviewSheet> master;
        for (const app::LocaleMember& member : set.members) {
            auto sheet = m_reader.read(member.target);
            if (!sheet) return fail(sheet);
            if (auto written = m_draft.write(
                    asset_html(*sheet, master ? &*master : nullptr, set.members.size() > 1, place++));
                !written)
                return written;
            ++m_page.assets;
            if (!master) master = std::move(*sheet);
        }
        return m_draft.write("</section>\n");
    }

    std::string asset_html(const app::ReviewSheet& sheet, const app::ReviewSheet* master, bool several,
                           std::size_t place) const {
        const app::Explanation& e = sheet.explanation;
        std::string out = fmt::format(
            "<article class=\"asset\" aria-labelledby=\"{0}\">\n<h3 id=\"{0}\">{1}, version {2}{3}</h3>\n",
            anchor_of(place), page_line(e.subject.asset.locale), e.version.number,
            master    ? ""
            : several ? " " + page_tag("", "the others follow it")
                      : "");
        out += fmt::format("<p class=\"quiet\">{}</p>\n",
                           page_line(workspace::comment_key(e.asset.asset, e.version.number, {})));
        out += asked_part(sheet, m_context) + facts_part(sheet, m_context);
        if (master) out += differences_part(*master, sheet);
        out += copy_part(sheet) + changes_part(sheet, m_context);
        out += lines_part(sheet, m_context) + claims_part(sheet, master, m_context);
        out += findings_part(sheet, m_context) + said_part(sheet, m_context);
        out += origin_part(sheet, m_context) + write_part(sheet) + decide_part(sheet, m_context);
        return out + "</article>\n";
    }

    Done end() {
        m_page.left_out = m_assets - m_page.assets;
        std::string out;
        if (m_page.left_out > 0)
            out = fmt::format("<p>{} There is no room for {} more; make a page of them by their names.</p>\n",
                              page_tag("bad", "left out"), counted(m_page.left_out, "piece"));
        out +=
            "<footer>Written by mkai from its ledger and the workspace’s files. Digests are SHA-256. What is "
            "marked as locked comes from the brief.</footer>\n</main>\n" +
            html_end();
        return m_draft.write(out);
    }

    const app::Session& m_session;
    ReviewContext m_context;
    app::SheetReader m_reader;
    FileDraft m_draft;
    std::vector<app::LocaleSet> m_sets;
    std::set<std::string> m_briefs;
    std::size_t m_assets = 0;
    ReviewPage m_page;
};

}  // namespace

Result<ReviewPage> write_review_page(const app::Session& session, std::vector<app::Target> targets,
                                     const fs::path& file) {
    auto draft = FileDraft::begin(file);
    if (!draft) return fail(draft);
    auto reader = app::SheetReader::make(session);
    if (!reader) return fail(reader);
    return ReviewPageWriter(session, std::move(*reader), std::move(*draft)).run(targets);
}

}  // namespace mkai::cli
