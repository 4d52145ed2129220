// How a link is tagged for measuring: the spelling of its utm_ parameters. Pure.
//
// Names and which of them belong together: https://support.google.com/analytics/answer/10917952 (2026-11-26).
// Values are compared with their case, so that Email and email are two sources in every report.
#pragma once

#include "core/domain/finding.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace mkai::brand {

struct LinkProblem {
    std::string code;
    std::string message;  // "it says utm_campain"
    std::string fix;
    std::size_t begin = 0, end = 0;  // bytes of the link
};

// By place. All are warnings: the link works, and is counted wrong.
//   utm-name        no known parameter: utm_campain, UTM_Source
//   utm-value       no value, capitals, spaces or their codes in it
//   utm-twice       the same parameter twice
//   utm-place       behind the #, where no server and not every tool looks
//   utm-incomplete  utm_source, utm_medium or utm_campaign without the others
// `inside`: a link from a page to its own site, where tags end the visit that brought the reader (utm-place).
std::vector<LinkProblem> check_link(std::string_view link, bool inside = false);

// The links of a text, with `text` said to readers as `label`; one that has no host is inside, and where
// `own_host` is not empty one to it.
std::vector<Finding> check_links(std::string_view field, std::string_view label, std::string_view text,
                                 std::string_view own_host);

// "www.example.com" of an address; empty when it has none.
std::string host_of(std::string_view link);

}  // namespace mkai::brand
