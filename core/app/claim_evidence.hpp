// Whether the evidence file of a claim can prove anything: that something stands in it, and the excerpt.
#pragma once

#include "core/base/file.hpp"
#include "core/base/result.hpp"
#include "core/brand/filled_text.hpp"
#include "core/domain/catalog.hpp"

#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace mkai::app {

enum class EvidenceFault {
    none,  // also where words are the evidence, and where the file is no text: nobody reads those here
    empty,
    no_excerpt  // a text without the claim's excerpt in it
};

// Whether nothing but white space stands there.
bool is_blank(std::string_view bytes);

class EvidenceReader {
  public:
    explicit EvidenceReader(fs::path root) : m_root(std::move(root)) {}

    // Of a text (.md, .txt, .html, .csv and the like, in UTF-8) the excerpt is looked for word for word but
    // for case, white space and punctuation; "..." in it stands for what is left out. What cannot be read is
    // not judged.
    EvidenceFault look(const Claim& claim);

  private:
    struct Text {
        bool empty = false;
        std::string text;                         // of a text file, without a page's tags
        std::unique_ptr<brand::SameWords> words;  // null: it is no text
    };
    const Text& read(const std::string& from);

    fs::path m_root;
    std::map<std::string, Text> m_texts;  // of the last files
};

}  // namespace mkai::app
