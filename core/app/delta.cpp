#include "core/app/delta.hpp"

#include "core/app/ancestry.hpp"
#include "core/app/facts.hpp"
#include "core/base/text.hpp"
#include "core/publish/render.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

namespace mkai::app {

namespace {

std::size_t count_changed(const std::vector<publish::RenderedField>& before,
                          const std::vector<publish::RenderedField>& after) {
    std::map<std::string, std::pair<std::string, std::string>> fields;
    for (const publish::RenderedField& field : before) fields[field.name].first = field.text;
    for (const publish::RenderedField& field : after) fields[field.name].second = field.text;
    std::size_t out = 0;
    for (const auto& [name, texts] : fields) out += count_changed_words(texts.first, texts.second);
    return out;
}

}  // namespace

std::size_t count_changed_words(std::string_view before, std::string_view after) {
    std::size_t out = 0, removed = 0, added = 0;
    const auto settle = [&] {
        out += std::max(removed, added);
        removed = added = 0;
    };
    for (const DiffPart& part : word_diff(before, after)) {
        if (part.kind == DiffKind::same)
            settle();
        else
            (part.kind == DiffKind::removed ? removed : added) += count_words(part.text);
    }
    settle();
    return out;
}

Result<std::optional<Delta>> find_delta(const Session& session, const VersionRecord& version,
                                        const Subject& subject) {
    auto corrected = session.ledger.find_corrected(version.asset, version.number);
    if (!corrected) return fail(corrected);
    if (!*corrected) return std::optional<Delta>{};
    auto earlier = find_corrected_base(session.ledger, version.asset, version.number);
    if (!earlier) return fail(earlier);
    if (!*earlier) return std::optional<Delta>{};
    auto was = read_subject(session.ledger, **earlier);
    if (!was) return fail(was);
    auto channel = session.workspace.channel(subject.channel);
    if (!channel) return fail(channel);
    Delta out;
    out.corrects = (*earlier)->number;
    out.approved = (*earlier)->state == VersionState::legal_approved;
    out.reason_code = (*corrected)->reason_code;
    out.words =
        count_changed(publish::render_fields(**channel, *was), publish::render_fields(**channel, subject));
    return std::optional(std::move(out));
}

std::string describe(const Delta& delta) {
    return fmt::format("{} changed since {}v{} ({})", counted(delta.words, "word"),
                       delta.approved ? "the approved " : "", delta.corrects,
                       printable_line(delta.reason_code));
}

}  // namespace mkai::app
