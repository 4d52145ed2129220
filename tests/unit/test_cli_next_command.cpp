#include "cli/next_command.hpp"

#include <doctest/doctest.h>

namespace mkai::cli {

namespace {

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("globs for some of a plan's assets fit those and no other") {
    const Names all{"spring/email.en-GB.a",   "spring/landing.en-GB.a", "spring/landing.en-GB.b",
                    "spring/landing.de-DE.a", "spring/landing.de-DE.b", "spring/push.en-GB.a"};
    CHECK(globs_for(all, all) == Names{"email", "landing", "push"});
    CHECK(globs_for({"spring/landing.en-GB.b", "spring/landing.de-DE.a", "spring/landing.de-DE.b"}, all) ==
          Names{"landing.en-GB.b", "'landing.de-DE.*'"});
    CHECK(globs_for({"spring/push.en-GB.a"}, all) == Names{"push"});
    CHECK(globs_for({}, all).empty());
}

TEST_CASE("flags are typed again as they were typed, with who acts") {
    const Context context({.as = "dana"});
    Args args;
    args.values["--again"] = {};
    args.values["--field"] = {"subject", "it's"};
    args.values["--model"] = {"copy"};
    constexpr std::array<std::string_view, 3> k_kept{"--again", "--field", "--ask"};
    CHECK(flags_again(context, args, k_kept) == " --again --field subject --field 'it'\\''s' --as dana");
    CHECK(flags_again(Context({}), {}, k_kept).empty());
}

}  // namespace mkai::cli
