// Text for people: errors, findings, tables, diffs. Everything from outside passes printable() here.
#pragma once

#include "cli/terminal.hpp"
#include "core/base/error.hpp"
#include "core/base/json.hpp"
#include "core/domain/content.hpp"
#include "core/domain/finding.hpp"
#include "core/publish/render.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace mkai::cli {

std::string error_text(const Error& error, const Terminal& terminal);
Json error_json(const Error& error);

// "briefs/spring.yaml:3:1: error: unknown key ... [unknown-key]" and the mend on the next line.
std::string findings_text(const std::vector<Finding>& findings, const Terminal& terminal);
Json findings_json(const std::vector<Finding>& findings);

// Columns as wide as their widest cell; the last one is not padded. Cells may hold colour. Where a terminal
// is too narrow for all of them, the last ones go below their row; in a pipe a row is always a line.
struct Cell {
    std::string text;
    Colour colour = Colour::none;
};
std::string table(const std::vector<std::vector<Cell>>& rows, const Terminal& terminal);

// How many lines of the terminal a text takes: of a line that is wider than it, several.
std::size_t lines_on_screen(std::string_view text, const Terminal& terminal);
// "next: mkai status", as it stands below a reply.
std::string next_line(std::string_view next);

// A version's fields with labels, wrapped to the terminal.
std::string copy_text(const std::vector<publish::RenderedField>& fields, const Terminal& terminal);
// Word diff: [-removed-]{+added+} without colour, red and green with it.
std::string diff_text(const Fields& before, const Fields& after, const Terminal& terminal);
Json diff_json(const Fields& before, const Fields& after);

Colour colour_of_state(std::string_view state);
// The first 8 characters of a digest: what people see and type.
std::string short_digest(const std::string& digest);

}  // namespace mkai::cli
