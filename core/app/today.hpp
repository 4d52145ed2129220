// What the workspace's files say today about an asset. Read before a transaction begins, never inside one.
#pragma once

#include "core/base/result.hpp"
#include "core/domain/brief.hpp"
#include "core/domain/channel.hpp"
#include "core/domain/ids.hpp"
#include "core/domain/subject.hpp"
#include "core/workspace/workspace.hpp"

#include <memory>
#include <string>
#include <vector>

namespace mkai::app {

struct Today {
    AssetId id;
    std::shared_ptr<const Brief> brief;
    const Deliverable* deliverable = nullptr;  // in `brief`
    std::shared_ptr<const Channel> channel;
};

// Reads briefs once each, however many assets ask.
class TodayReader {
  public:
    explicit TodayReader(const workspace::Workspace& workspace) : m_workspace(workspace) {}
    // unknown_id when the brief or its deliverable is gone, invalid_file when the brief has errors.
    Result<Today> look(const AssetId& id);

  private:
    const workspace::Workspace& m_workspace;
    std::map<std::string, Result<std::shared_ptr<const Brief>>> m_briefs;
};

// Fills the locked slots from the brief's offer as it is today.
void fill_slots_today(const Today& today, Content& content);
// What a version with this content would freeze today: the slots are filled from the brief's offer.
Subject subject_today(const workspace::Workspace& workspace, const Today& today, Content content);

}  // namespace mkai::app
