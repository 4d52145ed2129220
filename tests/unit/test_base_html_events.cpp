#include "core/base/html_events.hpp"

#include <string>

#include <doctest/doctest.h>

using namespace mkai;

namespace {

struct Written : HtmlEvents {
    std::string all;
    void begin(std::string_view element, const HtmlAttributes& attributes) override {
        all += '<';
        all += element;
        for (const auto& [name, value] : attributes) all += " " + name + "=" + value;
        all += '>';
    }
    void end(std::string_view element) override { all += "</" + std::string(element) + ">"; }
    void text(std::string_view part) override { all += part; }
};

std::string events_of(std::string_view html) {
    Written written;
    REQUIRE(read_html(html, written));
    return written.all;
}

}  // namespace

TEST_CASE("elements, attributes and text come in order, and what is not closed is") {
    CHECK(events_of("<P Class=\"x\">one<b>two") == "<html><body><p class=x>one<b>two</b></p></body></html>");
    CHECK(events_of("").empty());
}

TEST_CASE("the text is UTF-8, whatever the page says of itself") {
    CHECK(events_of("<meta charset=iso-8859-1><p>é &euro; &#8217;").find("é € ’") != std::string::npos);
}

TEST_CASE("nothing is loaded: a document type's entities stay what they are not") {
    const std::string all =
        events_of("<!DOCTYPE html [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><p>&x;</p><!-- no -->");
    CHECK(all.find("root:") == std::string::npos);
    CHECK(all.find(" no ") == std::string::npos);
}

TEST_CASE("elements in each other are read to any depth that memory has") {
    std::string deep;
    for (int i = 0; i < 100'000; ++i) deep += "<div>";
    Written written;
    const auto read = read_html(deep, written);
    CHECK((read || read.error().code == ErrorCode::invalid_file));
}
