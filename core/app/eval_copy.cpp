#include "core/app/eval_copy.hpp"

#include "core/app/facts.hpp"
#include "core/domain/ids.hpp"
#include "core/eval/similarity.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::app {

namespace {

constexpr int k_variants_max = 26;  // a to z

eval::Way way_of(Origin origin) {
    switch (origin) {
        case Origin::model:
            return eval::Way::automated;
        case Origin::mixed:
            return eval::Way::assisted;
        case Origin::human:
        case Origin::imported:
            break;
    }
    return eval::Way::human;
}

bool is_accepted(const VersionRecord& version) {
    return version.state != VersionState::draft && version.state != VersionState::rejected;
}

// An accepted one before drafts, then the newer one.
bool is_better(const VersionRecord& one, const VersionRecord* other) {
    if (!other || is_accepted(one) != is_accepted(*other)) return !other || is_accepted(one);
    return one.made_at.value >= other->made_at.value;
}

std::string text_of(const Fields& fields) {
    std::string out;
    for (const auto& [name, value] : fields) out += flat_text(value) + "\n";
    return out;
}

struct Pick {
    VersionRecord version;
    std::optional<VersionRecord> model;  // the model's newest before it
};

Result<std::optional<Pick>> pick(const Session& session, const eval::TestCase& test, eval::Way way) {
    std::optional<Pick> best;
    for (int i = 0; i < k_variants_max; ++i) {
        auto versions = session.ledger.list_versions(
            fmt::format("{}/{}.{}.{}", test.brief, test.deliverable, test.locale, variant_name(i)));
        if (!versions) return fail(versions);
        std::optional<VersionRecord> model;
        for (const VersionRecord& version : *versions) {
            if (way_of(version.origin) == way && is_better(version, best ? &best->version : nullptr))
                best = Pick{version, model};
            if (version.origin == Origin::model) model = version;
        }
    }
    return best;
}

Result<Fields> fields_in(const Session& session, const VersionRecord& version) {
    auto subject = read_subject(session.ledger, version);
    if (!subject) return fail(subject);
    return std::move(subject->content.fields);
}

}  // namespace

Result<std::optional<FoundCopy>> find_copy(const Session& session, const eval::TestCase& test,
                                           eval::Way way) {
    auto picked = pick(session, test, way);
    if (!picked) return fail(picked);
    if (!*picked) return std::optional<FoundCopy>{};
    const VersionRecord& version = (*picked)->version;
    auto fields = fields_in(session, version);
    if (!fields) return fail(fields);
    FoundCopy out;
    out.copy.asset = version.asset;
    out.copy.version = version.number;
    out.text = fields_to_json(*fields).dump();
    auto minutes = session.ledger.minutes_of(version.asset, version.number);
    if (!minutes) return fail(minutes);
    out.copy.minutes = *minutes;
    if (way == eval::Way::human) return std::optional(std::move(out));
    out.copy.edit_rate = 0;
    if (const auto& model = (*picked)->model; model && way == eval::Way::assisted) {
        auto before = fields_in(session, *model);
        if (!before) return fail(before);
        out.copy.edit_rate = eval::word_edit_rate(text_of(*before), text_of(*fields));
    }
    auto calls = session.ledger.list_calls(version.asset);
    if (!calls) return fail(calls);
    for (const CallRecord& call : *calls)
        if (call.at.value <= version.made_at.value && call.cost)
            out.cost = sum_of(out.cost, *call.cost).value_or(out.cost);
    return std::optional(std::move(out));
}

}  // namespace mkai::app
