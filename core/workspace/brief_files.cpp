#include "core/workspace/brief_files.hpp"

#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "core/base/yaml.hpp"
#include "core/domain/ids.hpp"

#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

namespace mkai::workspace {

namespace {

// The groups of a new brief: each begins with its comment.
struct Group {
    std::string_view first_path;
    std::string_view comment;
};
constexpr std::array k_groups{
    Group{"title", "What it is, and who answers for it."},
    Group{"audience.description", "Who is addressed, and to what end."},
    Group{"key_messages", "What the copy must get across. A locale may have its own list."},
    Group{"offer.name", "Filled in by the machine: price, dates and terms are never written by a model."},
    Group{"deliverables", "What is to be written: an id, a channel, and how many variants a locale."},
    Group{"flight.starts", "When."},
};

const BriefQuestion* find_question(std::string_view path) {
    const auto found = std::ranges::find(brief_questions(), path, &BriefQuestion::path);
    return found == brief_questions().end() ? nullptr : &*found;
}

// Sentences have commas in them: a ";" anywhere makes it the separator.
std::vector<std::string> list_of(std::string_view answer) {
    std::vector<std::string> items;
    for (const auto& part : split(answer, answer.find(';') != std::string_view::npos ? ';' : ','))
        if (const auto item = trim(part); !item.empty()) items.emplace_back(item);
    return items;
}

// A number or a date stays one; all else is text.
std::string scalar_of(std::string_view answer) {
    const YamlResult parsed = parse_yaml(answer);
    const bool number =
        parsed.ok() && (parsed.root->kind == YamlKind::integer || parsed.root->kind == YamlKind::real);
    return number && parsed.root->text == answer ? std::string(answer) : yaml_scalar(answer);
}

std::string deliverables_of(const std::vector<std::string>& channels) {
    std::string text = "\n";
    std::map<std::string, int> seen;
    for (const auto& channel : channels) {
        const int count = ++seen[channel];
        const std::string id = count == 1 ? channel : fmt::format("{}-{}", channel, count);
        text += fmt::format("  - id: {}\n    channel: {}\n    variants: 1\n", yaml_scalar(id),
                            yaml_scalar(channel));
    }
    return text;
}

std::string value_of(const BriefQuestion& question, std::string_view answer) {
    if (!question.list) return " " + scalar_of(answer) + "\n";
    const auto items = list_of(answer);
    if (question.path == "deliverables") return deliverables_of(items);
    std::string text = "\n";
    for (const auto& item : items) text += "  - " + yaml_scalar(item) + "\n";
    return text;
}

std::string brief_text(std::string_view id, const std::map<std::string, std::string, std::less<>>& answers) {
    std::string text =
        fmt::format("# yaml-language-server: $schema=../.mkai/schemas/brief.json\nbrief: {}\n", id);
    std::string open_parent;
    std::string_view comment;
    for (const auto& question : brief_questions()) {
        for (const auto& group : k_groups)
            if (group.first_path == question.path) comment = group.comment;
        const auto answer = answers.find(question.path);
        if (answer == answers.end()) continue;
        if (!comment.empty()) text += fmt::format("\n# {}\n", comment);
        comment = {};
        const auto dot = question.path.find('.');
        const std::string parent(dot == std::string_view::npos ? std::string_view{}
                                                               : question.path.substr(0, dot));
        if (!parent.empty() && parent != open_parent) text += parent + ":\n";
        open_parent = parent;
        const std::string_view key =
            dot == std::string_view::npos ? question.path : question.path.substr(dot + 1);
        text += fmt::format("{}{}:{}", parent.empty() ? "" : "  ", key, value_of(question, answer->second));
    }
    return text;
}

// The question whose answer stands where the finding points.
const BriefQuestion* question_at(const YamlNode& root, const Finding& finding) {
    for (const auto& question : brief_questions()) {
        const YamlNode* node = root.find_path(split(question.path, '.'));
        if (node != nullptr && node->begin.line <= finding.line && finding.line <= node->end.line)
            return &question;
    }
    return nullptr;
}

Error refused_answer(const std::string& text, const std::vector<Finding>& findings) {
    Error error{ErrorCode::invalid_value, "the answers do not make a brief", {}, {}};
    const YamlResult parsed = parse_yaml(text);
    for (const auto& finding : findings) {
        if (finding.level != Level::error) continue;
        const BriefQuestion* question = parsed.ok() ? question_at(*parsed.root, finding) : nullptr;
        error.context.push_back(question != nullptr
                                    ? fmt::format("{} {}", question->question, finding.message)
                                    : finding.message);
        if (error.fix.empty()) error.fix = finding.fix;
    }
    if (!error.context.empty()) error.message = error.context.front();
    if (error.context.size() == 1) error.context.clear();
    return error;
}

// The errors of `after` that `before` does not have; lines may have moved.
std::vector<Finding> new_errors(const std::vector<Finding>& before, const std::vector<Finding>& after) {
    std::vector<Finding> added;
    for (const auto& finding : after) {
        const bool known = std::ranges::any_of(before, [&](const Finding& old) {
            return old.code == finding.code && old.message == finding.message && old.field == finding.field;
        });
        if (finding.level == Level::error && !known) added.push_back(finding);
    }
    return added;
}

fs::path path_of(const Workspace& workspace, std::string_view id) {
    return workspace.root() / "briefs" / (std::string(id) + ".yaml");
}

}  // namespace

const std::vector<BriefQuestion>& brief_questions() {
    static const std::vector<BriefQuestion> questions = {
        {"title", "What is the campaign called?", "Spring season launch"},
        {"use_case", "Which use case does it fall under?", "one of usecases/"},
        {"owner", "Who answers for it?", "an id of people.yaml"},
        {"locales", "Which languages and markets?", "en-GB, de-DE", true, true},
        {"campaign_type", "What sort of campaign is it?",
         "launch, promotion, newsletter, retention, event, awareness, other", false},
        {"audience.description", "Who is addressed?", "families who left us in the last year"},
        {"objective", "What is it to change?", "win back 4,000 of them before Easter"},
        {"kpi.metric", "How is success measured?", "reactivations", false},
        {"kpi.baseline", "Where does that stand today?", "2,600", false},
        {"kpi.goal", "Where should it be?", "4,000", false},
        {"key_messages", "What must the copy get across?", "one message; another one", true, true},
        {"claims", "Which claims may it make?", "ids of claims.yaml: c-12, c-14", false, true},
        {"offer.name", "What is offered?", "3 months half price; empty when nothing is", false},
        {"offer.price", "At what price?", "4.99", false},
        {"offer.currency", "In which currency?", "GBP", false},
        {"offer.starts", "From which day on?", "2027-03-01", false},
        {"offer.ends", "Until which day?", "2027-03-31", false},
        {"offer.terms", "With which terms?", "word for word, as legal wants them", false},
        {"deliverables", "What is to be written?", "channels: email, push, landing", true, true},
        {"flight.starts", "When does it start?", "2027-03-01", false},
        {"flight.ends", "When does it end?", "2027-03-31", false},
        {"due", "By when must the copy be approved?", "2027-02-20", false},
    };
    return questions;
}

Result<fs::path> write_new_brief(const Workspace& workspace, std::string_view id,
                                 const std::vector<BriefAnswer>& answers) {
    if (auto slug = check_slug(id, "brief"); !slug) return fail(slug);
    const fs::path path = path_of(workspace, id);
    std::error_code failed;
    if (fs::exists(path, failed))
        return fail(ErrorCode::already_exists, fmt::format("there is a brief {} already", in_quotes(id)),
                    fmt::format("choose another id, or change it: mkai brief set {} PATH VALUE", id));
    std::map<std::string, std::string, std::less<>> given;
    for (const auto& answer : answers) {
        if (find_question(answer.path) == nullptr) {
            std::vector<std::string> paths;
            for (const auto& question : brief_questions()) paths.emplace_back(question.path);
            return fail(ErrorCode::invalid_value,
                        fmt::format("no question asks for {}", in_quotes(answer.path)),
                        did_you_mean(answer.path, paths));
        }
        if (const auto text = trim(answer.text); !text.empty()) given[answer.path] = std::string(text);
    }
    const std::string text = brief_text(id, given);
    const CheckedBrief checked = workspace.check_brief_text(id, text);
    if (!checked.brief) return fail(refused_answer(text, checked.findings));
    if (auto done = write_file_atomically(path, text); !done) return fail(done);
    return path;
}

std::string brief_value_at(std::string_view text, std::string_view dotted_path) {
    const YamlResult parsed = parse_yaml(text);
    if (!parsed.ok()) return {};
    const YamlNode* node = parsed.root->find_path(split(dotted_path, '.'));
    if (node == nullptr) return {};
    const bool collection = node->kind == YamlKind::mapping || node->kind == YamlKind::sequence;
    return collection ? std::string(text.substr(node->begin.byte, node->end.byte - node->begin.byte))
                      : node->text;
}

Result<std::string> read_brief_text(const Workspace& workspace, std::string_view id) {
    if (auto known = workspace.check_brief(id); !known) return fail(known);
    return read_file(path_of(workspace, id), k_yaml_bytes_max);
}

Done write_brief_text(const Workspace& workspace, std::string_view id, std::string_view text) {
    return write_file_atomically(path_of(workspace, id), text);
}

Result<BriefDraft> draft_brief_values(const Workspace& workspace, std::string_view id, std::string_view text,
                                      const std::vector<BriefAnswer>& values) {
    BriefDraft out;
    out.text = std::string(text);
    for (const BriefAnswer& value : values) {
        auto edited = yaml_set(out.text, value.path, value.text);
        if (!edited) return fail(edited.error());
        out.edits.push_back({brief_value_at(out.text, value.path), brief_value_at(*edited, value.path), {}});
        out.text = std::move(*edited);
    }
    out.checked = workspace.check_brief_text(id, out.text);
    const CheckedBrief before = workspace.check_brief_text(id, text);
    if (const auto added = new_errors(before.findings, out.checked.findings); !added.empty())
        return fail(ErrorCode::invalid_value, added.front().message, added.front().fix);
    return out;
}

Result<BriefEdit> set_brief_value(const Workspace& workspace, std::string_view id,
                                  std::string_view dotted_path, std::string_view value) {
    auto text = read_brief_text(workspace, id);
    if (!text) return fail(text);
    auto draft = draft_brief_values(workspace, id, *text, {{std::string(dotted_path), std::string(value)}});
    if (!draft) return fail(draft);
    if (draft->text != *text)
        if (auto done = write_brief_text(workspace, id, draft->text); !done) return fail(done);
    BriefEdit edit = std::move(draft->edits.front());
    edit.findings = std::move(draft->checked.findings);
    return edit;
}

}  // namespace mkai::workspace
