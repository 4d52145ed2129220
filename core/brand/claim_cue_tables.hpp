// The tables of claim_cues.hpp, a file each.
#pragma once

#include "core/brand/claim_cues.hpp"

#include <span>

namespace mkai::brand {

struct CueTable {
    std::span<const PhraseRow> rows;
    std::span<const WordClass> classes;
};

CueTable cue_table_en();
CueTable cue_table_de();
CueTable cue_table_fr_es_it();
CueTable cue_table_nl_sv();

}  // namespace mkai::brand
