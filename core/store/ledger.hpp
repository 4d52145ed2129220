// The ledger on SQLite: reads as domain values, writes inside a Writer (one transaction). All ledger SQL is
// here.
//
// Thread: one ledger a thread. Ownership: a Ledger outlives its Writers. Errors of every call: ledger_locked
// when another process writes for longer than the busy timeout, ledger_corrupt, disk_full, read_only,
// io_error.
#pragma once

#include "core/base/clock.hpp"
#include "core/base/file.hpp"
#include "core/base/hash.hpp"
#include "core/base/result.hpp"
#include "core/domain/claim_standing.hpp"
#include "core/domain/correction.hpp"
#include "core/domain/evaluation.hpp"
#include "core/domain/event.hpp"
#include "core/domain/pause.hpp"
#include "core/domain/records.hpp"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mkai::sqlite {
class Statement;
}

namespace mkai::store {

struct LedgerOptions {
    int busy_timeout_ms = 5'000;
};

struct StoredEvent {
    std::int64_t seq = 0;
    Event event;
};

struct Blob {
    std::string bytes;
    std::string salt_hex;
    std::optional<TimeMs> purged_at;  // the bytes are gone, as the workspace's retention says
};

// Of core/store/spend.hpp:
struct Reservation;
struct ReserveAnswer;
struct SpendLine;
struct CapUse;
struct SpendReconciled;

class Writer;

// Rows one at a time, into one record that is filled again for each: a thousand assets take the memory of
// one. While a cursor is open the connection reads one state of the ledger, so cursors beside each other
// agree. Lives no longer than its ledger; open it again only when the one before is gone.
template <class Row>
class Cursor {
  public:
    using Read = void (*)(const sqlite::Statement&, Row&);
    Cursor(sqlite::Statement& statement, Read read);
    Cursor(Cursor&& other) noexcept;
    Cursor& operator=(Cursor&&) = delete;
    ~Cursor();

    // Null after the last. Stands until the next call.
    Result<const Row*> next();

  private:
    sqlite::Statement* m_statement;
    Read m_read;
    Row m_row;
};

enum class LedgerKind { shared, sandbox };

class Ledger {
  public:
    // Makes a ledger with its genesis event. already_exists; network_file_system.
    static Result<Ledger> create(const fs::path& path, const Clock& clock, Random& random,
                                 std::string_view environment, std::string_view actor,
                                 LedgerKind kind = LedgerKind::shared);
    // no_ledger, ledger_newer (or a migration of other content), ledger_corrupt, network_file_system. Older
    // ledgers are migrated.
    static Result<Ledger> open(const fs::path& path, const Clock& clock, Random& random,
                               LedgerOptions options = {});
    // For who only looks: writes nothing, not even beside the file, and waits for nobody. no_ledger,
    // ledger_newer, ledger_corrupt; conflict when it is older than this program, which `open` would mend.
    // A writer of the ledger fails with read_only.
    static Result<Ledger> open_to_look(const fs::path& path, const Clock& clock, Random& random);
    Ledger(Ledger&&) noexcept;
    Ledger& operator=(Ledger&&) noexcept;
    ~Ledger();

    // BEGIN IMMEDIATE. Everything is undone unless the writer commits. `none` commits without waiting for the
    // disk: it outlives the process (kill -9); a power cut may lose it until a later `sync`, which takes all
    // before it along. For reservations and for the answers of a run, whose end is `sync`.
    Result<Writer> begin(Durability durability = Durability::sync);
    // For the batches of a run, while its calls are in flight: `none`, and `sync` every half second.
    Result<Writer> begin_batch();

    // --- assets and versions ---
    Result<std::vector<AssetRecord>> list_assets();  // by id
    Result<Cursor<AssetRecord>> read_assets();       // the same
    Result<std::size_t> count_assets();
    Result<std::optional<AssetRecord>> find_asset(std::string_view asset);
    Result<std::vector<VersionRecord>> list_versions(std::string_view asset);  // oldest first
    Result<std::optional<VersionRecord>> find_version(std::string_view asset, int number);
    // Newest first; all whose digest starts with `prefix`.
    Result<std::vector<VersionRecord>> list_versions_by_digest(std::string_view asset,
                                                               std::string_view prefix);
    // People and acts since the last approved version, up to and including `number`: invariant 6.
    Result<std::vector<VersionRecord>> list_versions_since_approval(std::string_view asset, int number);

