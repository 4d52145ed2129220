#include "core/prompts/loaded.hpp"

#include "core/base/hash.hpp"
#include "core/base/json_writer.hpp"
#include "core/prompts/copy_input.hpp"

#include <nlohmann/json.hpp>

namespace mkai::prompts {

namespace {

void collect(const std::vector<Node>& nodes, std::vector<std::string>& names) {
    for (const Node& node : nodes) {
        if (node.kind == NodeKind::partial) names.push_back(node.text);
        collect(node.body, names);
        collect(node.otherwise, names);
    }
}

std::string text_of(const Json* json) {
    return json ? dump_json(*json) : std::string();
}

}  // namespace

Result<const Schema*> LoadedPrompt::input_check() const {
    if (!file.input_schema) return nullptr;
    if (!m_input_check) m_input_check = Schema::compile(*file.input_schema);
    if (!*m_input_check) return fail(Error(m_input_check->error()));
    return &**m_input_check;
}

const std::string& LoadedPrompt::version() const {
    if (m_version.empty()) m_version = sha256_hex(content_of(*this));
    return m_version;
}

LoadedPrompt load_prompt(std::string id, std::string label, std::string_view bytes,
                         const PartialReader& read_partial) {
    LoadedPrompt out;
    out.id = std::move(id);
    out.source = bytes;
    out.file = parse_prompt_file(std::move(label), bytes, named_schema);
    std::vector<std::string> wanted;
    collect(out.file.body.nodes, wanted);
    while (!wanted.empty()) {
        const std::string name = std::move(wanted.back());
        wanted.pop_back();
        if (out.partial_files.contains(name)) continue;
        auto file = read_partial(name);
        if (!file) continue;
        collect(file->body.nodes, wanted);
        out.partials.emplace(name, std::shared_ptr<const Template>(file, &file->body));
        out.partial_files.emplace(name, std::move(file));
    }
    return out;
}

std::string content_of(const LoadedPrompt& prompt) {
    JsonWriter w;
    w.begin_object();
    w.key("body").value(prompt.file.body_text);
    w.key("channel").value(prompt.file.channel);
    w.key("config").value(text_of(prompt.file.config.get()));
    w.key("input_default").value(text_of(prompt.file.input_default.get()));
    w.key("input_schema").value(text_of(prompt.file.input_schema.get()));
    w.key("model").value(prompt.file.model);
    w.key("output_format").value(prompt.file.output_format);
    w.key("output_schema").value(text_of(prompt.file.output_schema.get()));
    w.key("partials").begin_object();
    for (const auto& [name, file] : prompt.partial_files) w.key(name).value(file->text);
    w.end_object().end_object();
    return w.take();
}

const Json* named_schema(std::string_view name) {
    return name == k_copy_input ? &copy_input_schema() : nullptr;
}

}  // namespace mkai::prompts
