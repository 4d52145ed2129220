// The members of one object side by side, for a renderer that asks the same object for most of them: a step
// through the object's tree costs more than a comparison. Internal to core/prompts.
#pragma once

#include "core/base/json.hpp"

#include <array>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace mkai::prompts {

// Of two names of one length, equal where these and what follows the first eight bytes are.
inline std::uint64_t name_head(std::string_view name) {
    const auto load = [&]<class T>(std::size_t at, T word) {
        std::memcpy(&word, name.data() + at, sizeof word);
        return std::uint64_t{word};
    };
    const std::size_t size = name.size();
    if (size >= 8) return load(0, std::uint64_t{});
    if (size >= 4) return load(0, std::uint32_t{}) | load(size - 4, std::uint32_t{}) << 32U;
    if (size == 0) return 0;
    return load(0, std::uint8_t{}) | load(size / 2, std::uint8_t{}) << 8U |
           load(size - 1, std::uint8_t{}) << 16U;
}

// The member of an object, the element of an array by its number; null when there is none.
const Json* member(const Json& of, const std::string& name);

// member() of one value after another. A value and what it holds stay as they are while this looks at them.
class Members {
  public:
    // `head` is name_head(name).
    [[gnu::always_inline]] const Json* find(const Json& of, const std::string& name, std::uint64_t head) {
        if (&of != m_of) gather(of);
        if (m_otherwise) return member(of, name);
        for (std::size_t i = 0; i < m_count; ++i) {
            const Row& row = m_rows[i];
            if (row.head == head && row.name.size() == name.size() &&
                (name.size() <= sizeof head || std::memcmp(row.name.data(), name.data(), name.size()) == 0))
                return row.value;
        }
        return nullptr;
    }

  private:
    struct Row {
        std::uint64_t head;  // the first bytes, which tell most names apart
        std::string_view name;
        const Json* value;
    };
    void gather(const Json& of);

    const Json* m_of = nullptr;
    bool m_otherwise = false;  // no object, or one of many members
    std::size_t m_count = 0;
    std::array<Row, 12> m_rows;  // the first m_count are made
};

}  // namespace mkai::prompts
