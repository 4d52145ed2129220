#include "core/app/eval_import.hpp"

#include "core/app/eval_checks.hpp"
#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "core/domain/ids.hpp"
#include "core/eval/promptfoo.hpp"
#include "core/prompts/prompt_file.hpp"
#include "core/workspace/suite_reader.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::app {

namespace {

constexpr std::size_t k_config_bytes_max = 8u << 20;
constexpr std::size_t k_beside_bytes_max = 32u << 20;
constexpr std::string_view k_usual_name = "promptfooconfig";

// Small letters, digits and hyphens of a name, or "imported".
std::string slug_of(std::string_view name) {
    std::string out;
    for (const char c : lower_ascii(name)) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            out += c;
        else if (!out.empty() && out.back() != '-')
            out += '-';
        if (out.size() == 48) break;
    }
    while (out.ends_with('-')) out.pop_back();
    return is_slug(out) ? out : "imported";
}

Result<std::string> suite_name(const EvalImportRequest& request) {
    if (!request.target.empty()) {
        const fs::path target = fs::path(request.target).lexically_normal();
        const std::string stem = target.stem().string();
        if (target.parent_path() != "evals" || target.extension() != ".yaml" || !is_slug(stem))
            return fail(ErrorCode::invalid_value,
                        fmt::format("{} is no place for a suite", in_quotes(request.target)),
                        "evals/NAME.yaml, from the workspace's root");
        return stem;
    }
    // The usual name says nothing; its folder's does.
    const std::string stem = request.file.stem().string();
    std::error_code ec;
    if (stem.starts_with(k_usual_name))
        return slug_of(fs::absolute(request.file, ec).parent_path().filename().string());
    return slug_of(stem);
}

// A file beside the configuration. Whoever wrote it may not say which other files of this machine end up in a
// suite.
Result<std::string> read_beside(const fs::path& folder, const std::string& path) {
    std::error_code ec;
    const fs::path whole = fs::weakly_canonical(folder / path, ec);
    const fs::path inside = ec ? fs::path() : whole.lexically_relative(fs::weakly_canonical(folder, ec));
    if (ec || inside.empty() || *inside.begin() == ".." || fs::path(path).is_absolute())
        return fail(ErrorCode::invalid_value,
                    fmt::format("{} is outside of the configuration's folder", in_quotes(path)),
                    "copy it there, and name it from there");
    auto text = read_file(whole, k_beside_bytes_max);
    if (!text) {
        Error error = std::move(text.error());
        error.message = fmt::format("{} cannot be read", in_quotes(path));
        if (error.fix.empty()) error.fix = "check the path";
        return fail(std::move(error));
    }
    return text;
}

struct NewFile {
    std::string name;  // from the root
    std::string text;
};

class EvalImporter {
  public:
    EvalImporter(const Session& session, const EvalImportRequest& request)
        : m_session(session), m_request(request) {}

    Result<ImportedEval> run() {
        auto name = suite_name(m_request);
        if (!name) return fail(name);
        m_out.suite = *name;
        if (auto is_free = check_free(fmt::format("evals/{}.yaml", *name)); !is_free) return fail(is_free);
        auto bytes = read_file(m_request.file, k_config_bytes_max);
        if (!bytes) return fail(bytes);
        auto checks = eval_checks(m_session);
        if (!checks) return fail(checks);
        eval::ImportRequest wanted{m_request.file.filename().string(),
                                   std::move(*bytes),
                                   *name,
                                   {},
                                   *checks,
                                   [folder = m_request.file.parent_path()](const std::string& path) {
                                       return read_beside(folder.empty() ? "." : folder, path);
                                   }};
        for (const ModelDecl& model : m_session.workspace.config().models)
            wanted.models.push_back({model.name, model.provider, model.model});
        auto made = eval::import_promptfoo(wanted);
        if (!made) return fail(made);
        if (auto checked = check(*made); !checked) return fail(checked);
        take_notes(*made);
        m_out.models = made->models;
        m_out.tests = made->tests;
        m_out.checks = made->checks;
        return write(*made);
    }

  private:
    Done check_free(const std::string& name) const {
        std::error_code ec;
        if (!fs::exists(m_session.workspace.root() / name, ec)) return {};
        return fail(ErrorCode::already_exists, fmt::format("there is a file {} already", in_quotes(name)),
                    "mkai eval import FILE --out evals/ANOTHER.yaml");
    }

    // What is written has to be what the reader of suites and of prompts takes: said before it is written.
    Done check(const eval::Import& made) const {
        const auto first_error = [](const std::vector<Finding>& findings) {
            return std::ranges::find(findings, Level::error, &Finding::level);
        };
        const auto wrong = [](const Finding& finding) {
            return fail(
                ErrorCode::invalid_file,
                fmt::format("what would be written to {} is not right: {}", finding.file, finding.message),
                finding.fix);
        };
        const auto read =
            workspace::read_suite_text(m_out.suite, fmt::format("evals/{}.yaml", m_out.suite), made.suite);
        if (const auto found = first_error(read.findings); found != read.findings.end()) return wrong(*found);
        for (const eval::ImportedPrompt& prompt : made.prompts) {
            const auto parsed =
                prompts::parse_prompt_file(fmt::format("prompts/{}.prompt", prompt.id), prompt.text);
            if (const auto found = first_error(parsed.findings); found != parsed.findings.end())
                return wrong(*found);
        }
        return {};
    }

    void take_notes(const eval::Import& made) {
        for (const eval::ImportNote& note : made.notes) {
            const bool left_out = note.change == eval::ImportChange::left_out;
            m_out.findings.push_back(make_finding(left_out ? Level::warning : Level::note,
                                                  left_out ? "not-taken" : "taken-otherwise", note.what,
                                                  note.instead, note.file, note.line, note.column));
        }
        m_out.findings_left_out = made.notes_left_out;
    }

    Result<ImportedEval> write(const eval::Import& made) {
        const fs::path& root = m_session.workspace.root();
        std::vector<NewFile> files;
        for (const eval::ImportedPrompt& prompt : made.prompts) {
            const std::string name = fmt::format("prompts/{}.prompt", prompt.id);
            m_out.prompts.push_back(prompt.id);
            if (const auto there = read_file(root / name, k_config_bytes_max); there && *there == prompt.text)
                continue;
            files.push_back({name, prompt.text});
        }
        if (!made.rows.empty()) files.push_back({fmt::format("evals/{}.jsonl", m_out.suite), made.rows});
        // The suite comes last: where there is one, what it names is there.
        files.push_back({fmt::format("evals/{}.yaml", m_out.suite), made.suite});
        for (const NewFile& file : files)
            if (auto is_free = check_free(file.name); !is_free) return fail(is_free);
        for (const NewFile& file : files) {
            if (auto written = write_file_atomically(root / file.name, file.text); !written)
                return fail(written);
            m_out.files.push_back(file.name);
        }
        std::rotate(m_out.files.begin(), m_out.files.end() - 1, m_out.files.end());
        return std::move(m_out);
    }

    const Session& m_session;
    const EvalImportRequest& m_request;
    ImportedEval m_out;
};

}  // namespace

Result<ImportedEval> import_eval(const Session& session, const EvalImportRequest& request) {
    return EvalImporter(session, request).run();
}

}  // namespace mkai::app
