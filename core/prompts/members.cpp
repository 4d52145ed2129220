#include "core/prompts/members.hpp"

#include <nlohmann/json.hpp>

namespace mkai::prompts {

const Json* member(const Json& of, const std::string& name) {
    if (of.is_object()) {
        const auto& members = of.get_ref<const Json::object_t&>();
        const auto found = members.find(name);
        return found == members.end() ? nullptr : &found->second;
    }
    if (of.is_array() && !name.empty() && name.size() < 7 &&
        name.find_first_not_of("0123456789") == std::string::npos) {
        const std::size_t index = std::stoul(name);
        return index < of.size() ? &of[index] : nullptr;
    }
    return nullptr;
}

void Members::gather(const Json& of) {
    m_of = &of;
    m_count = 0;
    m_otherwise = !of.is_object() || of.size() > m_rows.size();
    if (m_otherwise) return;
    for (const auto& [name, value] : of.get_ref<const Json::object_t&>())
        m_rows[m_count++] = {name_head(name), name, &value};
}

}  // namespace mkai::prompts
