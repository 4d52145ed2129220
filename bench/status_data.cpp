// Makes a workspace with 1,000 assets of 100 versions each, for `mkai status --json`.
//     bench_status_data FOLDER [ASSETS VERSIONS]
#include "bench/workspace.hpp"
#include "core/app/transition.hpp"
#include "core/domain/ids.hpp"

#include <cstdio>
#include <cstdlib>

#include <fmt/format.h>

int main(int argc, char** argv) {
    using namespace mkai;
    if (argc < 2) return 2;
    const int assets = argc > 2 ? std::atoi(argv[2]) : 1000;
    const int versions = argc > 3 ? std::atoi(argv[3]) : 100;
    auto b = bench::make_bench(argv[1]);
    const app::Session session = b->session("maria");
    app::TodayReader reader(*b->files);
    const app::Today email = bench::expect(reader.look({"spring", "email", "en-GB", "a"}));

    std::vector<std::string> ids;
    for (int i = 0; i < assets; ++i)
        ids.push_back(
            to_string(AssetId{"spring", fmt::format("email-{}", i / 26), "en-GB", variant_name(i % 26)}));
    std::vector<std::optional<std::int64_t>> revisions(ids.size());
    for (int v = 1; v <= versions; ++v) {
        std::vector<app::Change> changes;
        for (std::size_t i = 0; i < ids.size(); ++i) {
            app::NewVersion made;
            made.how = "generated";
            Content content;
            content.fields["subject"] = fmt::format("Subject {} of {}", v, ids[i]);
            content.fields["body"] = std::string(400, 'x');
            made.subject = app::subject_today(*b->files, email, std::move(content));
            made.subject.asset = bench::expect(parse_asset_id(ids[i]));
            app::Change change;
            change.action = v == 1 ? Action::generate : Action::edit;
            change.asset = ids[i];
            change.expected_revision = revisions[i];
            change.make = std::move(made);
            change.today = email;
            changes.push_back(std::move(change));
        }
        for (const auto& changed : app::transition_all(session, changes))
            if (!changed) bench::give_up(changed.error());
        for (auto& revision : revisions) revision = revision ? *revision + 1 : 0;
    }
    std::printf("%d assets of %d versions in %s\n", assets, versions, argv[1]);
}
