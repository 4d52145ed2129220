#include "core/app/eval_touched.hpp"

#include "core/base/file.hpp"
#include "core/base/hash.hpp"
#include "core/workspace/suite_reader.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

#include <fmt/format.h>

namespace mkai::app {

namespace {

// What checks read, beside the tests themselves.
constexpr std::array<std::string_view, 5> k_read_by_checks{"brand", "channels", "claims.yaml",
                                                           "disclosures.yaml", "waivers.yaml"};
constexpr std::array<std::string_view, 5> k_checks_that_read{"claims", "facts", "disclosures", "brand",
                                                             "channel"};
constexpr std::size_t k_file_bytes_max = 64U << 20;

// Of the names and bytes of files below `root`; a file that is not there counts too.
Result<std::string> digest_of_files(const fs::path& root, std::string_view name) {
    std::vector<fs::path> files;
    std::error_code ec;
    if (fs::is_directory(root / name, ec)) {
        for (fs::recursive_directory_iterator it(root / name, ec), end; !ec && it != end; it.increment(ec))
            if (it->is_regular_file(ec)) files.push_back(it->path());
        std::ranges::sort(files);
    } else if (fs::exists(root / name, ec)) {
        files.push_back(root / name);
    }
    std::string out;
    for (const fs::path& file : files) {
        auto bytes = read_file(file, k_file_bytes_max);
        if (!bytes) return fail(bytes);
        out = sha256_hex(
            fmt::format("{}{}\n{}", out, file.lexically_relative(root).generic_string(), sha256_hex(*bytes)));
    }
    return out;
}

bool reads_files(const EvalPlan& plan) {
    const auto reads = [](const eval::CheckSpec& spec) {
        return std::ranges::find(k_checks_that_read, spec.type) != k_checks_that_read.end();
    };
    return std::ranges::any_of(plan.suite.defaults.checks, reads) || !plan.suite.rows.empty() ||
           std::ranges::any_of(plan.suite.tests, [&](const eval::TestCase& test) {
               return std::ranges::any_of(test.checks, reads);
           });
}

// A digest of what each variant asks for each test, and of what is checked, by the test's id.
using Questions = std::unordered_map<std::string, std::string>;

Done each_question(const Session& session, const EvalPlan& plan,
                   const std::function<void(const std::string& id, std::string digest)>& visit) {
    std::string briefs;  // of the newest one: tests of a brief stand together
    std::string brief;
    return each_test(session, plan, [&](std::int64_t, const eval::TestCase& test) -> Done {
        std::string all = digest_of(test) + plan.judge_digest;
        if (!test.brief.empty()) {
            if (brief != test.brief) {
                auto loaded = session.workspace.load_brief(test.brief);
                if (!loaded) return fail(loaded);
                brief = test.brief;
                briefs = loaded->digest;
            }
            all += briefs;
        }
        for (const PlannedVariant& variant : plan.variants) {
            auto prompt = prompt_of(session, variant, test);
            if (!prompt) return fail(prompt);
            all +=
                fmt::format("\n{} {} {}", variant.record.model, variant.record.model_digest, prompt->digest);
            if (const FoundCopy* copy = plan.copy_for(variant, test))
                all += fmt::format(" {}@v{}", copy->copy.asset, copy->copy.version);
        }
        visit(test.id, sha256_hex(all));
        return {};
    });
}

}  // namespace

Result<EvalTouched> find_touched(const Session& session, const EvalPlan& plan,
                                 const workspace::Workspace& before, const EvalRequest& request) {
    EvalTouched out;
    out.all = plan.tests;
    const auto all_for = [&](std::string why) {
        out.why = std::move(why);
        return out;
    };
    if (reads_files(plan))
        for (const std::string_view name : k_read_by_checks) {
            auto was = digest_of_files(before.root(), name);
            if (!was) return fail(was);
            auto is = digest_of_files(session.workspace.root(), name);
            if (!is) return fail(is);
            if (*was != *is) return all_for(fmt::format("{} is other, and checks read it", name));
        }
    auto suite = workspace::read_suite(before, request.suite.id);
    if (!suite || !suite->suite) return all_for("the suite is new, or could not be read then");
    const Session then{before, session.ledger, session.clock, session.actor};
    EvalRequest earlier = request;
    earlier.suite = std::move(*suite->suite);
    auto planned = plan_eval(then, earlier);
    if (!planned || !planned->plan) return all_for("the suite could not be run then");
    Questions known;
    auto read = each_question(then, *planned->plan, [&](const std::string& id, std::string digest) {
        known.emplace(id, std::move(digest));
    });
    if (!read) return all_for("the suite could not be run then");
    auto touched = std::make_shared<std::unordered_set<std::string>>();
    read = each_question(session, plan, [&](const std::string& id, const std::string& digest) {
        const auto found = known.find(id);
        if (found == known.end() || found->second != digest) touched->insert(id);
    });
    if (!read) return fail(read);
    out.tests = std::move(touched);
    return out;
}

}  // namespace mkai::app
