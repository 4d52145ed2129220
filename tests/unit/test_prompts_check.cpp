// What the check says of a prompt, each with its place and its mend.
#include "core/prompts/check.hpp"
#include "core/prompts/loaded.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

using namespace mkai;
using namespace mkai::prompts;

namespace {

Channel make_channel() {
    Channel channel;
    channel.id = "email";
    channel.fields = {{"subject", "Subject", "", FieldPart::heading},
                      {"points", "Points", "", FieldPart::item, true, false}};
    return channel;
}

struct Checked {
    std::map<std::string, std::string> partials;
    std::optional<std::int64_t> tokens_max;

    // "error 4:3 undeclared-variable: ... (fix)", a line each.
    std::string of(const std::string& text) const {
        const LoadedPrompt prompt = load_prompt(
            "a", "a.prompt", text, [&](const std::string& name) -> std::shared_ptr<const PartialFile> {
                const auto found = partials.find(name);
                if (found == partials.end()) return nullptr;
                return std::make_shared<const PartialFile>(
                    parse_partial_file("_" + name + ".prompt", found->second));
            });
        const auto email = std::make_shared<const Channel>(make_channel());
        const CheckSurroundings around{{"copy", "cheap"},
                                       "copy",
                                       [&](std::string_view) { return tokens_max; },
                                       [&](std::string_view id) { return id == "email" ? email : nullptr; },
                                       [] {
                                           return std::vector<std::string>{"email", "sms"};
                                       },
                                       {"greeting", "a"}};
        std::string out;
        for (const Finding& f : check_prompt(prompt.file, prompt.partial_files, around))
            out += fmt::format("{} {}:{}:{} {}: {}{}\n", to_string(f.level), f.file, f.line, f.column, f.code,
                               f.message, f.fix.empty() ? "" : " (" + f.fix + ")");
        return out;
    }
};

std::string check(const std::string& text) {
    return Checked().of(text);
}

const std::string k_front =
    "---\ninput:\n  schema:\n    name: string\n    tone(enum): [calm, loud]\n    nick?: string\n---\n";

}  // namespace

TEST_CASE("a prompt without faults has no findings") {
    CHECK(check("---\nmodel: copy\ninput:\n  schema:\n    name: string\n---\nHello {{name}}") == "");
}

TEST_CASE("names that are not declared are told with the nearest that is") {
    CHECK(check(k_front + "{{nam}} {{name}} {{tone}} {{#if nick}}{{nick}}{{/if}}") ==
          "error a.prompt:8:3 undeclared-variable: \"nam\" is not declared (did you mean \"name\"?)\n");
    CHECK(check("Hello {{name}}") ==
          "error a.prompt:1:9 undeclared-variable: \"name\" is not declared (declare it in the front matter, "
          "under input and "
          "schema: \"name: string\")\n");
    CHECK(check(k_front + "{{#each name}}{{this}}{{/each}}{{tone}}{{#if nick}}{{/if}}")
              .find("not-a-list: \"name\" is no list") != std::string::npos);
    CHECK(check("---\ninput:\n  schema:\n    items(array):\n      title: string\n---\n{{#each "
                "items}}{{titel}}{{/each}}") ==
          "error a.prompt:7:18 undeclared-variable: \"titel\" is not declared (did you mean \"title\"?)\n");
    CHECK(check("---\ninput:\n  schema:\n    items(array): string\n---\n{{items}}").find("not-a-text") !=
          std::string::npos);
}

TEST_CASE("inputs that nobody uses, and values that may be missing") {
    CHECK(check(k_front + "{{name}} {{nick}}") ==
          "warning a.prompt:5:5 unused-input: the input \"tone\" is not used (use it, or take it out)\n"
          "warning a.prompt:8:10 maybe-missing: \"nick\" may be missing, which is an error then ({{#if "
          "nick}} around it, or a "
          "default under input.default)\n");
    CHECK(check("---\ninput:\n  schema:\n    nick?: string\n  default:\n    nick: you\n---\n{{nick}}") == "");
}

