#include "cli/heap.hpp"

#include <cstdint>
#include <cstdlib>

#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

namespace mkai::cli {

namespace {

// What `status` of a thousand assets takes, and most commands less.
constexpr std::size_t k_heap_bytes = 1536 * 1024;

}  // namespace

void take_heap() {
#if defined(M_MMAP_THRESHOLD) && defined(M_TRIM_THRESHOLD) && defined(MADV_POPULATE_WRITE)
    mallopt(M_MMAP_THRESHOLD, k_heap_bytes * 2);  // from the heap, and not a mapping of its own
    mallopt(M_TRIM_THRESHOLD, k_heap_bytes * 4);  // and stay there
    void* block = std::malloc(k_heap_bytes);
    if (!block) return;
    const auto page = static_cast<std::uintptr_t>(sysconf(_SC_PAGESIZE));
    const auto begin = (reinterpret_cast<std::uintptr_t>(block) + page - 1) / page * page;
    const auto end = (reinterpret_cast<std::uintptr_t>(block) + k_heap_bytes) / page * page;
    madvise(reinterpret_cast<void*>(begin), end - begin, MADV_POPULATE_WRITE);
    std::free(block);
#endif
}

}  // namespace mkai::cli
