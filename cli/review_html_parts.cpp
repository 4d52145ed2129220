#include "cli/review_html_parts.hpp"

#include "cli/html.hpp"
#include "cli/review_words.hpp"
#include "cli/views.hpp"
#include "core/app/status.hpp"
#include "core/app/transition.hpp"
#include "core/base/text.hpp"
#include "core/workspace/decision_reply.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace mkai::cli {

namespace {

constexpr std::size_t k_findings_shown = 200;
constexpr std::size_t k_events_shown = 40;
constexpr std::size_t k_versions_shown = 20;
constexpr std::size_t k_digest_shown = 12;
constexpr std::size_t k_text_bytes_max = 4'000;
constexpr std::size_t k_title_columns = 72;

// How to decide on one version. {0}: ASSET@DIGEST.
struct Way {
    Action action;
    std::string_view title;
    std::string_view command;
};
constexpr std::array k_ways{
    Way{Action::accept, "Accept it (a marketer: it is on brief)",
        "mkai review {0} --accept --reason \"WHY\""},
    Way{Action::approve, "Approve it (legal)", "mkai approve {0} --reason \"WHY\""},
    Way{Action::request_changes, "Ask for changes", "mkai review {0} --request-changes --reason \"WHAT\""},
    Way{Action::reject, "Reject it: it can never be published", "mkai reject {0} --reason \"WHY\""},
    Way{Action::revoke, "Take the approval back", "mkai revoke {0} --reason \"WHY\""}};

std::string short_of(const std::string& digest) {
    return digest.substr(0, k_digest_shown);
}

std::string digest_html(const std::string& digest) {
    return fmt::format("<span class=\"digest\">{}</span>", page_line(digest));
}

std::string text_html(std::string_view text) {
    const std::string_view shown = prefix_of_bytes(text, k_text_bytes_max);
    return html_text(shown) +
           (shown.size() < text.size()
                ? fmt::format(" <span class=\"quiet\">({} more bytes)</span>", text.size() - shown.size())
                : std::string());
}

std::string heading(std::string_view words) {
    return fmt::format("<h4>{}</h4>\n", words);
}

std::string list_words(const std::vector<std::string>& names, std::string_view separator = ", ") {
    std::vector<std::string> out;
    for (const std::string& name : names) out.push_back(page_line(name));
    return join(out, separator);
}

std::string labels_of(const Channel& channel, const std::vector<std::string>& names) {
    std::vector<std::string> labels;
    for (const std::string& name : names) labels.push_back(label_of(channel, name));
    return list_words(labels);
}

// --- claims ---

std::string evidence_html(const app::SheetClaim& claim) {
    const Evidence& e = claim.words.evidence;
    std::string out = e.from.empty() ? std::string("not known") : page_line(without_folder(e.from));
    const std::string& digest =
        claim.frozen.evidence_digest.empty() ? e.digest : claim.frozen.evidence_digest;
    if (!digest.empty())
        out += fmt::format("<br><span class=\"quiet\">digest {}</span>", digest_html(digest));
    struct Detail {
        std::string_view name;
        const std::string& value;
    };
    for (const Detail& d : {Detail{"read on", e.retrieved}, Detail{"judged by", e.assessed_by},
                            Detail{"basis", e.basis}, Detail{"period", e.period}})
        if (!d.value.empty()) out += fmt::format("<br>{}: {}", d.name, page_line(d.value));
    const std::string& excerpt = e.excerpt.empty() ? claim.evidence_text : e.excerpt;
    if (!excerpt.empty())
        out += fmt::format("<blockquote{}>{}</blockquote>{}", page_lang({}), text_html(excerpt),
                           e.excerpt.empty() ? "<span class=\"quiet\">the beginning of the file that was "
                                               "approved</span>"
                                             : "");
    return out;
}

// That of its words, where the claim says it. A claim of several has one wording all the same.
std::string language_of_claim(const Claim& claim) {
    return claim.languages.size() == 1 ? claim.languages.front() : std::string();
}

std::string claim_html(const app::SheetClaim& claim, const ReviewContext& context) {
    const StyledWords state = claim_state_words(claim.state);
    std::string out = fmt::format("<div class=\"card\">\n<h5>{} {}{}</h5>\n", page_line(claim.frozen.id),
                                  page_tag(state.style, state.words),
                                  claim.said_in.empty() ? "" : " " + page_tag("", "said in this copy"));
    out += claim.words.wording.empty()
               ? "<p>Its words are not known any more.</p>\n"
               : fmt::format("<p class=\"wording\"{}>{}</p>\n", page_lang(language_of_claim(claim.words)),
                             text_html(claim.words.wording));
    if (!claim.as_approved)
        out += fmt::format("<p>{} These are not exactly the words that this version was made with.</p>\n",
                           page_tag("bad", "careful"));
    out += "<dl class=\"facts\">\n";
    std::vector<std::string> said_in;
    for (const app::SaidClaim& said : claim.said_in) said_in.push_back(said.label);
    out += page_fact("Said in", said_in.empty() ? "nowhere word for word; this campaign relies on it"
                                                : list_words(said_in));
    if (claim.approval)
        out += page_fact(
            "Approved",
            fmt::format("by {} on {}{}{}", page_line(person_words(context.roster, claim.approval->person)),
                        day_words(claim.approval->at),
                        claim.reason.empty() ? "" : fmt::format(": “{}”", page_line(claim.reason)),
                        claim.approval->sandbox_only ? "; by its own writer, good for trials alone" : ""));
    else
        out += page_fact("Approved", "by nobody");
    out +=
        page_fact("Holds until", claim.frozen.expires.empty() ? "no end was set"
                                                              : page_line(date_words(claim.frozen.expires)));
    if (!claim.words.markets.empty()) out += page_fact("Markets", list_words(claim.words.markets));
    out += page_fact("Evidence", evidence_html(claim));
    if (!claim.words.footnote.empty())
        out += page_fact("Footnote that it needs",
                         fmt::format("<span{}>{}</span>", page_lang(language_of_claim(claim.words)),
                                     page_line(claim.words.footnote)));
    return out + "</dl>\n</div>\n";
}

// --- origin ---

std::string call_html(const app::ReviewSheet& sheet, std::size_t at, const ReviewContext& context) {
    const app::ExplainedVersion& made = sheet.explanation.made[at];
    const CallRecord& call = *made.call;
    std::string out;
    out += page_fact("Model", page_line(model_words(call, made.version.demo)));
    out += page_fact("Asked by", fmt::format("{} on {}", page_line(person_words(context.roster, call.actor)),
                                             time_words(call.at)));
    out += page_fact("Prompt", fmt::format("{}, version {}", page_line(call.prompt_id),
                                           digest_html(short_of(call.prompt_version))));
    out += page_fact("It might write", call.allowed.empty() ? "every field that is not locked"
                                                            : labels_of(*sheet.channel, call.allowed));
    const std::vector<std::string>& sections = sheet.sections[at];
    if (made.messages_purged_at)
        out += page_fact("Data that it saw", fmt::format("no longer kept: deleted on {}, as the workspace’s "
                                                         "retention says",
                                                         day_words(*made.messages_purged_at)));
    else
        out += page_fact("Data that it saw",
                         sections.empty() ? "nothing but its prompt" : list_words(sections, "; "));
    out += page_fact("Cost", call.cost ? fmt::format("${}", to_decimal(*call.cost)) : "not known");
    return out;
}

std::string version_html(const app::ReviewSheet& sheet, std::size_t at, const ReviewContext& context) {
    const app::ExplainedVersion& made = sheet.explanation.made[at];
    const VersionRecord& v = made.version;
    std::string out =
        fmt::format("<div class=\"card\">\n<h5>Version {}: {} by {}</h5>\n<dl class=\"facts\">\n", v.number,
                    page_line(v.how), page_line(person_words(context.roster, v.made_by)));
    out += page_fact("Made", time_words(v.made_at));
    if (!v.changed.empty() && v.number > 1) out += page_fact("Changed", labels_of(*sheet.channel, v.changed));
    if (made.call) out += call_html(sheet, at, context);
    return out + "</dl>\n</div>\n";
}

}  // namespace

