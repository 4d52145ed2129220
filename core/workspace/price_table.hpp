// What models cost: templates/prices.yaml, built in, and a workspace's prices.yaml over it, by id. Each row
// is dated and has the page where it was read.
#pragma once

#include "core/base/clock.hpp"
#include "core/base/file.hpp"
#include "core/base/result.hpp"
#include "core/domain/finding.hpp"
#include "core/domain/model.hpp"
#include "core/domain/price.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mkai::workspace {

struct Config;

// Vendors change prices a few times a year; what was looked up longer ago is told.
inline constexpr int k_price_days_max = 180;

struct PriceRow {
    Price price;  // its id is "PROVIDER/MODEL"
    std::string provider;
    std::string model;  // as the provider calls it: may have slashes of its own
    bool own = false;   // of the workspace
    std::string file;   // as findings show it
    int line = 0;
};

class PriceTable {
  public:
    // The workspace's prices.yaml need not be there. invalid_file with a context line for each error in it.
    static Result<PriceTable> load(const fs::path& root);

    std::span<const PriceRow> rows() const { return m_rows; }  // by id
    const PriceRow* find(std::string_view id) const;
    const PriceRow* find(std::string_view provider, std::string_view model) const;

    // What calls of a model are counted with: the price that mkai.yaml gives it, else its row. no_price with
    // the mend when there is none: a model whose price nobody knows is not asked, because no cap could hold.
    Result<Price> price_of(const ModelDecl& model) const;

  private:
    friend struct CheckedPrices;
    std::vector<PriceRow> m_rows;
};

// Both files with everything that is wrong or old in them, and the models of `config` that have no price.
struct CheckedPrices {
    PriceTable table;
    std::vector<Finding> findings;  // sorted

    static CheckedPrices check(const fs::path& root, const Config& config, Date today);
};

}  // namespace mkai::workspace
