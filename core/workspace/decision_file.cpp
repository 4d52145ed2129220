#include "core/workspace/decision_file.hpp"

#include "core/base/mail.hpp"
#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "core/workspace/document.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace mkai::workspace {

namespace {

// A day is over at its end, but nobody has said anything later than now.
std::optional<TimeMs> read_time(const YamlNode& node, Document& document, TimeMs now) {
    if (const auto day = parse_date(node.text)) {
        const TimeMs last{end_of(*day).value - 1};
        return start_of(*day) <= now ? std::min(last, now) : last;
    }
    auto time = node.text.starts_with('+') ? Result<TimeMs>(fail(ErrorCode::invalid_value, ""))
                                           : parse_time(node.text, now);
    if (time) return *time;
    document.error(node, "not-a-time", fmt::format("{} is not a time", in_quotes(node.text)),
                   "write it as 2026-12-01 or 2026-12-01T09:30:00+01:00");
    return std::nullopt;
}

Result<DecisionFile> read_yaml(const std::string& name, std::string_view bytes, TimeMs now) {
    Document document(printable_line(name), bytes, "decision");
    DecisionFile out;
    if (document.readable()) {
        const YamlNode& root = document.root();
        out.action = action_of_reply(text_at(root, "decision")).value_or(Action::approve);
        for (const YamlNode& node : items_at(root, "assets"))
            out.assets.push_back({text_at(node, "asset"),
                                  static_cast<int>(integer_at(node, "version").value_or(0)),
                                  text_at(node, "digest")});
        out.reason = text_at(root, "reason");
        if (const auto hidden = find_hidden(out.reason))
            document.error(*root.find("reason"), "hidden-character",
                           fmt::format("the reason has a character that nobody sees: {}", hidden->name),
                           "type it anew, or ask for the file again");
        out.by = text_at(root, "by");
        if (const YamlNode* at = root.find("at")) out.at = read_time(*at, document, now);
    }
    const std::vector<Finding> findings = document.take_findings();
    if (has_errors(findings))
        return fail(refused_file(fmt::format("{} is no decision", in_quotes(name)), findings,
                                 "mend the places above, or ask for the file again"));
    return out;
}

DecisionFile of_reply(DecisionReply reply) {
    DecisionFile out;
    out.action = reply.action;
    out.assets.push_back(std::move(reply.asset));
    out.reason = std::move(reply.reason);
    out.besides = std::move(reply.besides);
    return out;
}

tl::unexpected<Error> refused(const std::string& name, Error error) {
    error.message = fmt::format("{} is no decision: {}", in_quotes(name), error.message);
    return fail(std::move(error));
}

Result<DecisionFile> read_mail(const std::string& name, std::string_view bytes) {
    auto mail = parse_mail(bytes);
    if (!mail) return refused(name, std::move(mail.error()));
    auto reply = parse_decision_reply(mail->text);
    if (!reply) return refused(name, std::move(reply.error()));
    DecisionFile out = of_reply(std::move(*reply));
    out.from = std::move(mail->from);
    out.at = mail->date;
    return out;
}

Result<DecisionFile> read_text(const std::string& name, std::string_view bytes) {
    if (!is_utf8(bytes) || bytes.size() > MailLimits{}.text_bytes_max)
        return refused(name, {ErrorCode::invalid_file, "it is too long, or not text in UTF-8", {}, {}});
    // Only as the end of a line: by itself it would hide what is before it.
    std::string text(bytes);
    for (auto at = text.find("\r\n"); at != std::string::npos; at = text.find("\r\n", at)) text.erase(at, 1);
    auto reply = parse_decision_reply(text);
    if (!reply) return refused(name, std::move(reply.error()));
    return of_reply(std::move(*reply));
}

}  // namespace

Result<DecisionFile> read_decision_file(const std::string& name, std::string_view bytes, TimeMs now) {
    const std::string ending = lower_ascii(name);
    if (ending.ends_with(".yaml") || ending.ends_with(".yml")) return read_yaml(name, bytes, now);
    if (ending.ends_with(".eml")) return read_mail(name, bytes);
    return read_text(name, bytes);
}

}  // namespace mkai::workspace
