package shop.gather.groupbuy.fulfilment.pickup;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.PickupPointId;
import shop.gather.groupbuy.fulfilment.pickup.Pickup.State;
import shop.gather.groupbuy.fulfilment.pickup.Pickup.Step;
import shop.gather.groupbuy.place.Participation;
import shop.gather.groupbuy.terms.PickupAtPoints;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;

/**
 * The rows of pickups. Changes run in the current transaction, and the row of the place is locked before that of its
 * pickup. Thread-safe.
 */
@Singleton
public class Pickups {

    /** The place is confirmed, and its payment was not declined since. Needs one argument, the reason. */
    private static final String CONFIRMED =
            "exists (select 1 from participation p where p.store_id = :store and p.id = pickup.participation_id"
                    + " and p.state = 'CONFIRMED' and (p.reason is null or p.reason <> ?))";

    private final Transactions transactions;
    private final StoreSql sql;

    @Inject
    Pickups(Transactions transactions, StoreSql sql) {
        this.transactions = transactions;
        this.sql = sql;
    }

    public Optional<Pickup> find(StoreId store, ParticipationId place) {
        return transactions.inStore(
                store,
                () -> sql.first(
                        store,
                        "select * from pickup where store_id = :store and participation_id = ?",
                        Pickup::read,
                        place));
    }

    /** The place with a code; empty if there is none. @param hashes of the code, by each key */
    public Optional<ParticipationId> byCode(StoreId store, List<String> hashes) {
        return hashes.isEmpty()
                ? Optional.empty()
                : transactions.inStore(
                        store,
                        () -> sql.first(
                                store,
                                "select participation_id from pickup where store_id = :store and code_hash in ("
                                        + StoreSql.marks(hashes.size()) + ")",
                                row -> StoreSql.id(row, "participation_id", ParticipationId::new),
                                hashes.toArray()));
    }

    /** Reads and locks the row of a place; creates it if there is none. */
    Pickup lockOrCreate(StoreId store, ParticipationId place, CampaignId campaign) {
        return lock(store, place).orElseGet(() -> {
            sql.insertIfAbsent(
                    store,
                    "insert into pickup (store_id, participation_id, campaign_id, state) values (:store, ?, ?, 'WAITING')",
                    place,
                    campaign);
            return lock(store, place).orElseThrow();
        });
    }

    Optional<Pickup> lock(StoreId store, ParticipationId place) {
        return sql.first(
                store,
                "select * from pickup where store_id = :store and participation_id = ? for update",
                Pickup::read,
                place);
    }

    /** Makes a step from the state in which the row was read; false if the step does not start there. */
    boolean move(StoreId store, Pickup read, Step step) {
        return step.startsFrom(read.state())
                && sql.update(
                                store,
                                "update pickup set state = ?, due_at = null where store_id = :store and participation_id = ?"
                                        + " and state = ?",
                                step.to(),
                                read.participation(),
                                read.state())
                        == 1;
    }

    /** Sets the point of a row that is WAITING or READY. If the place is confirmed, the next sweep checks the row. */
    void choose(StoreId store, Pickup read, PickupPointId point, String day) {
        sql.update(
                store,
                "update pickup set point_id = ?, pickup_day = ?, state = 'WAITING', due_at = ready_from"
                        + " where store_id = :store and participation_id = ? and state in ('WAITING', 'READY')",
                point,
                day,
                read.participation());
    }

    /** The place has ended: the row keeps its point, but nothing of its confirmation. */
    void cancel(StoreId store, Pickup read, Step step) {
        sql.update(
                store,
                "update pickup set state = ?, due_at = null, confirmed_at = null, ready_from = null, ready_until = null,"
                        + " handed_at = null, handed_by = null where store_id = :store and participation_id = ?"
                        + " and state = ?",
                step.to(),
                read.participation(),
                read.state());
    }

    /** The place that had ended counts again. @param point null if the point is full */
    void reopen(StoreId store, Pickup read, PickupPointId point, String day) {
        sql.update(
                store,
                "update pickup set state = 'WAITING', point_id = ?, pickup_day = ? where store_id = :store"
                        + " and participation_id = ? and state = 'CANCELLED'",
                point,
                point == null ? null : day,
                read.participation());
    }

