#include "core/brand/recombination.hpp"
#include "core/brand/statements.hpp"
#include "tests/unit/sample_copy.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>

using namespace mkai;
using List = std::vector<std::string>;

namespace {

std::vector<Finding> findings(const List& headlines, const List& descriptions = {},
                              const std::string& locale = "en-GB") {
    static const Channel channel = sample::channel("google-rsa");
    return brand::check_recombination(
        channel, sample::content({{"headlines", headlines}, {"descriptions", descriptions}}), locale);
}
List codes(const List& headlines, const List& descriptions = {}, const std::string& locale = "en-GB") {
    List out;
    for (const Finding& finding : findings(headlines, descriptions, locale))
        out.push_back(fmt::format("{} {}", to_string(finding.level), finding.code));
    return out;
}

}  // namespace

TEST_CASE("headlines that stand alone have no finding") {
    CHECK(codes({"Oak Dining Chairs", "And So to Bed", "This Weekend Only", "What Are You Waiting For?",
                 "Sign Up and Log In", "{{offer.price}} a Chair", "iPhone 15 Plus", "And"})
              .empty());
    CHECK(codes({"Sie sparen 20 €", "Mach mit", "Die neue Staffel"}, {}, "de-DE").empty());
    CHECK(codes({"Et si on sortait ?", "Le salon de thé"}, {}, "fr-FR").empty());
}

TEST_CASE("a headline that begins or ends in the middle of a sentence is an error") {
    for (const char* headline : {"and free returns", "… and more", "Oak chairs and", "Oak chairs,",
                                 "Oak chairs…", "Made for the", "Oak chairs..."})
        CHECK_MESSAGE(codes({headline}) == List{"error not-alone"}, std::string(headline));
    CHECK(codes({"und mehr"}, {}, "de-DE") == List{"error not-alone"});
    CHECK(codes({"Stühle und"}, {}, "de-DE") == List{"error not-alone"});
    CHECK(codes({"et bien plus"}, {}, "fr-FR") == List{"error not-alone"});
    const Finding finding = findings({"Oak", "and free returns"}).at(0);
    CHECK(finding.message ==
          "Headlines 2 begins with \"and\" in small letters, and Google responsive search ad "
          "shows it without the others");
    CHECK(finding.field == "headlines");
    // A draft with it can be kept and mended; its shape is right.
    CHECK(brand::is_about_statements(finding));
}

TEST_CASE("a headline that points to another is a warning") {
    for (const char* headline : {"It lasts a lifetime", "This is oak", "They sell fast"})
        CHECK_MESSAGE(codes({headline}) == List{"warning leans-on"}, std::string(headline));
    CHECK(codes({"Es hält ein Leben"}, {}, "de-DE") == List{"warning leans-on"});
}

TEST_CASE("the same words in another order, or as a headline and a description, are a warning") {
    CHECK(codes({"Oak chairs, 20% off", "20% off oak chairs"}) == List{"warning same-words"});
    CHECK(codes({"Oak chairs!", "Oak Chairs"}) == List{"warning same-words"});
    CHECK(codes({"Made in Wales"}, {"Made in Wales."}) == List{"warning same-words"});
    // check_content tells of these.
    CHECK(codes({"Oak chairs", "oak  chairs"}).empty());
}
