// The body of a prompt: Handlebars, the part of it that prompts need, as a tree. Pure.
//
// What it takes: {{path}} and {{{path}}} (neither is escaped for HTML), {{! comments }}, {{#if}},
// {{#unless}},
// {{#each}}, {{#with}} with {{else}} and `as |name|`, partials {{> name context key=value}}, white space
// control by `~`, and by lines that hold a block tag alone, as Handlebars 4.7 does (read 2026-11-24 at
// handlebarsjs.com/guide and in its tests' behaviour). Of dotprompt: {{role}}, {{history}}, {{media}},
// {{section}}, {{json}}, {{#ifEquals}}, {{#unlessEquals}} (google.github.io/dotprompt, read 2026-11-24). Of
// our own: {{#data "name"}}, a marked section of outside text, and {{fence}}, its mark.
//
// What it does not take, and says so: subexpressions, raw blocks, decorators, inline and block partials.
#pragma once

#include "core/base/json.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mkai::prompts {

struct Place {
    int line = 0;  // from 1; 0: none
    int column = 0;
};

struct TemplateProblem {
    Place at;
    std::string code;     // of a finding: "unclosed-block"
    std::string message;  // a sentence without full stop
    std::string fix;
};

// a.b, ../a, this, @index
struct Path {
    Place at;
    std::string text;                // as written
    bool data = false;               // @
    int up = 0;                      // how many ../
    std::vector<std::string> names;  // none: `this`
    std::uint64_t first_head = 0;    // name_head() of the first
};

struct Argument {
    Path path;
    bool is_path = true;
    // A literal, when it is no path.
    std::string text;      // of a string, and what a literal prints
    std::size_t json = 0;  // index into Template::literals
};

struct NamedArgument {
    std::string name;
    Argument value;
};

enum class NodeKind {
    text,
    output,  // {{path}}
    partial,
    // helpers
    role,
    history,
    media,
    section,
    json,
    fence,
    // blocks
    if_true,
    unless,
    each,
    with,
    if_equals,
    unless_equals,
    data,
};

struct Node {
    NodeKind kind = NodeKind::text;
    Place at;
    std::string text;    // the text itself; the name of a partial, a role, a section, a data section
    std::string indent;  // of a partial that has its line to itself
    std::vector<Argument> args;
    std::vector<NamedArgument> named;
    std::vector<std::string> block_params;
    std::vector<Node> body, otherwise;
};

struct Template {
    std::vector<Node> nodes;
    std::vector<Json> literals;
    std::vector<TemplateProblem>
        problems;  // in the order of the text; the tree is unusable when there is any
};

inline constexpr std::size_t k_template_bytes_max = 1U << 20;
inline constexpr int k_nesting_max = 64;

// Never throws. `first_line` is the line of the file at which the body begins.
Template parse_template(std::string_view text, int first_line = 1);

}  // namespace mkai::prompts
