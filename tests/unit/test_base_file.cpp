// Files: whole or not at all.
#include "core/base/file.hpp"
#include "tests/unit/workspace_fixture.hpp"

#include <cerrno>
#include <set>

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace mkai {

namespace {

using workspace::Folder;

std::set<std::string> names_in(const fs::path& folder) {
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder)) names.insert(entry.path().filename().string());
    return names;
}

}  // namespace

TEST_CASE("a file is written whole, into folders that are made for it, and nothing else is left") {
    Folder folder;
    const std::string bytes("a\0b\xff\n", 5);
    for (const Durability durability : {Durability::none, Durability::sync}) {
        const fs::path path = folder.path() / "deep" / "er" / "file.txt";
        REQUIRE(write_file_atomically(path, "before", durability));
        REQUIRE(write_file_atomically(path, bytes, durability));
        CHECK(read_file(path, 100).value() == bytes);
        CHECK(names_in(path.parent_path()) == std::set<std::string>{"file.txt"});
    }
}

TEST_CASE("a write that cannot be leaves what was there and no trace") {
    Folder folder;
    REQUIRE(fs::create_directory(folder.path() / "taken"));
    folder.write("taken/inside.txt", "kept");
    CHECK_FALSE(write_file_atomically(folder.path() / "taken", "bytes"));
    folder.write("file.txt", "kept");
    CHECK_FALSE(write_file_atomically(folder.path() / "file.txt" / "below.txt", "bytes"));
    CHECK(folder.read("file.txt") == "kept");
    CHECK(names_in(folder.path()) == std::set<std::string>{"file.txt", "taken"});
    CHECK(names_in(folder.path() / "taken") == std::set<std::string>{"inside.txt"});
}

TEST_CASE("a reader sees the old bytes or the new, never a part") {
    Folder folder;
    const fs::path path = folder.path() / "file.txt";
    const std::string first(200'000, 'a'), second(300'000, 'b');
    REQUIRE(write_file_atomically(path, first, Durability::none));
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        bool good = true;
        for (int i = 0; i < 200; ++i)
            good = write_file_atomically(path, i % 2 == 0 ? second : first, Durability::none) && good;
        ::_exit(good ? 0 : 1);
    }
    int status = 0;
    while (::waitpid(child, &status, WNOHANG) == 0) {
        const auto read = read_file(path, 1 << 20);
        REQUIRE(read);
        CHECK((*read == first || *read == second));
    }
    CHECK(status == 0);
}

TEST_CASE("reading says what is wrong: nothing there, too large, no plain file") {
    Folder folder;
    folder.write("file.txt", "12345");
    CHECK(read_file(folder.path() / "file.txt", 5).value() == "12345");
    CHECK(read_file(folder.path() / "file.txt", 4).error().code == ErrorCode::invalid_file);
    CHECK(read_file(folder.path() / "none.txt", 5).error().code == ErrorCode::unknown_id);
    CHECK(read_file(folder.path(), 5).error().code == ErrorCode::invalid_file);
    REQUIRE(::mkfifo((folder.path() / "pipe").c_str(), 0600) == 0);
    CHECK(read_file(folder.path() / "pipe", 5).error().code == ErrorCode::invalid_file);
    CHECK(read_file("/dev/zero", 5).error().code == ErrorCode::invalid_file);
}

TEST_CASE("removing what is not there is done already") {
    Folder folder;
    folder.write("file.txt", "x");
    CHECK(remove_file(folder.path() / "file.txt"));
    CHECK(remove_file(folder.path() / "file.txt"));
    CHECK(names_in(folder.path()).empty());
}

TEST_CASE("a lock is held by one at a time and dies with its holder") {
    Folder folder;
    const fs::path path = folder.path() / "state" / "x.lock";
    {
        const auto first = FileLock::take(path, 0);
        REQUIRE(first);
        REQUIRE(first->has_value());
        const auto second = FileLock::take(path, 20);
        REQUIRE(second);
        CHECK_FALSE(second->has_value());
    }
    const auto after = FileLock::take(path, 0);
    REQUIRE(after);
    CHECK(after->has_value());
}

TEST_CASE("an errno becomes the error that tells what to do") {
    CHECK(error_of_errno(ENOSPC, "write", "a").code == ErrorCode::disk_full);
    CHECK(error_of_errno(EDQUOT, "write", "a").code == ErrorCode::disk_full);
    CHECK(error_of_errno(EACCES, "write", "a").code == ErrorCode::read_only);
    CHECK(error_of_errno(EROFS, "write", "a").code == ErrorCode::read_only);
    CHECK(error_of_errno(EIO, "write", "a").code == ErrorCode::io_error);
}

}  // namespace mkai
