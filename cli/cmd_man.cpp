#include "cli/cmd.hpp"
#include "cli/man.hpp"
#include "core/base/json.hpp"
#include "core/base/text.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::cli {

namespace {

Result<ManPage> page_of(const std::vector<ManPage>& pages, const std::vector<std::string>& words) {
    std::string name = words.empty() ? "mkai" : join(words, "-");
    if (!name.starts_with("mkai")) name = "mkai-" + name;
    const auto found = std::ranges::find(pages, name, &ManPage::name);
    if (found != pages.end()) return *found;
    std::vector<std::string> known;
    for (const ManPage& page : pages) known.push_back(page.name);
    std::string near = did_you_mean(name, known);
    return fail(ErrorCode::unknown_command,
                fmt::format("the manual has no page \"{}\"", printable_line(name)),
                near.empty() ? "mkai help lists the commands" : near);
}

Result<Reply> man(Context&, const Args& args) {
    const std::vector<ManPage> pages = man_pages();
    Reply reply;
    Json rows = Json::array();
    if (const auto folder = args.find("--out")) {
        if (args.has("COMMAND"))
            return fail(ErrorCode::usage, "--out writes every page", "leave the command out, or --out");
        for (const ManPage& page : pages) {
            const fs::path path = fs::path(*folder) / page.file_name();
            if (auto written = write_file_atomically(path, page.text, Durability::none); !written)
                return fail(written);
            rows.push_back(
                {{"name", page.name}, {"section", page.section}, {"file", path.string()}, {"text", nullptr}});
        }
        reply.text = fmt::format("wrote {} to {}\n", counted(pages.size(), "page"), printable_line(*folder));
    } else {
        auto page = page_of(pages, args.list("COMMAND"));
        if (!page) return fail(page);
        reply.text = page->text;
        rows.push_back(
            {{"name", page->name}, {"section", page->section}, {"file", nullptr}, {"text", page->text}});
    }
    set_json(reply, {{"pages", std::move(rows)}});
    return reply;
}

}  // namespace

Command cmd_man() {
    return {"man",
            Group::workspace,
            "Print the manual's page of a command, or write all pages, for man.",
            "The pages are made from what the program itself goes by: its commands, its exit statuses, the "
            "schema of mkai.yaml. \"mkai man mkai.yaml\" is that file's page.",
            {{"mkai man publish | man -l -", "one page"},
             {"mkai man --out man", "all of them, for a package: mkai.1, mkai-publish.1, mkai.yaml.5, ..."}},
            {{"COMMAND", "its words; mkai itself when left out", Arity::any}},
            {{"--out", "DIR", "write every page there, and what is there of the same name anew"}},
            man};
}

}  // namespace mkai::cli