// --- parts ---

std::string asked_part(const app::ReviewSheet& sheet, const ReviewContext& context) {
    const app::Explanation& e = sheet.explanation;
    std::string out;
    if (e.version.number < e.asset.head)
        out += fmt::format("<p>{} A newer version of it exists, version {}. This is version {}.</p>\n",
                           page_tag("bad", "not the newest"), e.asset.head, e.version.number);
    bool asked = false;
    for (const RequestRecord& r : e.waiting_on) {
        if (r.number != e.version.number) continue;
        asked = true;
        out += fmt::format(
            "<p class=\"plain\">{} is asked {}{}.</p>\n<p class=\"quiet\">Asked on {}.{}</p>\n",
            page_line(asked_words(r, context.roster)), to_do_words(r),
            r.due.empty() ? ", and no day was set" : " by " + page_line(date_words(r.due)),
            day_words(r.opened_at),
            !r.due.empty() && is_past(r.due, context.now) ? " " + page_tag("bad", "that day has passed")
                                                          : "");
        if (r.action == "approve" && sheet.approvals_needed > 1)
            out +=
                fmt::format("<p class=\"quiet\">It takes {} people of legal.</p>\n", sheet.approvals_needed);
    }
    if (!asked) out += "<p class=\"plain\">Nobody is asked for anything about this version now.</p>\n";
    return "<div class=\"ask\">\n" + out + "</div>\n";
}

