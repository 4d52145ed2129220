// Words to numbers, and steps between numbered nodes: what every word of a text is looked up in. Written
// once, then only read, so that threads may look up at the same time.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace mkai::brand {

// Of a word, once for all tables that it is looked up in.
inline std::uint64_t hash_of(std::string_view word) {
    constexpr std::uint64_t k_odd = 0x9E37'79B9'7F4A'7C15;
    const auto load = [](const char* at, std::size_t bytes) {
        std::uint64_t value = 0;
        std::memcpy(&value, at, bytes);
        return value;
    };
    const auto mixed = [](std::uint64_t hash) {
        hash *= k_odd;
        return hash ^ (hash >> 32);
    };
    const char* at = word.data();
    std::size_t left = word.size();
    std::uint64_t hash = left;
    for (; left > 8; left -= 8, at += 8) hash = mixed(hash ^ load(at, 8));
    if (left >= 4) return mixed(hash ^ (load(at, 4) | load(at + left - 4, 4) << 32));
    if (left == 0) return mixed(hash);
    const auto byte = [&](std::size_t i) {
        return static_cast<std::uint64_t>(static_cast<unsigned char>(at[i]));
    };
    return mixed(hash ^ (byte(0) << 8 | byte(left / 2) << 16 | byte(left - 1) << 24));
}

// By open addressing: a look-up is one read of memory where most words of a text are not among them. What a
// text looks up is not written, so no text can make the table slow.
class WordTable {
  public:
    static constexpr std::uint32_t k_none = static_cast<std::uint32_t>(-1);

    std::uint32_t find(std::string_view word, std::uint64_t hash) const {
        if (m_slots.empty()) return k_none;
        const std::size_t mask = m_slots.size() - 1;
        for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
            const Slot& slot = m_slots[at];
            if (slot.number == k_none) return k_none;
            if (slot.tag == tag_of(hash) && word_of(slot) == word) return slot.number;
        }
    }
    std::uint32_t find(std::string_view word) const { return find(word, hash_of(word)); }

    // The number that the word has already, else this one.
    std::uint32_t add(std::string_view word, std::uint32_t number) {
        const std::uint64_t hash = hash_of(word);
        if (const std::uint32_t known = find(word, hash); known != k_none) return known;
        if (2 * (m_count + 1) > m_slots.size()) grow();
        const auto begin = static_cast<std::uint32_t>(m_bytes.size());
        m_bytes += word;
        put({tag_of(hash), begin, static_cast<std::uint32_t>(word.size()), number}, hash);
        ++m_count;
        return number;
    }
    std::size_t size() const { return m_count; }

  private:
    struct Slot {
        std::uint32_t tag = 0;
        std::uint32_t begin = 0;
        std::uint32_t size = 0;
        std::uint32_t number = k_none;
    };

    static std::uint32_t tag_of(std::uint64_t hash) { return static_cast<std::uint32_t>(hash >> 32); }
    std::string_view word_of(const Slot& slot) const {
        return std::string_view(m_bytes).substr(slot.begin, slot.size);
    }
    void put(const Slot& slot, std::uint64_t hash) {
        const std::size_t mask = m_slots.size() - 1;
        std::size_t at = hash & mask;
        while (m_slots[at].number != k_none) at = (at + 1) & mask;
        m_slots[at] = slot;
    }
    void grow() {
        std::vector<Slot> old(std::max<std::size_t>(16, 2 * m_slots.size()));
        std::swap(old, m_slots);
        for (const Slot& slot : old)
            if (slot.number != k_none) put(slot, hash_of(word_of(slot)));
    }

    std::string m_bytes;
    std::vector<Slot> m_slots;
    std::size_t m_count = 0;
};

// The edges of a trie: from a node, by a number, to a node.
class StepTable {
  public:
    static constexpr std::uint32_t k_none = static_cast<std::uint32_t>(-1);

    std::uint32_t find(std::uint32_t node, std::uint32_t by) const {
        if (m_slots.empty()) return k_none;
        const std::size_t mask = m_slots.size() - 1;
        for (std::size_t at = place_of(node, by) & mask;; at = (at + 1) & mask) {
            const Slot& slot = m_slots[at];
            if (slot.to == k_none || (slot.node == node && slot.by == by)) return slot.to;
        }
    }
    // Where the step leads already, else to `to`.
    std::uint32_t add(std::uint32_t node, std::uint32_t by, std::uint32_t to) {
        if (const std::uint32_t known = find(node, by); known != k_none) return known;
        if (2 * (m_count + 1) > m_slots.size()) {
            std::vector<Slot> old(std::max<std::size_t>(16, 2 * m_slots.size()));
            std::swap(old, m_slots);
            for (const Slot& slot : old)
                if (slot.to != k_none) put(slot);
        }
        put({node, by, to});
        ++m_count;
        return to;
    }

  private:
    struct Slot {
        std::uint32_t node = 0;
        std::uint32_t by = 0;
        std::uint32_t to = k_none;
    };

    static std::size_t place_of(std::uint32_t node, std::uint32_t by) {
        const std::uint64_t mixed = (static_cast<std::uint64_t>(node) << 32 | by) * 0x9E37'79B9'7F4A'7C15;
        return static_cast<std::size_t>(mixed >> 32 ^ mixed >> 54);
    }
    void put(const Slot& slot) {
        const std::size_t mask = m_slots.size() - 1;
        std::size_t at = place_of(slot.node, slot.by) & mask;
        while (m_slots[at].to != k_none) at = (at + 1) & mask;
        m_slots[at] = slot;
    }

    std::vector<Slot> m_slots;
    std::size_t m_count = 0;
};

}  // namespace mkai::brand
