// Expressions of a table of forms, each compiled when a text first asks for it: most texts ask for none.
#pragma once

#include "core/base/regex.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace mkai::privacy {

// `Form` has a `pattern`. Null when it does not compile, which a test of the table would tell.
template <class Form>
class FormRegexes {
  public:
    template <std::size_t Size>
    explicit FormRegexes(const Form (&forms)[Size]) : m_forms(forms), m_made(Size) {}

    const Regex* at(std::size_t form) {
        if (!m_made[form]) {
            auto compiled = Regex::compile(m_forms[form].pattern, false, Regex::Use::seldom);
            if (!compiled) return nullptr;
            m_made[form] = std::move(*compiled);
        }
        return &*m_made[form];
    }

  private:
    const Form* m_forms;
    std::vector<std::optional<Regex>> m_made;
};

}  // namespace mkai::privacy
