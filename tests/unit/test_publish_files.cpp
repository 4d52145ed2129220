#include "core/base/hash.hpp"
#include "core/publish/destination.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace mkai;
using namespace mkai::publish;

// In place of the C library's in this program: what was synced, as paths.
static std::vector<std::string> g_synced;
extern "C" int fsync(int fd) {
    g_synced.push_back(fs::read_symlink("/proc/self/fd/" + std::to_string(fd)).string());
    return static_cast<int>(::syscall(SYS_fsync, fd));
}

namespace {

// A workspace of its own, removed with everything in it.
class Workspace {
  public:
    Workspace() {
        std::string name = (fs::temp_directory_path() / "mkai-files-XXXXXX").string();
        REQUIRE(::mkdtemp(name.data()) != nullptr);
        m_path = name;
    }
    ~Workspace() { fs::remove_all(m_path); }
    Workspace(const Workspace&) = delete;
    Workspace& operator=(const Workspace&) = delete;

    fs::path operator/(const std::string& name) const { return m_path / name; }
    const fs::path& path() const { return m_path; }

    std::string read(const std::string& name) const {
        std::ifstream file(m_path / name, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }
    void write(const std::string& name, const std::string& text) const {
        fs::create_directories((m_path / name).parent_path());
        std::ofstream(m_path / name, std::ios::binary) << text;
    }
    // Everything in the workspace, relative to it.
    std::set<std::string> names() const {
        std::set<std::string> names;
        for (const auto& entry : fs::recursive_directory_iterator(m_path))
            names.insert(fs::relative(entry.path(), m_path).string());
        return names;
    }

  private:
    fs::path m_path;
};

const AssetId k_asset{"spring", "email", "en-GB", "a"};
const std::string k_location = "site/spring/email.en-GB.a.html";

DestinationDecl declaration(const std::string& path = "site", const std::string& format = "html") {
    return {"site", "files", path, format, true};
}

std::unique_ptr<Destination> files_in(const fs::path& root) {
    auto destination = make_destination(declaration(), root);
    REQUIRE(destination.has_value());
    return std::move(*destination);
}

}  // namespace

TEST_CASE("a rendering is put, read back, replaced and taken away") {
    const Workspace workspace;
    const auto site = files_in(workspace.path());
    const Placement placement = site->place(k_asset);
    CHECK(placement.location == k_location);
    CHECK(*site->verify(placement, sha256_hex("one")) == Found::absent);
    REQUIRE(site->put(placement, "one").has_value());
    REQUIRE(site->put(placement, "one").has_value());
    CHECK(workspace.read(k_location) == "one");
    CHECK(*site->verify(placement, sha256_hex("one")) == Found::same);
    CHECK(*site->verify(placement, sha256_hex("two")) == Found::different);
    REQUIRE(site->put(placement, "two").has_value());
    CHECK(workspace.read(k_location) == "two");
    CHECK(workspace.names() == std::set<std::string>{"site", "site/spring", k_location});
    REQUIRE(site->remove(placement).has_value());
    CHECK(workspace.names() == std::set<std::string>{"site"});
    CHECK(site->remove(placement).has_value());
    CHECK(*site->verify(placement, sha256_hex("two")) == Found::absent);
    CHECK(site->recallable());
    CHECK_FALSE(site->recall_note().empty());
    CHECK(site->replace_note() != site->recall_note());
}

TEST_CASE("what a killed process left unsynced is made durable before anybody says that it is there") {
    const Workspace workspace;
    const auto site = files_in(workspace.path());
    const std::string root = fs::canonical(workspace.path()).string();
    workspace.write(k_location, "one");
    g_synced.clear();
    SUBCASE("put there") {
        REQUIRE(site->tidy(site->place(k_asset)).has_value());
        CHECK(g_synced ==
              std::vector<std::string>{root + "/" + k_location, root + "/site/spring", root + "/site", root});
    }
    SUBCASE("taken away") {
        fs::remove(workspace / k_location);
        REQUIRE(site->tidy(site->place(k_asset)).has_value());
        CHECK(g_synced == std::vector<std::string>{root + "/site/spring", root + "/site", root});
        CHECK_FALSE(fs::exists(workspace / "site/spring"));
    }
}

TEST_CASE("taking one file away leaves everything else, and folders that hold something") {
    const Workspace workspace;
    const auto site = files_in(workspace.path());
    workspace.write("site/spring/notes.txt", "mine");
    workspace.write("site/summer/email.en-GB.a.html", "other");
    REQUIRE(site->put(site->place(k_asset), "one").has_value());
    REQUIRE(site->remove(site->place(k_asset)).has_value());
    CHECK(workspace.read("site/spring/notes.txt") == "mine");
    CHECK(workspace.read("site/summer/email.en-GB.a.html") == "other");
    CHECK_FALSE(fs::exists(workspace / k_location));
}

TEST_CASE("a link in the middle of the path leads nowhere outside") {
    const Workspace workspace;
    const Workspace outside;
    outside.write("email.en-GB.a.html", "precious");
    outside.write("spring/email.en-GB.a.html", "precious");
    const auto site = files_in(workspace.path());
    const Placement placement = site->place(k_asset);
    const auto refused = [&] {
        for (const auto& outcome : {site->put(placement, "attack"), site->remove(placement)}) {
            REQUIRE_FALSE(outcome.has_value());
            CHECK(outcome.error().code == ErrorCode::destination_unavailable);
        }
        CHECK_FALSE(site->verify(placement, sha256_hex("precious")).has_value());
        CHECK(outside.read("email.en-GB.a.html") == "precious");
        CHECK(outside.read("spring/email.en-GB.a.html") == "precious");
        CHECK(outside.names().size() == 3);
    };
    SUBCASE("the brief's folder is a link") {
        fs::create_directory(workspace / "site");
        fs::create_directory_symlink(outside.path(), workspace / "site/spring");
        refused();
    }
    SUBCASE("the declared folder is a link") {
        fs::create_directory_symlink(outside.path(), workspace / "site");
        refused();
    }
    SUBCASE("the link is relative and stays inside") {
        workspace.write("briefs/email.en-GB.a.html", "precious");
        fs::create_directory(workspace / "site");
        fs::create_directory_symlink("../briefs", workspace / "site/spring");
        refused();
        CHECK(workspace.read("briefs/email.en-GB.a.html") == "precious");
    }
}

TEST_CASE("a link in the file's place is replaced or removed, and what it points at is left alone") {
    const Workspace workspace;
    const Workspace outside;
    outside.write("precious", "precious");
    fs::create_directories(workspace / "site/spring");
    fs::create_symlink(outside / "precious", workspace / k_location);
    const auto site = files_in(workspace.path());
    const Placement placement = site->place(k_asset);
    CHECK(*site->verify(placement, sha256_hex("precious")) == Found::different);
    REQUIRE(site->put(placement, "one").has_value());
    CHECK(outside.read("precious") == "precious");
    CHECK_FALSE(fs::is_symlink(workspace / k_location));
    CHECK(workspace.read(k_location) == "one");
    REQUIRE(site->remove(placement).has_value());
    CHECK(outside.read("precious") == "precious");
}

TEST_CASE("a place that is none of the destination's is refused") {
    const Workspace workspace;
    const auto site = files_in(workspace.path());
    for (const char* location : {"", "site", "/etc/passwd", "site/../mkai.yaml", "briefs/spring.yaml",
                                 "site//x", "site/.x/y", "sites/spring/x.html", "site/./x"}) {
        CAPTURE(location);
        CHECK_FALSE(site->put({k_asset, location}, "x").has_value());
        CHECK_FALSE(site->remove({k_asset, location}).has_value());
        CHECK_FALSE(site->verify({k_asset, location}, "x").has_value());
    }
    CHECK(workspace.names().empty());
}

TEST_CASE("a declaration that leads outside, hides, or asks for an unknown format is refused") {
    const Workspace workspace;
    for (const char* path : {"", ".", "..", "/tmp", "../site", "site/../..", ".mkai", ".git/hooks", "a//b"}) {
        CAPTURE(path);
        const auto destination = make_destination(declaration(path), workspace.path());
        REQUIRE_FALSE(destination.has_value());
        CHECK(destination.error().code == ErrorCode::invalid_file);
    }
    CHECK_FALSE(make_destination(declaration("site", "pdf"), workspace.path()).has_value());
    CHECK(make_destination(declaration("./public/site/"), workspace.path()).has_value());
    DestinationDecl unknown = declaration();
    unknown.kind = "filez";
    const auto destination = make_destination(unknown, workspace.path());
    REQUIRE_FALSE(destination.has_value());
    CHECK(destination.error().code == ErrorCode::unknown_destination);
    CHECK(destination.error().fix.find("files") != std::string::npos);
}

TEST_CASE("what stands in the way is an error and stays there") {
    const Workspace workspace;
    const auto site = files_in(workspace.path());
    SUBCASE("a folder in the file's place") {
        workspace.write(k_location + "/kept", "mine");
        CHECK_FALSE(site->put(site->place(k_asset), "one").has_value());
        CHECK_FALSE(site->remove(site->place(k_asset)).has_value());
        CHECK(*site->verify(site->place(k_asset), sha256_hex("one")) == Found::different);
        CHECK(workspace.read(k_location + "/kept") == "mine");
        CHECK(workspace.names().size() == 4);  // nothing half written beside it
    }
    SUBCASE("a file in a folder's place") {
        workspace.write("site/spring", "mine");
        CHECK_FALSE(site->put(site->place(k_asset), "one").has_value());
        CHECK(workspace.read("site/spring") == "mine");
    }
    SUBCASE("a pipe in the file's place does not make anyone wait") {
        fs::create_directories(workspace / "site/spring");
        REQUIRE(::mkfifo((workspace / k_location).c_str(), 0600) == 0);
        CHECK(*site->verify(site->place(k_asset), sha256_hex("one")) == Found::different);
    }
}

TEST_CASE("what a killed process left behind is swept, also before anybody has waited for it") {
    const Workspace workspace;
    const auto site = files_in(workspace.path());
    const pid_t child = ::fork();
    if (child == 0) ::_exit(0);
    siginfo_t ended{};
    ::waitid(P_PID, static_cast<id_t>(child), &ended, WEXITED | WNOWAIT);  // ended, and still has its id
    const std::string prefix = "site/spring/.email.en-GB.a.html.mkai-";
    workspace.write(prefix + std::to_string(child), "half");
    workspace.write(prefix + "x", "not ours");
    REQUIRE(site->put(site->place(k_asset), "one").has_value());
    CHECK_FALSE(fs::exists(workspace / (prefix + std::to_string(child))));
    CHECK(fs::exists(workspace / (prefix + "x")));
    ::waitpid(child, nullptr, 0);
}

TEST_CASE("a full disk is told as one, and leaves the old bytes and nothing half written") {
    if (::geteuid() != 0) {
        MESSAGE("skipped: a small file system can be mounted by root alone");
        return;
    }
    const Workspace workspace;
    fs::create_directory(workspace / "site");
    if (::mount("tmpfs", (workspace / "site").c_str(), "tmpfs", 0, "size=64k") != 0) {
        MESSAGE("skipped: no file system can be mounted here");
        return;
    }
    {
        const auto site = files_in(workspace.path());
        const Placement placement = site->place(k_asset);
        CHECK(site->put(placement, "one").has_value());
        const auto full = site->put(placement, std::string(1 << 20, 'x'));
        CHECK_FALSE(full.has_value());
        if (!full) CHECK(full.error().code == ErrorCode::disk_full);
        CHECK(workspace.read(k_location) == "one");
        CHECK(workspace.names() == std::set<std::string>{"site", "site/spring", k_location});
    }
    ::umount2((workspace / "site").c_str(), MNT_DETACH);
}
