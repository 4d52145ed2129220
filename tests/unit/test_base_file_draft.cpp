#include "core/base/file_draft.hpp"
#include "tests/unit/workspace_fixture.hpp"

#include <iterator>
#include <string>
#include <utility>

#include <doctest/doctest.h>

namespace mkai {

using workspace::Folder;

namespace {

long entries_of(const Folder& folder) {
    return std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator());
}

}  // namespace

TEST_CASE("a file that is written in parts is there when it is whole, and not before") {
    Folder folder;
    const fs::path target = folder.path() / "page.html";
    REQUIRE(write_file_atomically(target, "old"));
    const std::string part(100'000, 'x');
    auto draft = FileDraft::begin(target);
    REQUIRE(draft);
    REQUIRE(draft->write(part));
    CHECK(read_file(target, 1'000'000) == "old");
    FileDraft moved = std::move(*draft);
    REQUIRE(moved.write("end"));
    CHECK(moved.bytes() == part.size() + 3);
    REQUIRE(moved.publish());
    CHECK(read_file(target, 1'000'000) == part + "end");
    CHECK(entries_of(folder) == 1);
}

TEST_CASE("a draft that is given up leaves nothing behind") {
    Folder folder;
    {
        auto draft = FileDraft::begin(folder.path() / "page.html");
        REQUIRE(draft);
        REQUIRE(draft->write(std::string(200'000, 'x')));
    }
    CHECK(entries_of(folder) == 0);
}

TEST_CASE("a draft takes the place of no folder and no device") {
    Folder folder;
    for (const fs::path& target : {folder.path(), fs::path("/dev/null")}) {
        const auto draft = FileDraft::begin(target);
        REQUIRE_FALSE(draft);
        CHECK(draft.error().code == ErrorCode::invalid_value);
    }
}

TEST_CASE("a draft makes no folder: one that is not there is named") {
    Folder folder;
    const fs::path target = folder.path() / "none" / "page.html";
    const auto draft = FileDraft::begin(target);
    REQUIRE_FALSE(draft);
    CHECK(draft.error().code == ErrorCode::invalid_value);
    CHECK(draft.error().message.find((folder.path() / "none").string()) != std::string::npos);
    CHECK(entries_of(folder) == 0);
    CHECK(check_folder_of("page.html"));
}

}  // namespace mkai
