#include "core/brand/facts.hpp"

#include <doctest/doctest.h>
