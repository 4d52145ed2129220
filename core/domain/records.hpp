// What the ledger keeps beside events, as values. `core/store` writes and reads them; nobody else knows a
// column.
#pragma once

#include "core/base/clock.hpp"
#include "core/base/decimal.hpp"
#include "core/domain/content.hpp"
#include "core/domain/spend.hpp"
#include "core/domain/state.hpp"
#include "core/domain/usage.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mkai {

struct BriefSeen {
    std::string brief;
    std::string digest;
    std::string source_digest;
    std::string bytes;  // blob
};

struct Run {
    std::string id;
    std::string brief;
    std::string brief_digest;
    std::string model;  // the name in mkai.yaml
    std::string provider;
    std::string model_asked;
    std::string actor;
    int calls_planned = 0;
    TimeMs started;
};

// A price and a model's declaration as they stood when a call used them.
struct PriceSeen {
    std::string row;  // Price::row
    std::string id;
    std::string bytes;  // blob: what `row` is the SHA-256 of
};

struct ModelSeen {
    std::string name;
    std::string digest;
    std::string bytes;  // blob: what `digest` is the SHA-256 of
};

// How a declaration was used.
struct ModelUse {
    ModelSeen seen;
    TimeMs first_at;       // of the run that used it first
    std::string first_by;  // whose run that was
    std::int64_t calls = 0;
    TimeMs last_at;  // of its newest call; 0: none
};

// Somebody went back to an earlier declaration of an alias.
struct ModelRollback {
    std::string id;
    std::string name;
    std::string digest;    // that counts again
    std::string replaced;  // that counted until then
    std::string person;
    std::string reason;  // blob
    TimeMs at;
};

// A prompt that was registered: its file and its partials, for good.
struct PromptVersion {
    std::string name;
    int number = 0;
    std::string digest;  // of what it says and takes
    std::string bytes;   // blob
    std::string registered_by;
    std::vector<std::string> writers;  // person ids, sorted
    std::string git_commit;            // that was checked out then; may be empty
    TimeMs at;
    bool withdrawn = false;
};

struct PromptLabel {
    std::string name;
    std::string label;  // "production", "staging", or one's own
    std::string digest;
};

struct PromptMove {
    std::string id;
    std::string name;
    std::string label;
    std::string digest;    // that the label names since; of a withdrawal: named until then
    std::string replaced;  // that it named before; may be empty
    std::string kind;      // "promote", "rollback", "withdraw"
    std::string person;
    std::string reason;  // blob
    TimeMs at;
};

// What came of a version of a prompt.
struct PromptUse {
    std::int64_t calls = 0;
    std::int64_t assets = 0;
    std::int64_t versions = 0;  // drafts that were made
    std::int64_t accepted = 0;  // of those, by a reviewer
    std::int64_t edited = 0;    // of those, changed by people in the next version
    PicoUsd cost, cost_since;
    std::vector<std::string> use_cases;
    std::vector<std::string> live;  // "spring/email.en-GB.a@v2"
};

// One attempt at a model: what was asked for whom, what came of it, what it cost.
struct CallRecord {
    std::string id;
    std::string run;
    std::string asset;
    int round = 1;
    int attempt = 1;  // within the round: 2 is the first retry
    // Who, for what, with what. The campaign is the brief.
    std::string actor;
    std::string brief;
    std::string use_case;
    std::string environment;
    std::string model;         // the name in mkai.yaml
    std::string model_digest;  // ModelSeen::digest, or empty
    std::string provider;
    std::string model_asked;
    std::string prompt_id;
    std::string prompt_version;
    std::string prompt_digest;
    std::vector<std::string> allowed;  // the fields that the model might write
    std::string messages;              // blob: canonical JSON of the messages
    std::string answer;                // blob, or empty
    std::string model_answered;
    std::string request_id;
    Usage usage;
    std::optional<PicoUsd> cost;  // empty: not known
    std::string price_row;        // PriceSeen::row, or empty
    TimeMs at;                    // when it was asked
    std::int64_t latency_ms = 0;
    std::optional<std::int64_t> first_token_ms;
    bool streamed = false;
    std::string outcome;  // taken, repaired, invalid, unchanged, failed
    std::string failure;  // an error code, or empty
    long http_status = 0;
};

struct VersionRecord {
    std::string asset;
    int number = 0;
    std::string digest;  // blob: the frozen subject
    Origin origin = Origin::human;
    std::string how;  // generated, edited, imported, suggested, corrected
    std::string made_by;
    std::string brief_digest;
    std::string call;  // CallRecord::id, or empty
    bool demo = false;
    std::vector<std::string> changed;
    TimeMs made_at;
    // Where it stands:
    VersionState state = VersionState::draft;
    std::string reviewer;
    TimeMs state_since;
};

struct AssetRecord {
    std::string asset;
    std::string brief;
    int head = 0;
    int decided = 0;
    std::int64_t revision = 0;
    // Of the head:
    VersionState state = VersionState::draft;
    std::string digest;
    std::string brief_digest;
    TimeMs made_at;
};

struct DecisionRecord {
    std::string id;
    std::string asset;
    int number = 0;
    std::string digest;
    Action action = Action::accept;
    std::string person;
    std::string reason;  // blob, or empty
    std::string reason_code;
    std::optional<TimeMs> expires;
    bool sandbox_only = false;
    std::string revokes;
    TimeMs at;
    bool revoked = false;  // read only: another decision revokes this one
    // Said elsewhere, as in a mail: who typed it in, and from what (blob). Empty where `person` decided here.
    std::string transcribed_by = {};
    std::string proof = {};
};

struct Remark {
    std::string id;
    std::string asset;
    int number = 0;
    int nth = 0;
    std::string person;
    std::string field;  // of a suggestion; empty for a comment
    std::string text;   // blob
    TimeMs at;
    int taken_in = 0;  // the version that took the suggestion over
    // Of a remark that `person` brought in from a file: what kind of file, and who said it there, as a person
    // of the roster or as a name (blob) that nobody has checked. Both are empty where the file named nobody.
    std::string brought_in = {};
    std::string said_by = {};
    std::string said_by_name = {};
};

struct RequestRecord {
    std::string id;
    std::string asset;
    int number = 0;
    std::string role;
    std::string action;  // "review", "approve", "edit"
    std::string assignee;
    std::string due;
    TimeMs opened_at;
};

struct Publication {
    std::string asset;
    std::string destination;
    PublicationState state = PublicationState::publishing;
    int number = 0;
    std::string digest;
    std::string rendered;
    std::string location;
    TimeMs since;
};

struct DeliveryRecord {
    std::string id;
    std::string asset;
    std::string destination;
    Action action = Action::publish;  // publish, rollback, withdraw
    int number = 0;
    std::string digest;
    std::string rendered;
    std::string bytes;  // blob: what is to be sent; empty for a withdrawal
    std::string renderer;
    std::string location;
    int replaces = 0;
    std::string actor;
    TimeMs begun_at;
    std::string outcome;  // read only: done, failed, restored, or empty
};

struct ScheduleRecord {
    std::string id;
    std::string asset;
    int number = 0;
    std::string destination;
    TimeMs at;
    std::string actor;
    TimeMs made_at;
    std::string outcome;  // read only
};

}  // namespace mkai
