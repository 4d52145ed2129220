#include "core/base/regex.hpp"

#include "core/base/regex_starts.hpp"

#include <algorithm>
#include <cstdint>
#include <mutex>
#include <new>
#include <utility>

#include <fmt/core.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

namespace mkai {
namespace {

// PCRE2's own match limit counts anew at each place in the text where a match may start (pcre2api(3),
// "limiting match resource usage"; pcre2_match.c of 10.42, 2026-11-23), so a quadratic pattern could still
// run for minutes. The work of a whole search is therefore counted here, by PCRE2's automatic callouts: one
// unit for each step and for each byte moved. The answer is the same on every machine, as a clock's would not
// be.
constexpr std::int64_t k_work_floor = 5'000'000;  // some 0.1 s
constexpr std::int64_t k_work_per_byte = 64;

constexpr std::uint32_t k_match_limit = 2'000'000;
constexpr std::uint32_t k_depth_limit = 100'000;
constexpr std::uint32_t k_heap_limit_kib = 20 * 1024;
constexpr std::size_t k_jit_stack_start_bytes = 32 * 1024;
constexpr std::size_t k_jit_stack_max_bytes = 1024 * 1024;
constexpr std::size_t k_pattern_bytes_max = 64 * 1024;

template <auto free_function>
struct FreeWith {
    template <class T>
    void operator()(T* pointer) const {
        free_function(pointer);
    }
};
using CodePtr = std::unique_ptr<pcre2_code, FreeWith<pcre2_code_free>>;
using CompileContextPtr = std::unique_ptr<pcre2_compile_context, FreeWith<pcre2_compile_context_free>>;
using MatchContextPtr = std::unique_ptr<pcre2_match_context, FreeWith<pcre2_match_context_free>>;
using MatchDataPtr = std::unique_ptr<pcre2_match_data, FreeWith<pcre2_match_data_free>>;
using JitStackPtr = std::unique_ptr<pcre2_jit_stack, FreeWith<pcre2_jit_stack_free>>;

struct WorkBudget {
    std::int64_t left;
    std::size_t position = 0;

    explicit WorkBudget(std::size_t text_bytes)
        : left(k_work_floor + k_work_per_byte * static_cast<std::int64_t>(text_bytes)) {}
};

int charge_step(pcre2_callout_block* step, void* data) {
    auto& budget = *static_cast<WorkBudget*>(data);
    const std::size_t now = step->current_position;
    const std::size_t moved = now > budget.position ? now - budget.position : budget.position - now;
    budget.position = now;
    budget.left -= 1 + static_cast<std::int64_t>(moved);
    return budget.left < 0 ? PCRE2_ERROR_MATCHLIMIT : 0;
}

// What a search writes to; one a thread, because the compiled pattern is shared between threads.
struct Workspace {
    MatchContextPtr context{pcre2_match_context_create(nullptr)};
    MatchDataPtr data{pcre2_match_data_create(1, nullptr)};
    JitStackPtr jit_stack{pcre2_jit_stack_create(k_jit_stack_start_bytes, k_jit_stack_max_bytes, nullptr)};

    Workspace() {
        if (!context || !data) throw std::bad_alloc{};
        pcre2_set_match_limit(context.get(), k_match_limit);
        pcre2_set_depth_limit(context.get(), k_depth_limit);
        pcre2_set_heap_limit(context.get(), k_heap_limit_kib);
        if (jit_stack) pcre2_jit_stack_assign(context.get(), nullptr, jit_stack.get());
    }
};

Workspace& workspace_of_thread() {
    thread_local Workspace workspace;
    return workspace;
}

PCRE2_SPTR code_units(std::string_view text) {
    // An empty view may have a null pointer, which PCRE2 10.42 refuses.
    return reinterpret_cast<PCRE2_SPTR>(text.data() == nullptr ? "" : text.data());
}

int run(const pcre2_code* code, std::string_view text, std::size_t start, std::uint32_t options,
        WorkBudget& budget) {
    Workspace& workspace = workspace_of_thread();
    pcre2_set_callout(workspace.context.get(), charge_step, &budget);
    return pcre2_match(code, code_units(text), text.size(), start, options, workspace.data.get(),
                       workspace.context.get());
}

Regex::Outcome outcome_of(int status, Regex::Match& match) {
    if (status == PCRE2_ERROR_NOMATCH) return Regex::Outcome::no_match;
    if (status < 0) return Regex::Outcome::gave_up;
    const PCRE2_SIZE* bounds = pcre2_get_ovector_pointer(workspace_of_thread().data.get());
    // \K inside a lookahead can put the start after the end (pcre2api(3)); such a match is empty.
    match = Regex::Match{std::min(bounds[0], bounds[1]), bounds[1]};
    return Regex::Outcome::match;
}

std::string message_of(int error_number) {
    char text[256] = {};
    pcre2_get_error_message(error_number, reinterpret_cast<PCRE2_UCHAR*>(text), sizeof text);
    return text;
}

// Without case, the long s is an "s" and the kelvin a "k", of other bytes.
bool has_odd_letters(std::string_view text) {
    return text.find("\u017F") != std::string_view::npos || text.find("\u212A") != std::string_view::npos;
}

// Otherwise PCRE2 finds the beginnings by itself, as quickly.
bool pay(const std::vector<std::string>& starts) {
    return starts.size() > 1 &&
           std::ranges::all_of(starts, [](const auto& start) { return start.size() > 1; });
}

Result<CodePtr> compile_code(std::string_view pattern, bool ignore_case, std::uint32_t more_options) {
    CompileContextPtr context{pcre2_compile_context_create(nullptr)};
    if (!context) throw std::bad_alloc{};
    pcre2_set_max_pattern_length(context.get(), k_pattern_bytes_max);

    // Text with invalid UTF-8 is no error: no part of the pattern matches an invalid byte.
    std::uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_MATCH_INVALID_UTF | PCRE2_NEVER_BACKSLASH_C |
                            PCRE2_DOLLAR_ENDONLY | PCRE2_AUTO_CALLOUT | more_options;
    if (ignore_case) options |= PCRE2_CASELESS;

    int error_number = 0;
    PCRE2_SIZE error_byte = 0;
    CodePtr code{pcre2_compile(code_units(pattern), pattern.size(), options, &error_number, &error_byte,
                               context.get())};
    if (!code) {
        return fail(ErrorCode::invalid_value,
                    fmt::format("the pattern cannot be used: {} (at character {})", message_of(error_number),
                                error_byte + 1),
                    "correct the regular expression there");
    }
    return code;
}

}  // namespace

struct Regex::Compiled {
    std::string pattern;
    bool ignore_case = false;
    Use use = Use::often;
    // Where it is known how matches begin: tried at those places alone. Only as machine code, since the
    // interpreter looks at all of the text's UTF-8 at each.
    StartFinder starts;
    CodePtr at_starts;

