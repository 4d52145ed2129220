#include "cli/cmd.hpp"
#include "cli/render.hpp"
#include "cli/views.hpp"
#include "core/app/eval_power.hpp"
#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "core/workspace/suite_reader.hpp"

#include <charconv>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::cli {

namespace {

constexpr std::int64_t k_tests_max = 1'000'000;
constexpr std::int64_t k_trials_max = 100;

template <class Number>
Result<std::optional<Number>> number_option(const Args& args, std::string_view flag,
                                            std::string_view example) {
    const auto text = args.find(flag);
    if (!text) return std::optional<Number>{};
    Number number{};
    const char* end = text->data() + text->size();
    const auto [stopped, ec] = std::from_chars(text->data(), end, number);
    if (ec != std::errc{} || stopped != end)
        return fail(ErrorCode::invalid_value, fmt::format("{} is no number for {}", in_quotes(*text), flag),
                    fmt::format("{} {}", flag, example));
    return std::optional(number);
}

Result<std::optional<std::int64_t>> count_option(const Args& args, std::string_view flag, std::int64_t least,
                                                 std::int64_t most) {
    auto count = number_option<std::int64_t>(args, flag, std::to_string(least));
    if (count && *count && (**count < least || **count > most))
        return fail(ErrorCode::invalid_value, fmt::format("{} is from {} to {}", flag, least, most),
                    fmt::format("{} {}", flag, least));
    return count;
}

Result<app::EvalPowerRequest> request_of(const workspace::Workspace& workspace, const Args& args) {
    app::EvalPowerRequest out;
    out.suite = args.get("SUITE");
    if (const auto ids = workspace::suite_ids(workspace); out.suite.empty() && ids.size() == 1)
        out.suite = ids.front();
    auto difference = number_option<double>(args, "--difference", "5");
    if (!difference) return fail(difference);
    if (*difference) out.difference = **difference / 100;
    auto tests = count_option(args, "--tests", 2, k_tests_max);
    if (!tests) return fail(tests);
    out.tests = *tests;
    auto trials = count_option(args, "--trials", 1, k_trials_max);
    if (!trials) return fail(trials);
    if (*trials) out.trials = static_cast<int>(**trials);
    auto rate = number_option<double>(args, "--rate", "0.8");
    if (!rate) return fail(rate);
    out.rate = rate->value_or(out.rate);
    auto power = number_option<double>(args, "--power", "0.8");
    if (!power) return fail(power);
    out.power = power->value_or(out.power);
    return out;
}

// "8 times of 10"
std::string times(double chance) {
    const double tenths = chance * 10;
    if (std::abs(tenths - std::round(tenths)) < 1e-9) return fmt::format("{:.0f} times of 10", tenths);
    return fmt::format("{:.0f} times of 100", chance * 100);
}
std::string points(double difference) {
    return fmt::format("{:g} {}", difference * 100,
                       std::abs(difference * 100 - 1) < 1e-9 ? "point" : "points");
}
std::string tests_words(const std::optional<std::int64_t>& tests) {
    return tests ? counted(static_cast<std::size_t>(*tests), "test") : "more tests than anybody has";
}

std::string basis(const app::EvalPower& power) {
    if (!power.spread)
        return fmt::format(
            "By the formula for pass rates, at a rate of {:g}%, as if the two sides were asked different "
            "tests: a "
            "run of the suite would tell more, and mostly asks for fewer.",
            power.rate * 100);
    const app::EvalSpread& s = *power.spread;
    const std::string clusters =
        s.clusters == s.tests ? "" : fmt::format(" in {}", counted(s.clusters, "cluster"));
    const std::string run =
        fmt::format("From run {}, {}{}", s.run.substr(0, 13), counted(s.tests, "test"), clusters);
    if (s.right.empty())
        return fmt::format(
            "{}: {} alone, as if another run had nothing in common with it: the most that can be needed.",
            run, printable_line(s.left));
    return fmt::format("{}: {} against {}, test by test.", run, printable_line(s.left),
                       printable_line(s.right));
}

// What was asked, answered in a sentence or two.
std::string answer(const app::EvalPower& power) {
    std::string out;
    if (power.asked)
        out += fmt::format("To see a difference of {} {}, it takes {}{}.\n", points(power.asked->difference),
                           times(power.power), tests_words(power.asked->tests),
                           power.spread ? "" : " on each side");
    if (power.tests && power.detectable)
        out += fmt::format("{} see a difference of {:.1f} points {}; smaller ones are mostly missed.\n",
                           counted(static_cast<std::size_t>(*power.tests), "test"), *power.detectable * 100,
                           times(power.power));
    else if (power.tests)
        out += fmt::format("{} see no difference {}.\n",
                           counted(static_cast<std::size_t>(*power.tests), "test"), times(power.power));
    if (power.found)
        out += fmt::format("They see one of {} {:.0f} times of 100.\n", points(power.asked->difference),
                           std::floor(*power.found * 100 + 1e-9));
    return out;
}

Json spread_json(const std::optional<app::EvalSpread>& spread) {
    if (!spread) return nullptr;
    return {{"run", spread->run},
            {"variants", spread->right.empty() ? Json{spread->left} : Json{spread->left, spread->right}},
            {"tests", spread->tests},
            {"clusters", spread->clusters},
            {"trials", spread->trials},
            {"standard_deviation", spread->sd}};
}

Json row_json(const app::EvalPowerRow& row) {
    return {{"difference", row.difference}, {"tests", row.tests ? Json(*row.tests) : Json(nullptr)}};
}

Json number_json(const std::optional<double>& number) {
    return number ? Json(*number) : Json(nullptr);
}

Result<Reply> power(Context& context, const Args& args) {
    auto session = context.session();
    if (!session) return fail(session);
    auto request = request_of(session->workspace, args);
    if (!request) return fail(request);
    auto made = app::eval_power(*session, *request);
    if (!made) return fail(made);
    Reply reply;
    reply.text = answer(*made);
    if (!reply.text.empty()) reply.text += '\n';
    std::vector<std::vector<Cell>> rows{
        {{"  difference", Colour::dim}, {made->spread ? "tests" : "tests on each side", Colour::dim}}};
    Json table_json = Json::array();
    for (const app::EvalPowerRow& row : made->rows) {
        rows.push_back({{"  " + points(row.difference), Colour::bold},
                        {row.tests ? std::to_string(*row.tests) : "more than a hundred million"}});
        table_json.push_back(row_json(row));
    }
    reply.text += table(rows, context.terminal()) + '\n' + basis(*made) + '\n';
    if (!made->trials_count)
        reply.text += fmt::format("What {} of each test would bring is not known and not counted: {}.\n",
                                  counted(static_cast<std::size_t>(made->trials), "trial"),
                                  made->spread ? "the run asked each test once" : "there is no run");
    if (!request->suite.empty() && (!made->spread || !made->trials_count))
        reply.next =
            fmt::format("mkai eval run {}{}", request->suite, made->trials_count ? "" : " --repeat 3");
    set_json(reply, {{"suite", or_null(request->suite)},
                     {"from", spread_json(made->spread)},
                     {"rate", made->spread ? Json(nullptr) : Json(made->rate)},
                     {"power", made->power},
                     {"confidence", made->confidence},
                     {"trials", made->trials},
                     {"trials_count", made->trials_count},
                     {"differences", std::move(table_json)},
                     {"asked", made->asked ? row_json(*made->asked) : Json(nullptr)},
                     {"tests", made->tests ? Json(*made->tests) : Json(nullptr)},
                     {"detectable", number_json(made->detectable)},
                     {"found", number_json(made->found)}});
    return reply;
}

}  // namespace

Command cmd_eval_power() {
    return {
        "eval power",
        Group::look,
        "Say how many tests it takes to see a difference, or which difference a number of tests sees.",
        "Too few tests tell nothing, however good the news. Where the suite has a run, the newest one says "
        "how "
        "much scores vary; else the formula for pass rates does.",
        {{"mkai eval power email --difference 5", "how many tests tell five points apart"},
         {"mkai eval power --tests 200 --rate 0.9", "what 200 tests see, where nine of ten pass"}},
        {{"SUITE", "a suite; none: the only one, else by the formula", Arity::optional}},
        {{"--difference", "POINTS", "the difference to see, of scores or pass rates: 5 is 80% against 75%"},
         {"--tests", "N", "as many tests; the run's when it is left out"},
         {"--trials", "K", "of each test; the run's when it is left out"},
         {"--rate", "P", "without a run: the share of tests that passes, 0.8 when it is left out"},
         {"--power", "P", "the chance to see a difference that is there, 0.8 when it is left out"}},
        power};
}

}  // namespace mkai::cli