std::string facts_part(const app::ReviewSheet& sheet, const ReviewContext& context) {
    const app::Explanation& e = sheet.explanation;
    const Subject& s = e.subject;
    std::string out = "<dl class=\"facts\">\n";
    out += page_fact("Campaign", fmt::format("{} ({})", page_line(sheet.campaign), page_line(s.asset.brief)));
    out += page_fact("Channel", page_line(sheet.channel->title));
    out += page_fact("Market", fmt::format("{}, in the language and spelling {}",
                                           page_line(market_of(s.asset.locale)), page_line(s.asset.locale)));
    if (!s.audience.empty()) out += page_fact("Readers", page_line(s.audience));
    if (!s.flight_starts.empty() || !s.flight_ends.empty())
        out += page_fact(
            "Runs",
            fmt::format("{} to {}",
                        s.flight_starts.empty() ? "from now" : page_line(date_words(s.flight_starts)),
                        s.flight_ends.empty() ? "no end was set" : page_line(date_words(s.flight_ends))));
    out += page_fact("Name", fmt::format("<code>{}</code>", page_line(e.asset.asset)));
    out +=
        page_fact("Version", fmt::format("{}, made on {}", e.version.number, time_words(e.version.made_at)));
    out += page_fact("Digest", fmt::format("{}<br><span class=\"quiet\">the fingerprint of exactly this "
                                           "version: a decision names it</span>",
                                           digest_html(e.version.digest)));
    out += page_fact("State", page_line(state_words(e.version, context.roster)));
    for (const Publication& p : e.publications)
        if (p.state == PublicationState::live)
            out += page_fact("Live", fmt::format("version {} at {} since {}", p.number,
                                                 page_line(p.destination), day_words(p.since)));
    return out + "</dl>\n";
}

// What readers read, or should; the rule's name is for those who write rules.
std::string disclosure_title(const brand::RequiredLine& line, const app::ReviewSheet& sheet) {
    const std::string& words = line.words.empty() ? line.example : line.words;
    if (words.empty()) return "A line that has to be disclosed";
    const std::string_view shown = prefix_of_width(words, k_title_columns);
    return fmt::format("<span{}>“{}{}”</span>", page_lang(sheet.explanation.subject.asset.locale),
                       page_line(shown), shown.size() < words.size() ? "…" : "");
}

std::string lines_part(const app::ReviewSheet& sheet, const ReviewContext& /*context*/) {
    std::string out = heading("Lines that have to stand there");
    if (!sheet.reading) return {};
    if (sheet.reading->required.empty()) return out + "<p>No rule that is known here asks for one.</p>\n";
    for (const brand::RequiredLine& line : sheet.reading->required) {
        const bool fine = line.problem.empty();
        out += fmt::format("<div class=\"card\">\n<h5>{} {}</h5>\n<dl class=\"facts\">\n",
                           fine                 ? page_tag("good", "is there")
                           : line.words.empty() ? page_tag("bad", "is missing")
                                                : page_tag("bad", "not as it has to be"),
                           line.family == "mandatory"  ? "A line that the brief asks for"
                           : line.family == "footnote" ? "The footnote of claim " + page_line(line.id)
                                                       : disclosure_title(line, sheet));
        out += page_fact("Needed because", page_line(line.because));
        if (!line.why.empty()) out += page_fact("Why", page_line(line.why));
        if (line.family != "mandatory")
            out += page_fact("Has to stand", std::string(place_words(line.place)));
        if (!line.words.empty()) {
            out += page_fact("The words", fmt::format("<span{}>“{}”</span>",
                                                      page_lang(sheet.explanation.subject.asset.locale),
                                                      page_line(line.words)));
            std::string where = page_line(line.label);
            where += line.pinned            ? " " + page_tag("good", "always shown")
                     : line.may_be_left_out ? " " + page_tag("odd", "the platform may leave it out")
                     : line.seen            ? " " + page_tag("good", "seen at once")
                                            : " " + page_tag("odd", "seen after a tap or a scroll");
            out += page_fact("Where", where);
        } else if (!line.example.empty()) {
            out += page_fact("For example", fmt::format("<span{}>“{}”</span>",
                                                        page_lang(sheet.explanation.subject.asset.locale),
                                                        page_line(line.example)));
        }
        if (!fine) out += page_fact("What is wrong", page_line(line.problem));
        if (!line.source.empty()) out += page_fact("Source", page_line(line.source));
        if (line.family == "disclosure")
            out += page_fact("Rule", fmt::format("<code>{}</code>", page_line(line.id)));
        out += "</dl>\n</div>\n";
    }
    return out;
}