    // Searches by itself. Where there is `at_starts`, it is made when a text first needs it.
    const pcre2_code* anywhere() const {
        std::call_once(m_once, [this] {
            if (!m_anywhere) m_anywhere = compile_anywhere().value();
        });
        return m_anywhere.get();
    }
    Result<CodePtr> compile_anywhere() const {
        auto code = compile_code(pattern, ignore_case, 0);
        // Without a JIT for this machine the interpreter does the same, slower.
        if (code && use == Use::often) pcre2_jit_compile(code->get(), PCRE2_JIT_COMPLETE);
        return code;
    }
    void take_anywhere(CodePtr code) { m_anywhere = std::move(code); }

  private:
    mutable std::once_flag m_once;
    mutable CodePtr m_anywhere;
};

// A search through one text, match after match.
class Regex::Search {
  public:
    Search(const Compiled& compiled, std::string_view text)
        : m_compiled(compiled),
          m_text(text),
          m_budget(text.size()),
          m_by_starts(compiled.at_starts && !(compiled.ignore_case && has_odd_letters(text))) {}

    Outcome next(std::size_t from, bool may_be_empty, Match& match) {
        while (m_by_starts) {
            from = m_compiled.starts.next(m_text, from);
            if (from == std::string_view::npos) return Outcome::no_match;
            const int status = run(m_compiled.at_starts.get(), m_text, from, 0, m_budget);
            // From here on without, so that the interpreter begins once a match, and not once a place.
            if (status == PCRE2_ERROR_JIT_STACKLIMIT)
                m_by_starts = false;
            else if (status == PCRE2_ERROR_NOMATCH)
                ++from;
            else
                return outcome_of(status, match);
        }
        const pcre2_code* const code = m_compiled.anywhere();
        const std::uint32_t options = may_be_empty ? 0 : PCRE2_NOTEMPTY_ATSTART;
        int status = run(code, m_text, from, options, m_budget);
        // The interpreter keeps its backtracking points on the heap, and so gets further than the JIT's
        // stack.
        if (status == PCRE2_ERROR_JIT_STACKLIMIT)
            status = run(code, m_text, from, options | PCRE2_NO_JIT, m_budget);
        return outcome_of(status, match);
    }

  private:
    const Compiled& m_compiled;
    std::string_view m_text;
    WorkBudget m_budget;
    bool m_by_starts;
};

Result<Regex> Regex::compile(std::string_view pattern, bool ignore_case, Use use) {
    auto compiled = std::make_shared<Compiled>();
    compiled->pattern = pattern;
    compiled->ignore_case = ignore_case;
    compiled->use = use;
    if (use == Use::often)
        if (const auto starts = starts_of_matches(pattern); pay(starts))
            compiled->starts = StartFinder(starts);
    if (compiled->starts.has_any()) {
        // Without the look for the last byte of a match, which goes up to 5,000 bytes far from each place.
        auto code = compile_code(pattern, ignore_case, PCRE2_ANCHORED | PCRE2_NO_START_OPTIMIZE);
        if (!code) return fail(code);
        if (pcre2_jit_compile(code->get(), PCRE2_JIT_COMPLETE) == 0) compiled->at_starts = std::move(*code);
    }
    if (!compiled->at_starts) {
        auto code = compiled->compile_anywhere();
        if (!code) return fail(code);
        compiled->take_anywhere(std::move(*code));
    }
    Regex regex;
    regex.m_compiled = std::move(compiled);
    return regex;
}

Regex::Outcome Regex::search(std::string_view text, Match* where) const {
    Match match;
    const Outcome outcome = Search(*m_compiled, text).next(0, true, match);
    if (outcome == Outcome::match && where != nullptr) *where = match;
    return outcome;
}

std::vector<Regex::Match> Regex::find_all(std::string_view text, bool* gave_up) const {
    if (gave_up != nullptr) *gave_up = false;
    Search search(*m_compiled, text);
    std::vector<Match> matches;
    std::size_t start = 0;
    bool may_be_empty = true;
    while (start <= text.size()) {
        Match match;
        const Outcome outcome = search.next(start, may_be_empty, match);
        if (outcome == Outcome::gave_up && gave_up != nullptr) *gave_up = true;
        if (outcome != Outcome::match) break;
        matches.push_back(match);
        // After an empty match the next one must be later, or at the same place and not empty.
        may_be_empty = match.end > match.begin;
        start = std::max(start, match.end);
    }
    return matches;
}

}  // namespace mkai