    /** The place is confirmed: sets the time of collection and the code. */
    void confirm(StoreId store, ParticipationId place, PickupAtPoints policy, String codeKey, String codeHash) {
        if (policy.isFixed()) {
            sql.update(
                    store,
                    "update pickup set confirmed_at = now(), ready_from = ?, ready_until = ?, due_at = ?, code_key = ?,"
                            + " code_hash = ? where store_id = :store and participation_id = ? and confirmed_at is null",
                    policy.from(),
                    policy.until(),
                    policy.from(),
                    codeKey,
                    codeHash,
                    place);
            return;
        }
        int after = Math.toIntExact(policy.readyAfter().toSeconds());
        sql.update(
                store,
                "update pickup set confirmed_at = now(), ready_from = now() + cast(? as integer) * interval '1' second,"
                        + " ready_until = now() + cast(? as integer) * interval '1' second,"
                        + " due_at = now() + cast(? as integer) * interval '1' second, code_key = ?, code_hash = ?"
                        + " where store_id = :store and participation_id = ? and confirmed_at is null",
                after,
                after + Math.toIntExact(policy.keptFor().toSeconds()),
                after,
                codeKey,
                codeHash,
                place);
    }

    /** The key of the code is no longer configured: the buyer gets another code. */
    void recode(StoreId store, ParticipationId place, String codeKey, String codeHash) {
        sql.update(
                store,
                "update pickup set code_key = ?, code_hash = ? where store_id = :store and participation_id = ?",
                codeKey,
                codeHash,
                place);
    }

    /** Has a confirmed row that waits looked at, at the time of its collection. */
    void resume(StoreId store, ParticipationId place) {
        sql.update(
                store,
                "update pickup set due_at = ready_from where store_id = :store and participation_id = ?"
                        + " and state = 'WAITING'",
                place);
    }

    /** The row is looked at again after a while. */
    void postpone(StoreId store, ParticipationId place, int seconds) {
        sql.update(
                store,
                "update pickup set due_at = now() + cast(? as integer) * interval '1' second where store_id = :store"
                        + " and participation_id = ? and due_at <= now()",
                seconds,
                place);
    }

    /** The row is not looked at again until something changes. */
    void rest(StoreId store, ParticipationId place) {
        sql.update(store, "update pickup set due_at = null where store_id = :store and participation_id = ?", place);
    }

    /**
     * Hands a place over at its point, by one conditional statement: true for one caller only, and only while the place
     * is confirmed and its payment was not declined.
     *
     * @param at when it was handed over; a time in the future counts as now
     */
    public boolean handOver(StoreId store, ParticipationId place, PickupPointId point, Instant at, String by) {
        return sql.update(
                        store,
                        "update pickup set state = 'HANDED_OVER', handed_at = least(cast(? as timestamp with time zone), now()),"
                                + " handed_by = ?, due_at = null where store_id = :store and participation_id = ?"
                                + " and point_id = ? and state in ('READY', 'NO_SHOW') and " + CONFIRMED,
                        at,
                        by,
                        place,
                        point,
                        Participation.PAY_AGAIN)
                == 1;
    }

    /** Records that nobody came in time, by one conditional statement. */
    public boolean miss(StoreId store, ParticipationId place, PickupPointId point) {
        return sql.update(
                        store,
                        "update pickup set state = 'NO_SHOW', due_at = null where store_id = :store and participation_id = ?"
                                + " and point_id = ? and state = 'READY' and ready_until < now() and " + CONFIRMED,
                        place,
                        point,
                        Participation.PAY_AGAIN)
                == 1;
    }

    /** Undoes a hand-over or a no-show of a place that is confirmed. */
    void undo(StoreId store, Pickup read) {
        sql.update(
                store,
                "update pickup set state = 'READY', handed_at = null, handed_by = null where store_id = :store"
                        + " and participation_id = ? and state = ?",
                read.participation(),
                read.state());
    }

    /** Whether a confirmed place of the campaign has no point although its time of collection has come. */
    boolean lacksAPoint(StoreId store, CampaignId campaign) {
        return sql.first(
                        store,
                        "select 1 as found from pickup where store_id = :store and campaign_id = ? and point_id is null"
                                + " and state = ? and ready_from <= now() limit 1",
                        row -> true,
                        campaign,
                        State.WAITING)
                .isPresent();
    }

    /** Whether a place of the campaign could not be made ready when its time had come. */
    boolean hasPostponed(StoreId store, CampaignId campaign) {
        return sql.first(
                        store,
                        "select 1 as found from pickup where store_id = :store and campaign_id = ? and state = ?"
                                + " and due_at > ready_from limit 1",
                        row -> true,
                        campaign,
                        State.WAITING)
                .isPresent();
    }
}
