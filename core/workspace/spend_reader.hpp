// spend_caps and exchange_rates of mkai.yaml.
#pragma once

#include "core/domain/spend.hpp"
#include "core/workspace/document.hpp"

#include <string>
#include <vector>

namespace mkai::workspace {

ExchangeRates read_exchange_rates(const YamlNode& root, Document& document);

// The names that a cap may be about.
struct CapSurroundings {
    std::vector<std::string> people;
    std::vector<std::string> models;
    std::vector<std::string> briefs;
    const ExchangeRates& rates;
};
// Those without errors. A cap on a brief that is not there is a warning: the brief may be gone, and a cap
// that stays harms nobody.
std::vector<SpendCap> read_spend_caps(const YamlNode& root, const CapSurroundings& around,
                                      Document& document);

// An amount in a currency, as {amount, currency}, in US dollars. An error of the document when it is none,
// too large, or in a currency without a rate.
std::optional<PicoUsd> usd_at(const YamlNode& node, const ExchangeRates& rates, Document& document);

}  // namespace mkai::workspace