    // --- decisions, remarks, requests ---
    Result<std::vector<DecisionRecord>> list_decisions(std::string_view asset);  // oldest first
    Result<std::vector<DecisionRecord>> list_decisions(std::string_view asset, int number);
    // Approvals of the assets' newest versions, by asset, oldest first: what `status` warns about.
    Result<Cursor<DecisionRecord>> read_head_approvals();
    Result<std::vector<Remark>> list_remarks(std::string_view asset);
    Result<Cursor<RequestRecord>> read_open_requests();  // by asset

    // --- publications ---
    Result<std::vector<Publication>> list_publications();  // by asset, destination
    Result<Cursor<Publication>> read_publications();       // the same
    Result<std::optional<Publication>> find_publication(std::string_view asset, std::string_view destination);
    Result<std::vector<DeliveryRecord>> list_deliveries(std::string_view asset);  // oldest first
    Result<std::vector<DeliveryRecord>> list_open_deliveries();
    // Versions that were live at the destination, newest publication first; each once.
    Result<std::vector<int>> list_published_versions(std::string_view asset, std::string_view destination);
    Result<std::vector<ScheduleRecord>> list_open_schedules();  // soonest first
    Result<Cursor<ScheduleRecord>> read_open_schedules();       // by asset, soonest first

    // --- pauses ---
    // In force, oldest first, with who has lifted them so far.
    Result<std::vector<Pause>> list_open_pauses();

    // --- runs and calls ---
    Result<std::vector<Run>> list_open_runs();
    Result<std::optional<Run>> find_run(std::string_view id);
    Result<std::vector<CallRecord>> list_calls(std::string_view asset);  // oldest first
    Result<std::optional<CallRecord>> find_call(std::string_view id);
    Result<std::optional<PriceSeen>> find_price_seen(std::string_view row);
    Result<std::optional<ModelSeen>> find_model_seen(std::string_view name, std::string_view digest);
    // Every declaration of this alias that calls used, the first that was seen first.
    Result<std::vector<ModelUse>> list_model_uses(std::string_view name);
    Result<std::vector<ModelRollback>> list_model_rollbacks(std::string_view name);  // oldest first

    // --- prompts that were registered ---
    Result<std::vector<PromptVersion>> list_prompt_versions();                       // by name and number
    Result<std::vector<PromptVersion>> list_prompt_versions(std::string_view name);  // oldest first
    Result<std::vector<PromptLabel>> list_prompt_labels();                           // by name and label
    Result<std::vector<PromptMove>> list_prompt_moves(std::string_view name);        // oldest first
    Result<PromptUse> use_of_prompt(std::string_view digest, TimeMs since);

    // --- claims ---
    Result<std::vector<ClaimDecision>> list_claim_decisions();  // by claim, oldest first
    Result<std::vector<ClaimDecision>> list_claim_decisions(std::string_view claim);  // oldest first
    Result<std::optional<ClaimAdded>> find_claim_added(std::string_view claim);       // the newest

    // --- corrections ---
    Result<std::vector<Correction>> list_corrections(std::string_view brief);           // oldest first
    Result<std::vector<CorrectedVersion>> list_corrected(std::string_view correction);  // as they were made
    Result<std::optional<CorrectedVersion>> find_corrected(std::string_view asset, int number);

