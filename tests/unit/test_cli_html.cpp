#include "cli/html.hpp"
#include "cli/page_style.hpp"
#include "cli/svg_plot.hpp"
#include "core/base/text.hpp"

#include <cmath>
#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace mkai::cli {

namespace {

std::size_t count_of(std::string_view text, std::string_view what) {
    std::size_t count = 0;
    for (auto at = text.find(what); at != std::string_view::npos; at = text.find(what, at + 1)) ++count;
    return count;
}

}  // namespace

TEST_CASE("markup from outside is text, in elements and in attributes") {
    CHECK(html_text("</script><img src=x onerror='a(\"b\")'>&amp;") ==
          "&lt;/script&gt;&lt;img src=x onerror=&#39;a(&quot;b&quot;)&#39;&gt;&amp;amp;");
    CHECK(html_text("a\n\tb") == "a\n\tb");
}

TEST_CASE("words have the language of their locale, and the direction of its script") {
    CHECK(page_lang("de-DE") == " lang=\"de-DE\" dir=\"auto\"");
    CHECK(page_lang("ar-EG") == " lang=\"ar-EG\" dir=\"rtl\"");
    CHECK(page_lang("he-IL") == " lang=\"he-IL\" dir=\"rtl\"");
    CHECK(page_lang("ar-Latn-EG") == " lang=\"ar-Latn-EG\" dir=\"auto\"");  // the script decides
    CHECK(page_lang("pa-Arab-PK") == " lang=\"pa-Arab-PK\" dir=\"rtl\"");
    CHECK(page_lang("en") == " lang=\"en\" dir=\"auto\"");
    CHECK(page_lang("") == " lang=\"\" dir=\"auto\"");  // not known, and not the page's
}

TEST_CASE("what a reader of a page cannot see is written out") {
    using namespace std::string_view_literals;
    CHECK(html_text("a\0b"sv) == "a\\u{0000}b");
    CHECK(html_text("pay \xE2\x80\xAE 9") == "pay \\u{202E} 9");
    CHECK(html_text("\xFF<\xC3") == "\\xFF&lt;\\xC3");
    CHECK(html_text("\r\x1b[0m") == "\\u{000D}\\u{001B}[0m");
    CHECK(html_text("שלום 🌱") == "שלום 🌱");
    std::string every;
    for (int byte = 0; byte < 256; ++byte) every += static_cast<char>(byte);
    CHECK(is_utf8(html_text(every)));
}

TEST_CASE("a text is cut between characters") {
    CHECK(prefix_of_bytes("abc", 3) == "abc");
    CHECK(prefix_of_bytes("abc", 2) == "ab");
    CHECK(prefix_of_bytes("aé", 2) == "a");
    CHECK(prefix_of_bytes("🌱", 3).empty());
    CHECK(prefix_of_bytes("🌱🌱", 7) == "🌱");
    CHECK(prefix_of_bytes(std::string(9, '\x80'), 5).size() == 2);  // no text: bounded all the same
}

TEST_CASE("a page allows its own style by its digest, and nothing else") {
    const std::string page = html_begin({"a <b>", ""});
    CHECK(page.find("<html lang=\"en\">") != std::string::npos);
    CHECK(page.find("<title>a &lt;b&gt;</title>") != std::string::npos);
    // SHA-256 of nothing (FIPS 180-4), in base64.
    CHECK(
        page.find("default-src 'none'; style-src 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='; ") !=
        std::string::npos);
    CHECK(page.find("unsafe") == std::string::npos);
}

TEST_CASE("a word diff escapes both sides and leaves white space outside of its marks") {
    CHECK(html_diff("a b c", "a <b> c") == "a <del>b</del> <ins>&lt;b&gt;</ins> c");
    CHECK(html_diff("same", "same") == "same");
    CHECK(html_diff("", "new\n") == "<ins>new</ins>\n");
    CHECK(diff_size("a b", "b a") == DiffSize::readable);
    CHECK(diff_size(std::string(9'000, 'a'), "") == DiffSize::too_long);
    std::string before, after;
    for (int i = 0; i < 300; ++i) {
        before += std::to_string(i) + " ";
        after += std::to_string(i + 1000) + " ";
    }
    CHECK(diff_size(before, after) == DiffSize::too_different);
}

TEST_CASE("pages share a style, and a page's own rules follow it") {
    const std::string style = page_style(".own{color:var(--text)}");
    CHECK(style.ends_with(".own{color:var(--text)}"));
    CHECK(style.find("@media print") != std::string::npos);
    CHECK(style.find("url(") == std::string::npos);
}

TEST_CASE("an axis has few round ticks around what it shows") {
    CHECK(axis_ticks({0, 100}, 5) == std::vector<double>{0, 20, 40, 60, 80, 100});
    CHECK(axis_ticks({82, 97}, 6) == std::vector<double>{80, 85, 90, 95, 100});
    for (const PlotRange range : {PlotRange{0, 0.0000123}, PlotRange{0.31, 0.32}, PlotRange{-3, 7},
                                  PlotRange{5, 5}, PlotRange{0, 0}, PlotRange{0, 1e12}, PlotRange{99.9, 100}})
        for (const int most : {3, 4, 6}) {
            const auto ticks = axis_ticks(range, most);
            CHECK(ticks.size() >= 2);
            CHECK(ticks.size() <= static_cast<std::size_t>(most) + 1);
            CHECK(ticks.front() <= range.low + 1e-9);
            CHECK(ticks.back() >= range.high - 1e-9 * std::abs(range.high));
        }
    CHECK(axis_ticks({std::nan(""), 1}, 5) == std::vector<double>{0, 1});
}

TEST_CASE("a plot keeps its bounds and escapes its names") {
    IntervalPlot plot{"p", "a < b", "c & d", "share, %", {"score", "rate"}, {}, PlotRange{0, 100}};
    plot.rows.push_back({"<script>", {{100, PlotRange{97, 100}}, {50, std::nullopt}}});
    plot.rows.push_back({std::string(200, 'w'), {{0, std::nullopt}, {99, PlotRange{-5, 120}}}});
    const std::string svg = interval_plot(plot);
    CHECK(svg.find("<script") == std::string::npos);
    CHECK(svg.find("&lt;script&gt;") != std::string::npos);
    CHECK(svg.find("a &lt; b") != std::string::npos);
    CHECK(svg.find(std::string(100, 'w')) == std::string::npos);
    CHECK(svg.find(">120<") == std::string::npos);
    CHECK(svg.find("nan") == std::string::npos);
    CHECK(count_of(svg, "<svg") == count_of(svg, "</svg>"));
}

TEST_CASE("points that lie over each other have their names apart") {
    ScatterPlot plot{"p", "t", "d", "cost, $", "score, %", {}, PlotRange{0, 100}};
    for (const char* name : {"one", "two", "three"}) plot.points.push_back({name, 0.01, 90, std::nullopt});
    const std::string svg = scatter_plot(plot);
    std::vector<double> places;
    for (auto at = svg.find("class=\"name\""); at != std::string::npos;
         at = svg.find("class=\"name\"", at + 1))
        places.push_back(std::stod(svg.substr(svg.find(" y=\"", at) + 4)));
    REQUIRE(places.size() == 3);
    for (std::size_t i = 0; i < 3; ++i)
        for (std::size_t j = 0; j < i; ++j) CHECK(std::abs(places[i] - places[j]) >= 13);
    CHECK(count_of(svg, "class=\"leader\"") >= 1);
    plot.points = {{"free", 0, 0, std::nullopt}};
    CHECK(scatter_plot(plot).find("nan") == std::string::npos);
}

}  // namespace mkai::cli
