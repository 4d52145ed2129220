// The memory of a command that ends in milliseconds.
#pragma once

namespace mkai::cli {

// Takes the first pages of the heap from the kernel at once. A page that is touched for the first time costs
// a trap: 11 us in a small virtual machine, where asking for many costs 0.6 us a page (measured 2026-11-24,
// Linux 6.18 in Firecracker). Does nothing where the kernel cannot (before Linux 5.14) or the C library's
// allocator is another.
void take_heap();

}  // namespace mkai::cli
