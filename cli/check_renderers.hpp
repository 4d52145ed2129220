// The formats of findings that other programs read; check_report.cpp has their table.
#pragma once

#include "cli/check_report.hpp"

#include <string>

namespace mkai::cli {

// Workflow commands of GitHub Actions, a line for each finding, then the summary:
//
//     ::error file=briefs/spring.yaml,line=3,col=9,title=unknown-key::unknown key "offr"%0Afix: ...
//
// A note is a `notice`. In data stand %25 %0D %0A for % CR LF, in the values of properties also %3A %2C for
// : and , (escapeData and escapeProperty of actions/toolkit, packages/core/src/command.ts; read back by
// actions/runner, src/Runner.Common/ActionCommand.cs; both read on 2026-11-24). The runner takes a line for a
// command only when it begins with "::", so that a text on one line cannot become one. The meaning of the
// properties: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands,
// 2026-11-24.
std::string render_check_github(const CheckReport& report, const Terminal& terminal);

// SARIF 2.1.0 (OASIS Standard, 2020-03-27, with Errata 01 of 2023-08-28; sections below are of it), one run.
//
// A file is a relative URI as the finding names it (3.4.3), percent-encoded but for `/` and the unreserved
// characters of RFC 3986, 2.3; one that was given by an absolute path is a file: URI. Columns are code
// points, as core/base/yaml.hpp counts them (columnKind, 3.14.17). The fingerprint is the SHA-256 of code,
// file, field and message: not of the place, so that a finding stays the same one when lines are added above
// it. In a message braces are doubled (3.11.5), and "](" is torn apart, because a text of a file must not
// become a link (3.11.6).
std::string render_check_sarif(const CheckReport& report, const Terminal& terminal);

// JUnit XML as Jenkins, GitLab and others read it: no standard says what it is, so it keeps to what they
// share. One suite; a case for each checked file and for each other file with findings. A case has one
// `failure`, with all its errors in it, because Jenkins and GitLab show the first alone. Warnings and notes
// are its `system-out`. No times: the same findings are the same bytes. What XML 1.0 cannot hold (its
// production 2, Char) is U+FFFD, and so are the C1 controls, which it can.
std::string render_check_junit(const CheckReport& report, const Terminal& terminal);

}  // namespace mkai::cli
