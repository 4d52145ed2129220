#include "core/app/today.hpp"

#include "core/brand/slots.hpp"

#include <fmt/format.h>

namespace mkai::app {

Result<Today> TodayReader::look(const AssetId& id) {
    auto known = m_briefs.find(id.brief);
    if (known == m_briefs.end()) {
        auto loaded = m_workspace.load_brief(id.brief);
        Result<std::shared_ptr<const Brief>> entry = std::make_shared<const Brief>();
        if (loaded) {
            entry = std::make_shared<const Brief>(std::move(*loaded));
        } else {
            entry = fail(loaded);
        }
        known = m_briefs.emplace(id.brief, std::move(entry)).first;
    }
    if (!known->second) return fail(Error(known->second.error()));
    Today today;
    today.id = id;
    today.brief = *known->second;
    today.deliverable = today.brief->find_deliverable(id.deliverable);
    if (!today.deliverable)
        return fail(
            ErrorCode::unknown_id,
            fmt::format("the brief \"{}\" has no deliverable \"{}\" any more", id.brief, id.deliverable),
            fmt::format("add it to {} again, or withdraw what was published", today.brief->path));
    auto channel = m_workspace.channel(today.deliverable->channel);
    if (!channel) return fail(channel);
    today.channel = *channel;
    return today;
}

void fill_slots_today(const Today& today, Content& content) {
    content.slots = brand::make_slots(*today.brief, *today.deliverable, today.id.locale);
}

Subject subject_today(const workspace::Workspace& workspace, const Today& today, Content content) {
    fill_slots_today(today, content);
    return make_subject(today.id, *today.brief, *today.deliverable, today.channel->source_digest,
                        workspace.claims(), std::move(content));
}

}  // namespace mkai::app
