#include "core/base/html_events.hpp"

#include "core/base/shared_library.hpp"
#include "core/base/text.hpp"

#include <climits>
#include <new>
#include <optional>

#include <libxml/HTMLparser.h>

namespace mkai {

namespace {

// Linking it would cost every start its libraries, of which one is 30 MB.
struct Libxml2 {
    decltype(&::htmlNewParserCtxt) new_parser = nullptr;
    decltype(&::htmlCtxtReadMemory) read_memory = nullptr;
    decltype(&::htmlFreeParserCtxt) free_parser = nullptr;
};

std::optional<Libxml2> load() {
    void* library = open_library("libxml2.so.2");
    Libxml2 api;
    const bool complete = library != nullptr && find_function(library, "htmlNewParserCtxt", api.new_parser) &&
                          find_function(library, "htmlCtxtReadMemory", api.read_memory) &&
                          find_function(library, "htmlFreeParserCtxt", api.free_parser);
    return complete ? std::optional(api) : std::nullopt;
}

std::string_view view(const xmlChar* text) {
    return text == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char*>(text));
}

void begin_element(void* user, const xmlChar* name, const xmlChar** attributes) {
    HtmlAttributes list;
    for (; attributes != nullptr && *attributes != nullptr; attributes += 2)
        list.emplace_back(lower_ascii(view(attributes[0])), view(attributes[1]));
    static_cast<HtmlEvents*>(user)->begin(lower_ascii(view(name)), list);
}

void end_element(void* user, const xmlChar* name) {
    static_cast<HtmlEvents*>(user)->end(lower_ascii(view(name)));
}

void read_text(void* user, const xmlChar* text, int size) {
    static_cast<HtmlEvents*>(user)->text(
        std::string_view(reinterpret_cast<const char*>(text), static_cast<std::size_t>(size)));
}

}  // namespace

std::string_view html_attribute(const HtmlAttributes& attributes, std::string_view name) {
    for (const auto& [key, value] : attributes)
        if (key == name) return value;
    return {};
}

Done read_html(std::string_view html, HtmlEvents& events) {
    static const std::optional<Libxml2> api = load();
    if (!api)
        return fail(ErrorCode::library_missing, "the library \"libxml2.so.2\" cannot be opened",
                    "sudo apt-get install libxml2");
    if (html.empty()) return {};
    if (html.size() > INT_MAX) return fail(ErrorCode::invalid_file, "it is too large to be read as HTML", {});
    htmlParserCtxtPtr parser = api->new_parser();
    if (parser == nullptr) throw std::bad_alloc();
    // Only these: whatever would build a tree, load an entity or print is not there.
    *parser->sax = {};
    parser->sax->startElement = begin_element;
    parser->sax->endElement = end_element;
    parser->sax->characters = read_text;
    parser->sax->ignorableWhitespace = read_text;
    parser->userData = &events;
    constexpr int k_options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                              HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC;
    api->read_memory(parser, html.data(), static_cast<int>(html.size()), nullptr, "UTF-8", k_options);
    const bool gave_up = parser->disableSAX != 0;
    api->free_parser(parser);
    if (gave_up) return fail(ErrorCode::invalid_file, "it cannot be read as HTML", {});
    return {};
}

}  // namespace mkai
