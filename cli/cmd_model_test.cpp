#include "cli/cmd.hpp"
#include "cli/render.hpp"
#include "cli/signals.hpp"
#include "cli/views.hpp"
#include "core/app/model_test.hpp"
#include "core/app/models.hpp"
#include "core/base/text.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::cli {

namespace {

// Where the secret is, and never what it is; empty when the user's configuration does not say.
std::string source_of(Context& context, const std::string& credential) {
    auto config = context.user_config();
    if (!config) return {};
    const auto& all = (*config)->credentials;
    const auto found = std::ranges::find(all, credential, &workspace::UserConfig::Credential::name);
    return found == all.end() ? std::string() : found->from;
}

Json flag_json(const std::optional<bool>& flag) {
    return flag ? Json(*flag) : Json(nullptr);
}

Json credential_json(Context& context, const app::ModelTest& test) {
    const std::string& name = test.model.credential;
    if (name.empty()) return nullptr;
    return {{"name", name},
            {"from", or_null(source_of(context, name))},
            {"found", flag_json(test.credential_found)}};
}

Json test_json(Context& context, const app::ModelTest& test) {
    return {{"name", test.model.name},
            {"provider", test.model.provider},
            {"model", or_null(test.model.model)},
            {"host", or_null(test.host)},
            {"passed", !test.error},
            {"credential", credential_json(context, test)},
            {"reachable", flag_json(test.reachable)},
            {"answered_as_asked", flag_json(test.answered_as_asked())},
            {"schema_kept", flag_json(test.schema_kept)},
            {"first_token_ms",
             test.call && test.call->first_token_ms ? Json(*test.call->first_token_ms) : Json(nullptr)},
            {"price", test.price ? price_json(*test.price) : Json(nullptr)},
            {"call", test.call ? call_json(*test.call) : Json(nullptr)},
            {"warnings", test.warnings},
            {"error", test.error ? error_json(*test.error)["error"] : Json(nullptr)}};
}

std::string answer_words(const app::ModelTest& test) {
    const CallRecord& call = *test.call;
    std::string out = call.model_answered.empty() ? "the provider did not say which model answered"
                                                  : "by " + printable_line(call.model_answered);
    if (test.answered_as_asked() == false)
        out += fmt::format(", and {} was asked", printable_line(test.model.model));
    out += fmt::format(", in {} ms", call.latency_ms);
    if (call.first_token_ms) out += fmt::format(", the first token after {} ms", *call.first_token_ms);
    return out;
}

std::string usage_words(const app::ModelTest& test) {
    const CallRecord& call = *test.call;
    std::string out =
        fmt::format("{} tokens in, {} out", call.usage.input_in_all(), call.usage.output_in_all());
    if (call.usage.source != UsageSource::reported) out += fmt::format(" ({})", to_string(call.usage.source));
    if (call.cost) out += fmt::format(", ${}", to_decimal(*call.cost));
    if (test.price) out += fmt::format(" by the price {}", test.price->id);
    return out;
}

std::string test_text(Context& context, const app::ModelTest& test) {
    const Terminal& t = context.terminal();
    std::vector<std::vector<Cell>> rows;
    const auto add = [&](std::string_view label, std::string value) {
        rows.push_back({{"  " + std::string(label), Colour::dim}, {std::move(value)}});
    };
    add("asked", fmt::format("{}{}{}", test.model.provider,
                             test.model.model.empty() ? "" : " " + printable_line(test.model.model),
                             test.host.empty() ? "" : " at " + test.host));
    if (!test.model.credential.empty()) {
        const std::string from = source_of(context, test.model.credential);
        add("credential", fmt::format("{} {}", test.model.credential,
                                      test.credential_found == true ? "from " + from : "was not read"));
    }
    if (test.reachable) add("reachable", *test.reachable ? "yes" : "no");
    if (test.schema_kept) {
        add("answered", answer_words(test));
        add("shape", *test.schema_kept ? "as asked for" : "another than asked for");
    }
    if (test.call) add("used", usage_words(test));
    return fmt::format("{}  {}\n{}", t.paint(Colour::bold, test.model.name),
                       test.error ? t.paint(Colour::red, "failed") : t.paint(Colour::green, "answers"),
                       table(rows, t));
}

Result<Reply> test(Context& context, const Args& args) {
    auto session = context.session();
    if (!session) return fail(session);
    std::vector<std::string> names = args.list("MODEL");
    if (names.empty()) names.emplace_back();  // the default one
    std::vector<const ModelDecl*> models;
    for (const std::string& name : names) {
        auto model = app::find_model(session->workspace, name);
        if (!model) return fail(model);
        models.push_back(*model);
    }
    const app::ModelTestOptions options{context.credentials(), &cancelled()};
    Reply reply;
    Json tested = Json::array();
    for (const ModelDecl* model : models) {
        context.terminal().progress(fmt::format("asking {}", model->name));
        auto result = app::test_model(*session, *model, options);
        context.terminal().progress("");
        if (!result) return fail(result);
        reply.text += test_text(context, *result);
        tested.push_back(test_json(context, *result));
        if (result->error && reply.status == ExitStatus::done) reply.status = result->error->status();
        if (context.wants_json()) continue;
        for (const std::string& warning : result->warnings) context.terminal().say(warning);
        if (result->error) context.terminal().say(error_text(*result->error, context.terminal()));
    }
    if (reply.status == ExitStatus::done)
        reply.next = fmt::format("mkai generate BRIEF --model {} --dry-run", models.front()->name);
    set_json(reply, {{"models", std::move(tested)}});
    return reply;
}

}  // namespace

Command cmd_model_test() {
    return {
        "model test",
        Group::workspace,
        "Ask a model one tiny question: is it there, is it the one, does it keep to a schema, at what cost.",
        "It is a call like any other: recorded, paid for, under the caps and pauses. One attempt, without "
        "fallbacks. "
        "The exit status is that of the first that failed.",
        {{"mkai model test", "the default model"},
         {"mkai model test copy copy-cheap --json", "these two, as data"}},
        {{"MODEL", "models of mkai.yaml; none: the default one", Arity::any}},
        {},
        test};
}

}  // namespace mkai::cli