    // --- evaluations ---
    Result<std::vector<EvalRun>> list_eval_runs(std::string_view suite);  // newest first
    // Whose id begins so, newest first.
    Result<std::vector<EvalRun>> list_eval_runs_by_id(std::string_view prefix);
    Result<std::vector<EvalVariant>> list_eval_variants(std::string_view run);
    // The last takes of the tests [first, end).
    Result<std::vector<EvalResult>> list_eval_results(std::string_view run, std::int64_t first,
                                                      std::int64_t end);
    // Answers of these tests that no outcome has been told of yet.
    Result<std::vector<EvalAnswer>> list_eval_unjudged(std::string_view run, std::int64_t first,
                                                       std::int64_t end);
    // An answer to the same question, that no retention has taken away.
    Result<std::optional<EvalAnswer>> find_eval_answer(std::string_view cache_key);
    Result<std::vector<EvalVariantSum>> sum_eval_variants(std::string_view run);
    Result<std::vector<EvalMetricSum>> sum_eval_metrics(std::string_view run);
    // By test and variant; an error of `visit` ends it.
    Done each_eval_case(std::string_view run, const std::function<Done(const EvalCaseSum&)>& visit);
    // Of the tests from `first` to before `end`.
    Done each_eval_case_metric(std::string_view run, std::int64_t first, std::int64_t end,
                               const std::function<Done(const EvalCaseMetric&)>& visit);
    // The last take of each trial of a case, in order, and its checks.
    Result<std::vector<EvalTold>> list_eval_told(std::string_view run, std::int64_t test, int variant);
    Result<std::vector<EvalCheck>> list_eval_checks(std::string_view run, const EvalCell& cell, int take);
    // What a judge replied to the same question before; none when the text was taken away.
    Result<std::optional<JudgedReply>> find_judged(std::string_view cache_key);
    Result<std::vector<EvalCopy>> list_eval_copies(std::string_view run);  // by test and variant
    // The sum of what people said for the asset's versions up to `number`; none when they said nothing.
    Result<std::optional<double>> minutes_of(std::string_view asset, int number);

    // --- spend (core/store/spend.hpp) ---
    // `now`, or the newest call's time when that is later: the time that caps count by.
    Result<TimeMs> spend_time(TimeMs now);
    Result<std::vector<SpendLine>> spend_by(SpendDimension dimension, std::string_view first_day,
                                            std::string_view last_day);
    Result<std::vector<CapUse>> list_cap_use(std::span<const SpendCap> caps, TimeMs now);
    Result<std::vector<Reservation>> list_reservations();  // oldest first

    // --- briefs, blobs, events ---
    // The digest of the brief whose file had these bytes, when it was seen before.
    Result<std::optional<std::string>> find_brief_digest(std::string_view brief,
                                                         std::string_view source_digest);
    Result<std::optional<BriefSeen>> find_brief_seen(std::string_view brief, std::string_view digest);
    // Bytes and salt; ledger_corrupt when the bytes do not hash to the digest.
    Result<Blob> get_blob(std::string_view digest);
    // What calls from before `through` were asked and answered, and nothing else needs.
    Result<std::vector<std::string>> list_purgeable_texts(TimeMs through);
    // Whether a purge has looked at everything from before `through`.
    Result<bool> was_purged_through(TimeMs through);
    // From here on deleted bytes are overwritten with zeros; and the write-ahead log, which has copies, is
    // taken into the ledger and emptied. Before and after a purge.
    Done overwrite_deleted();
    Done empty_log();
    Result<std::vector<StoredEvent>> list_events(std::string_view asset_glob, int newest);  // oldest first
    Result<std::optional<StoredEvent>> find_last_event(std::string_view asset);
    Result<std::optional<StoredEvent>> find_last_event_of_kind(std::string_view kind);
    Result<std::string> ledger_id();
    // Made for trials: nothing is published from it.
    Result<bool> is_sandbox();

    struct Impl;

