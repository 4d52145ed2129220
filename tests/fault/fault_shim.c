// Preloaded into mkai by the fault tests. It counts the calls that change the disk, kills the process at one
// of them, can make statfs(2) tell another file system, and can make the system's clock jump.
//
//   FAULT_KILL_AT=N         SIGKILL in place of the Nth call (counted from 1)
//   FAULT_KILL_HALF=1       a write first puts half of its bytes down
//   FAULT_CALLS_FILE=PATH   the names of the calls, a line each, written when the process ends by itself
//   FAULT_STATFS_MAGIC=HEX  the f_type that statfs answers
//   FAULT_CLOCK_JUMP_S=N    seconds by which the clock (not the monotonic one) is off ...
//   FAULT_CLOCK_AFTER=N     ... from the Nth look at it on
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <time.h>
#include <unistd.h>

enum { k_calls_max = 100000 };
static atomic_long calls;
static const char* names[k_calls_max];
static long kill_at;
static int half;
static long jump_s;
static long jump_after;
static atomic_long looks;

// Programs that mkai starts are left alone.
__attribute__((constructor)) static void begin(void) {
    if (strcmp(program_invocation_short_name, "mkai") != 0) return;
    const char* at = getenv("FAULT_KILL_AT");
    kill_at = at ? strtol(at, NULL, 10) : 0;
    const char* halves = getenv("FAULT_KILL_HALF");
    half = halves != NULL && *halves != 0;
    const char* jump = getenv("FAULT_CLOCK_JUMP_S");
    jump_s = jump ? strtol(jump, NULL, 10) : 0;
    const char* after = getenv("FAULT_CLOCK_AFTER");
    jump_after = after ? strtol(after, NULL, 10) : 0;
}

__attribute__((destructor)) static void end(void) {
    const char* path = getenv("FAULT_CALLS_FILE");
    if (path == NULL || strcmp(program_invocation_short_name, "mkai") != 0) return;
    FILE* file = fopen(path, "we");
    if (file == NULL) return;
    for (long i = 0; i < atomic_load(&calls) && i < k_calls_max; ++i) fprintf(file, "%s\n", names[i]);
    fclose(file);
}

static int is_the_one(const char* name) {
    const long before = atomic_fetch_add(&calls, 1);
    if (before < k_calls_max) names[before] = name;
    return before + 1 == kill_at;
}

static void die(void) {
    syscall(SYS_kill, getpid(), SIGKILL);
    for (;;) pause();
}

static void count(const char* name) {
    if (is_the_one(name)) die();
}

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t write(int fd, const void* bytes, size_t size) {
    if (is_the_one("write")) {
        if (half) syscall(SYS_write, fd, bytes, size / 2);
        die();
    }
    return NEXT(write)(fd, bytes, size);
}

ssize_t pwrite(int fd, const void* bytes, size_t size, off_t at) {
    if (is_the_one("pwrite")) {
        if (half) syscall(SYS_pwrite64, fd, bytes, size / 2, at);
        die();
    }
    return NEXT(pwrite)(fd, bytes, size, at);
}

ssize_t pwrite64(int fd, const void* bytes, size_t size, off64_t at) {
    if (is_the_one("pwrite64")) {
        if (half) syscall(SYS_pwrite64, fd, bytes, size / 2, at);
        die();
    }
    return NEXT(pwrite64)(fd, bytes, size, at);
}

int fsync(int fd) {
    count("fsync");
    return NEXT(fsync)(fd);
}

int fdatasync(int fd) {
    count("fdatasync");
    return NEXT(fdatasync)(fd);
}

int rename(const char* from, const char* to) {
    count("rename");
    return NEXT(rename)(from, to);
}

int renameat(int from_folder, const char* from, int to_folder, const char* to) {
    count("renameat");
    return NEXT(renameat)(from_folder, from, to_folder, to);
}

int unlink(const char* path) {
    count("unlink");
    return NEXT(unlink)(path);
}

int unlinkat(int folder, const char* path, int flags) {
    count("unlinkat");
    return NEXT(unlinkat)(folder, path, flags);
}

int ftruncate(int fd, off_t size) {
    count("ftruncate");
    return NEXT(ftruncate)(fd, size);
}

int ftruncate64(int fd, off64_t size) {
    count("ftruncate64");
    return NEXT(ftruncate64)(fd, size);
}

int mkdir(const char* path, mode_t mode) {
    count("mkdir");
    return NEXT(mkdir)(path, mode);
}

int mkdirat(int folder, const char* path, mode_t mode) {
    count("mkdirat");
    return NEXT(mkdirat)(folder, path, mode);
}

static void put_magic(struct statfs* info) {
    const char* magic = getenv("FAULT_STATFS_MAGIC");
    if (magic != NULL) info->f_type = (__typeof__(info->f_type))strtoul(magic, NULL, 16);
}

int statfs(const char* path, struct statfs* info) {
    const int done = NEXT(statfs)(path, info);
    put_magic(info);
    return done;
}

int statfs64(const char* path, struct statfs64* info) {
    const int done = NEXT(statfs64)(path, info);
    put_magic((struct statfs*)info);
    return done;
}

int clock_gettime(clockid_t clock, struct timespec* time) {
    const long failed = syscall(SYS_clock_gettime, clock, time);
    if (failed == 0 && clock == CLOCK_REALTIME && jump_s != 0 && atomic_fetch_add(&looks, 1) >= jump_after)
        time->tv_sec += jump_s;
    return (int)failed;
}