std::string claims_part(const app::ReviewSheet& sheet, const app::ReviewSheet* above,
                        const ReviewContext& context) {
    std::string out = heading("Claims and their evidence");
    if (sheet.claims.empty()) return out + "<p>This version relies on no claim.</p>\n";
    std::vector<std::string> shared;
    for (const app::SheetClaim& claim : sheet.claims) {
        const bool shown =
            above && std::ranges::any_of(above->claims, [&](const app::SheetClaim& other) {
                return other.frozen == claim.frozen && other.said_in.empty() == claim.said_in.empty();
            });
        if (shown)
            shared.push_back(claim.frozen.id);
        else
            out += claim_html(claim, context);
    }
    if (!shared.empty())
        out += fmt::format("<p>The same as in {} above: {}.</p>\n",
                           page_line(above->explanation.subject.asset.locale), list_words(shared));
    return out;
}

std::string findings_part(const app::ReviewSheet& sheet, const ReviewContext& /*context*/) {
    std::string out = heading("What the check found");
    for (const std::string& drift : sheet.drift)
        out +=
            fmt::format("<p>{} Since this version was made, the brief or the claims have changed: {}.</p>\n",
                        page_tag("bad", "must be mended"), page_line(drift));
    if (sheet.drift.empty() && sheet.brief_changed)
        out += fmt::format(
            "<p>{} The brief has changed since this version was made; its offer, claims and required lines "
            "have not.</p>\n",
            page_tag("odd", "look at this"));
    if (!sheet.reading)
        return out + fmt::format(
                         "<p>{} It was not checked: the brief or the channel of this copy cannot be "
                         "read today.</p>\n",
                         page_tag("bad", "not checked"));
    std::vector<const Finding*> findings;
    for (const Finding& finding : sheet.reading->findings) findings.push_back(&finding);
    std::ranges::stable_sort(findings, std::ranges::greater{}, &Finding::level);
    if (findings.empty())
        return out + fmt::format(
                         "<p>{} Nothing: each number, claim, word and length was held against the "
                         "brief, the claims and the brand’s rules.</p>\n",
                         page_tag("good", "clean"));
    out += "<ul class=\"findings\">\n";
    for (std::size_t i = 0; i < std::min(findings.size(), k_findings_shown); ++i) {
        const Finding& f = *findings[i];
        out +=
            fmt::format("<li>{} <span dir=\"auto\">{}.</span>",
                        f.waived_by.empty() ? page_tag(level_words(f.level).style, level_words(f.level).words)
                                            : page_tag("odd", "let pass"),
                        page_line(f.message));
        if (!f.fix.empty()) out += fmt::format(" To mend it: {}.", page_line(f.fix));
        std::string quiet =
            fmt::format("rule {}", page_line(f.rule.empty() ? f.code : f.code + ", " + f.rule));
        if (!f.field.empty()) quiet = page_line(label_of(*sheet.channel, f.field)) + "; " + quiet;
        if (!f.owner.empty()) quiet += fmt::format("; {} answers for it", page_line(f.owner));
        out += fmt::format("<span class=\"small\">{}</span></li>\n", quiet);
    }
    out += "</ul>\n";
    if (findings.size() > k_findings_shown)
        out +=
            fmt::format("<p class=\"quiet\">{} more are left out; <code>mkai show {}</code> has them.</p>\n",
                        findings.size() - k_findings_shown, page_line(sheet.explanation.asset.asset));
    return out;
}