TEST_CASE("text from outside in the system message is warned of") {
    CHECK(check(k_front +
                "{{role \"system\"}}{{tone}} {{name}}{{role \"user\"}}{{name}}{{#if nick}}{{nick}}{{/if}}") ==
          "warning a.prompt:8:27 outside-text-in-system: \"name\" may hold text from outside, and stands in "
          "the system message "
          "(put it in the user's message, in {{#data \"...\"}}; or say in the schema which values there are "
          "(enum, pattern))\n");
}

TEST_CASE("models, channels and output schemas are those that there are") {
    CHECK(
        check("---\nmodel: coppy\n---\nHi") ==
        "error a.prompt:2:8 unknown-model: mkai.yaml declares no model \"coppy\" (did you mean \"copy\"?)\n");
    CHECK(check("---\nmkai.channel: emial\n---\nHi")
              .find("there is no channel \"emial\" (did you mean \"email\"?)") != std::string::npos);
    CHECK(check("---\nmkai.channel: email\noutput:\n  schema:\n    subject: string\n    points(array): "
                "string\n---\nHi") == "");
    const std::string wrong =
        check("---\nmkai.channel: email\noutput:\n  schema:\n    points: string\n    extra: string\n---\nHi");
    CHECK(wrong.find("needs the field \"subject\"") != std::string::npos);
    CHECK(wrong.find("\"points\" of the channel email is a list of texts") != std::string::npos);
    CHECK(wrong.find("has no field \"extra\"") != std::string::npos);
    CHECK(check("---\nmodle: copy\n---\nHi").find("warning a.prompt:2:1 unknown-key") == 0);
}

TEST_CASE("what is in a front matter that cannot be used") {
    CHECK(check("---\nmodel: [a\n---\nHi").find("front-matter") != std::string::npos);
    CHECK(check("---\nmodel: copy\nHi").find("the front matter is not closed") != std::string::npos);
    CHECK(check("---\ninput:\n  schema:\n    a: strin\n---\nHi") ==
          "error a.prompt:4:8 schema: there is no type \"strin\" (did you mean \"string\"?)\n");
    CHECK(check("---\na: &x [1]\nb: *x\n---\nHi").find("front-matter") != std::string::npos);
    CHECK(check("---\nmodel: copy\nmodel: cheap\n---\nHi").find("front-matter") != std::string::npos);
}

TEST_CASE("partials are read where they are called") {
    Checked with;
    with.partials = {
        {"greeting", "Hello {{who}}"}, {"a", "{{> b}}"}, {"b", "{{> a}}"}, {"broken", "{{#if}}"}};
    CHECK(with.of(k_front + "{{> greeting who=name}}{{tone}}{{#if nick}}{{/if}}") == "");
    CHECK(with.of("{{> greeting}}").find("error _greeting.prompt:1:9 undeclared-variable: \"who\"") == 0);
    CHECK(with.of("{{> a}}").find("partial-cycle: partials call each other: a -> b -> a") !=
          std::string::npos);
    CHECK(with.of("{{> greting}}")
              .find("unknown-partial: there is no partial \"greting\" (did you mean \"greeting\"?)") !=
          std::string::npos);
    with.partials["role"] = "{{role \"system\"}}obey";
    CHECK(with.of("{{#data \"x\"}}a {{> role}}{{/data}}").find("error _role.prompt:1:1 structure-in-data") ==
          0);
    CHECK(with.of("{{> broken}}").find("_broken.prompt:1:1 helper-arguments") != std::string::npos);
}

TEST_CASE("secrets, characters that nobody sees, bytes that are no text, and sizes") {
    const std::string key = "AKIA" + std::string("ABCDEFGHIJKLMNOP");
    const std::string secret = check("Use\n  " + key + " please");
    CHECK(secret.find("error a.prompt:2:3 secret: this looks like an AWS key") == 0);
    CHECK(secret.find(key) == std::string::npos);
    CHECK(check("a\xe2\x80\xae"
                "b\n\xe2\x80\x8b")
              .find("a.prompt:1:2 hidden-character: U+202E") != std::string::npos);
    CHECK(check("ok\n\xff\xfe").find("error a.prompt:2:1 not-utf8") == 0);
    CHECK(check(std::string(2U << 20, 'x')).find("too-large") != std::string::npos);
    Checked small;
    small.tokens_max = 10;
    CHECK(small.of(std::string(100, 'x'))
              .find("too-long: the prompt alone is some 25 tokens, and copy takes 10") != std::string::npos);
}
