// Whether a text fits a field: its limits, hard and soft, as core/brand measures them, and the words to
// avoid.
#pragma once

#include "core/gateway/providers/demo_material.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace mkai::gateway::demo {

enum class Fit { none, hard, soft };  // soft: inside every limit; hard: past a fold, inside what is refused

class Room {
  public:
    // Both must outlive the room.
    Room(const Material& material, const ChannelField& field) : m_material(material), m_field(field) {}

    // Whether it holds none of the words to avoid.
    bool may_say(std::string_view text) const;
    // One text of the field, or one entry of its list; slots and tokens unfilled.
    Fit fit(std::string_view text) const;
    // What would really be written: an SMS keeps to the GSM alphabet.
    std::string as_written(std::string_view text) const;
    // As the reader sees it.
    std::string shown(std::string_view text) const;

    // The smallest maximum of any limit on a text; a large number when there is none.
    std::int64_t tightest() const;
    struct Count {
        std::size_t least = 0;
        std::size_t most = 0;
    };
    // Of the list's entries.
    Count entries() const;

  private:
    bool is_sms() const;
    std::int64_t raw_length_max() const;
    Fit fit_of(const ChannelLimit& limit, std::string_view filled) const;

    const Material& m_material;
    const ChannelField& m_field;
};

}  // namespace mkai::gateway::demo