  private:
    friend class Writer;
    explicit Ledger(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

// One write transaction.
class Writer {
  public:
    Writer(Writer&&) noexcept;
    ~Writer();

    // Reads inside the transaction see its writes.
    Ledger& ledger() { return *m_ledger; }
    TimeMs now() const;
    std::string new_id();

    // Fills in id and time where they are empty; returns the number of the event.
    Result<std::int64_t> append(Event event);
    // Keeps the bytes once; returns their salted digest.
    Result<std::string> put_blob(std::string_view bytes);

    Done insert_brief_seen(const BriefSeen& seen, std::int64_t event_seq);
    Done insert_run(const Run& run, std::int64_t event_seq);
    Done end_run(std::string_view run, std::string_view outcome, std::int64_t event_seq);
    // Records a call, adds its cost up, and ends the reservation of the same id in the same breath: then it
    // counts for the day of the reservation, and keeps its time. A call without one counts for today.
    Done insert_call(const CallRecord& call, std::int64_t event_seq);
    Done insert_price_seen(const PriceSeen& seen, std::int64_t event_seq);
    Done insert_model_seen(const ModelSeen& seen, std::int64_t event_seq);
    Done insert_model_rollback(const ModelRollback& rollback, std::int64_t event_seq);
    Done insert_prompt_version(const PromptVersion& version, std::int64_t event_seq);
    // Moves the label too, or takes it away.
    Done insert_prompt_move(const PromptMove& move, std::int64_t event_seq);
    Done insert_prompt_withdrawal(std::string_view name, std::string_view digest, std::int64_t event_seq);
    Done insert_claim_decision(const ClaimDecision& decision, std::int64_t event_seq);
    Done insert_claim_added(const ClaimAdded& added, std::int64_t event_seq);
    // The version and its state as a draft; makes or moves the asset's head.
    Done insert_version(const VersionRecord& version, std::string_view brief, std::int64_t event_seq);
    // What a decision made of a version, which is the asset's newest decided one unless a later one is.
    Done set_decided(std::string_view asset, int number, VersionState state, std::string_view reviewer);
    // Compare and swap: counts the asset's revision up from `expected`. conflict when it is another by now.
    Done bump(std::string_view asset, std::int64_t expected);
    Done insert_decision(const DecisionRecord& decision, std::int64_t event_seq);
    Done insert_expiry(std::string_view asset, int number, std::string_view what, std::string_view id,
                       std::int64_t event_seq);
    Result<bool> has_expiry(std::string_view asset, int number, std::string_view what, std::string_view id);
    // `nth` is set by the ledger and returned.
    Result<int> insert_remark(const Remark& remark, std::int64_t event_seq);
    Done take_suggestion(std::string_view remark, int number, std::int64_t event_seq);
    Done open_request(const RequestRecord& request);
    // Closes all that are open for the asset; returns how many.
    Result<int> close_requests(std::string_view asset);
    Done put_publication(const Publication& publication);
    Done insert_delivery(const DeliveryRecord& delivery, std::int64_t event_seq);
    Done end_delivery(std::string_view delivery, std::string_view outcome, std::int64_t event_seq);
    Done insert_schedule(const ScheduleRecord& schedule, std::int64_t event_seq);
    Done end_schedule(std::string_view schedule, std::string_view outcome, std::int64_t event_seq);

    Done insert_pause(const Pause& pause, std::int64_t event_seq);
    Done insert_pause_lift(std::string_view pause, const PauseLift& lift, std::int64_t event_seq);
    Done end_pause(std::string_view pause, std::int64_t event_seq);
    Done insert_correction(const Correction& correction, std::int64_t event_seq);
    Done insert_corrected(const CorrectedVersion& version, std::int64_t event_seq);
    Done end_correction(std::string_view correction, std::int64_t event_seq);
    // Takes the bytes of each away; digests and rows stay.
    Done purge_texts(std::span<const std::string> digests, std::int64_t event_seq);
    Done note_purge(TimeMs through);
    // --- evaluations ---
    Done insert_eval_run(const EvalRun& run, std::span<const EvalVariant> variants, std::int64_t event_seq);
    Done end_eval_run(std::string_view run, std::string_view verdict, std::string_view sentence,
                      std::int64_t event_seq);
    Done insert_eval_test(std::string_view run, const EvalTest& test);
    Done insert_eval_answer(std::string_view run, const EvalAnswer& answer);
    Done insert_eval_copy(std::string_view run, const EvalCopy& copy);
    Done insert_judged(std::string_view cache_key, const JudgedReply& reply);  // the first one stays
    Done insert_minutes(std::string_view asset, int number, double minutes);
    Done insert_eval_result(std::string_view run, const EvalResult& result,
                            std::span<const EvalCheck> checks);
    // --- spend (core/store/spend.hpp) ---
    Result<std::vector<ReserveAnswer>> reserve(std::span<const Reservation> reservations,
                                               std::span<const SpendCap> caps);
    Result<bool> release(std::string_view call);
    Done renew(std::string_view run, TimeMs lease_until);
    Result<std::int64_t> rate_wait_ms(std::string_view model, std::int64_t requests_per_minute,
                                      std::int64_t tokens_per_minute, std::int64_t tokens, TimeMs now);
    Result<SpendReconciled> reconcile(const Event& event, TimeMs now,
                                      const std::function<bool(const Reservation&)>& is_alive, bool recount);

    Done commit();

    struct Impl;

  private:
    friend class Ledger;
    Writer(Ledger& ledger, std::unique_ptr<Impl> impl);
    Ledger* m_ledger;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace mkai::store