std::string said_part(const app::ReviewSheet& sheet, const ReviewContext& context) {
    struct Event {
        TimeMs at;
        std::string html;
    };
    std::vector<Event> events;
    for (const app::ExplainedDecision& d : sheet.explanation.decisions) {
        std::string out = fmt::format(
            "{} {} version {} ({})", page_line(person_words(context.roster, d.decision.person)),
            deed_words(d.decision.action), d.decision.number, digest_html(short_of(d.decision.digest)));
        if (!d.reason.empty())
            out += fmt::format(": <span{}>“{}”</span>", page_lang({}), text_html(d.reason));
        if (d.decision.expires) out += fmt::format("; holds until {}", day_words(*d.decision.expires));
        if (!d.decision.transcribed_by.empty())
            out += "; " + page_line(app::transcribed_words(d.decision.transcribed_by, d.decision.person,
                                                           d.decision.proof));
        if (d.decision.revoked) out += " " + page_tag("bad", "taken back since");
        if (d.decision.sandbox_only) out += " " + page_tag("odd", "good for trials alone");
        events.push_back({d.decision.at, std::move(out)});
    }
    for (const app::ExplainedRemark& r : sheet.explanation.remarks) {
        if (r.remark.number > sheet.explanation.version.number) continue;
        const std::string who = page_line(said_words(context.roster, r));
        std::string out =
            r.remark.field.empty()
                ? fmt::format("{} commented on version {}", who, r.remark.number)
                : fmt::format("{} suggested for {} of version {}", who,
                              page_line(label_of(*sheet.channel, r.remark.field)), r.remark.number);
        // A suggestion is copy; in which language somebody comments is not known.
        out += fmt::format(
            ": <span{}>“{}”</span>",
            page_lang(r.remark.field.empty() ? std::string() : sheet.explanation.subject.asset.locale),
            text_html(r.text));
        if (r.remark.taken_in > 0) out += fmt::format("; taken over into version {}", r.remark.taken_in);
        events.push_back({r.remark.at, std::move(out)});
    }
    if (events.empty()) return {};
    std::ranges::stable_sort(events, {}, &Event::at);
    std::string out = heading("What people decided and said");
    const std::size_t first = events.size() > k_events_shown ? events.size() - k_events_shown : 0;
    if (first > 0) out += fmt::format("<p class=\"quiet\">The {} oldest are left out.</p>\n", first);
    out += "<ul>\n";
    for (std::size_t i = first; i < events.size(); ++i)
        out += fmt::format("<li>{}: {}</li>\n", time_words(events[i].at), events[i].html);
    return out + "</ul>\n";
}

std::string origin_part(const app::ReviewSheet& sheet, const ReviewContext& context) {
    const auto& made = sheet.explanation.made;
    std::string out = heading("Where it comes from");
    const std::size_t first = made.size() > k_versions_shown ? made.size() - k_versions_shown : 0;
    if (first > 0) out += fmt::format("<p class=\"quiet\">The {} oldest versions are left out.</p>\n", first);
    for (std::size_t i = first; i < made.size(); ++i) out += version_html(sheet, i, context);
    const std::string& from = sheet.explanation.subject.content.derived_from;
    if (!from.empty()) out += fmt::format("<p>Derived from {}.</p>\n", page_line(from));
    std::size_t failed = 0;
    for (const app::ExplainedAttempt& attempt : sheet.explanation.attempts)
        failed += attempt.made_version() ? 0 : 1;
    if (failed > 0)
        out += fmt::format("<p class=\"quiet\">Besides, {} at a model came to nothing.</p>\n",
                           failed == 1 ? "1 try" : fmt::format("{} tries", failed));
    std::vector<std::string> locked;
    for (const LockedField& field : sheet.channel->locked) locked.push_back(field.label);
    if (!locked.empty())
        out += fmt::format(
            "<p class=\"quiet\">No model and no person writes these: {}. They are filled in from "
            "the brief, as are the prices and dates of its offer.</p>\n",
            list_words(locked));
    return out;
}

std::string decide_part(const app::ReviewSheet& sheet, const ReviewContext& /*context*/) {
    const app::Explanation& e = sheet.explanation;
    std::string out = heading("How to decide");
    const std::string target = fmt::format("{}@{}", e.asset.asset, short_of(e.version.digest));
    std::string ways;
    const auto accepted = next_state(e.version.state, Action::accept);
    for (const Way& way : k_ways) {
        const bool now = next_state(e.version.state, way.action).has_value();
        const bool later = !now && way.action == Action::approve && accepted.has_value();
        if (!now && !later) continue;
        ways += fmt::format(
            "<dt>{}{}</dt><dd><code class=\"command\">{}</code>"
            "<span class=\"reply\">or reply with one line: <code>{}</code></span></dd>\n",
            way.title, later ? ", once a marketer has accepted it" : "",
            page_line(fmt::format(fmt::runtime(way.command), target)),
            page_line(workspace::reply_line(way.action, e.asset.asset, e.version.number, e.version.digest)));
    }
    if (ways.empty()) return out + "<p>There is nothing to decide on this version any more.</p>\n";
    return out +
           "<p>For exactly this version, and no other. This page decides nothing; type the command where "
           "mkai is, "
           "or send one line, with your reason in place of WHY, to whoever sent you this page.</p>\n<dl "
           "class=\"ways\">\n" +
           ways + "</dl>\n";
}

}  // namespace mkai::cli
