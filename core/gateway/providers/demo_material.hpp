// What the demo model has to write from: a prompt's sections as values, and the statements that can be made
// from them.
#pragma once

#include "core/base/json.hpp"
#include "core/domain/channel.hpp"
#include "core/gateway/providers/demo_phrases.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace mkai::gateway::demo {

enum class StatementKind { message, offer, deadline, claim };

// One thing that can be said, in several lengths.
struct Statement {
    StatementKind kind = StatementKind::message;
    std::string sentence;             // with its full stop
    std::vector<std::string> shorts;  // the same without a full stop and shorter ones, longest first
};

struct Material {
    std::string locale;
    std::string language;
    const Phrases* phrases = nullptr;  // null: a language without phrases
    Call call = Call::discover;
    Occasion occasion = Occasion::other;

    Channel channel;  // its fields, locked lines, tokens and limits
    // What the schema takes of a field's text as it is written, with its slots and tokens unfilled: code
    // points.
    std::map<std::string, std::int64_t> raw_length_max;
    std::vector<std::string> only_fields;      // empty: all
    std::map<std::string, std::string> slots;  // filled as the reader will see them

    // In the order of this variant and take: the first one opens.
    std::vector<Statement> statements;
    std::vector<std::string> mandatories;  // those that the copy itself has to carry
    std::vector<std::string> avoided;      // folded for comparing
    std::string title;                     // empty when it is in another language
    std::string audience;                  // fit to be shown to the audience itself; mostly empty

    std::size_t turn = 0;  // differs between the variants of a take and the takes of a variant
    std::string_view pick(const Choices& choices) const { return choices[turn % choices.size()]; }
};

// Takes any JSON.
Material read_material(const Json& sections);

}  // namespace mkai::gateway::demo
