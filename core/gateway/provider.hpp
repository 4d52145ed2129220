// A provider is a row of pure functions. HTTP, rounds and recording are written once, in gateway.cpp.
#pragma once

#include "core/base/result.hpp"
#include "core/domain/catalog.hpp"
#include "core/gateway/gateway.hpp"
#include "core/http/http.hpp"
#include "core/prompts/prompt.hpp"

#include <span>
#include <string>
#include <string_view>

namespace mkai::gateway {

struct ReadOutcome {
    std::optional<ModelReply> reply;
    std::optional<CallFailure> failure;
};

struct Provider {
    std::string_view name;
    bool needs_url = false;
    // Whether the declaration makes sense to this provider; null: there is nothing to look at. invalid_file.
    Done (*check)(const ModelDecl&) = nullptr;
    // Over HTTP. `read` is given answers alone, of any status: gateway.cpp tells failed transfers.
    http::Request (*build)(const ModelDecl&, const prompts::Prompt&, std::string_view secret) = nullptr;
    ReadOutcome (*read)(const http::Response&) = nullptr;
    // Without a network: answers at once. `attempt` counts the calls of this run, from 0.
    ReadOutcome (*answer)(const ModelDecl&, const prompts::Prompt&, int attempt) = nullptr;
};

std::span<const Provider> providers();
const Provider* find_provider(std::string_view name);

}  // namespace mkai::gateway
