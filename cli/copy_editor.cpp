#include "cli/copy_editor.hpp"

#include "cli/copy_file.hpp"
#include "cli/editor.hpp"
#include "core/base/text.hpp"
#include "core/base/yaml.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::cli {

namespace {

// A file of every field, for an editor.
std::string fields_as_yaml(const Channel& channel, const Fields& fields, const std::string& asset) {
    std::string out =
        fmt::format("# {}. Save and close to make a new version; change nothing to leave it.\n", asset);
    for (const ChannelField& field : channel.fields) {
        out += fmt::format("\n# {}\n", field.about.empty() ? field.label : field.about);
        const auto value = fields.find(field.name);
        const std::string text = value == fields.end() ? std::string() : flat_text(value->second);
        out += field.name + ":";
        if (field.list) {
            out += "\n";
            for (const std::string& item : split(text, '\n'))
                out += fmt::format("  - {}\n", yaml_scalar(item));
        } else if (text.find('\n') != std::string::npos) {
            out += " |-\n";
            for (const std::string& line : split(text, '\n'))
                out += line.empty() ? "\n" : fmt::format("  {}\n", line);
        } else {
            out += fmt::format(" {}\n", yaml_scalar(text));
        }
    }
    return out;
}

Result<app::Edited> take_in(const app::Session& session, const app::Target& target, const std::string& text,
                            app::EditRequest request) {
    auto json = read_data("what you wrote", text);
    if (!json) return fail(json);
    auto fields = fields_from_json(*json);
    if (!fields) return fail(fields);
    request.fields = std::move(*fields);
    return app::edit(session, target, request);
}

}  // namespace

Result<app::Edited> edit_copy(const Terminal& terminal, const app::Session& session,
                              const app::Target& target, const Channel& channel, app::EditRequest request) {
    if (!terminal.can_ask())
        return fail(ErrorCode::needs_terminal, "an editor needs a terminal",
                    "use --set FIELD=VALUE, or --from FILE");
    auto fields = app::fields_of(session, target.version);
    if (!fields) return fail(fields);
    const std::string before = fields_as_yaml(channel, *fields, target.asset.asset);
    auto text = edit_text(before, session.workspace.state_folder());
    if (!text) return fail(text);
    if (*text == before) {
        request.fields = std::move(*fields);
        return app::edit(session, target, request);
    }
    auto edited = take_in(session, target, *text, std::move(request));
    if (!edited) {
        const fs::path kept = new_edit_file(session.workspace.state_folder());
        if (auto saved = write_file_atomically(kept, *text, Durability::none); saved)
            edited.error().fix = fmt::format("mend it and take it in: mkai edit {} --from {}",
                                             target.asset.asset, kept.string());
    }
    return edited;
}

}  // namespace mkai::cli
