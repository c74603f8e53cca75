package shop.gather.groupbuy.place;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import shop.gather.event.Events;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.place.JoinQueue.Units;
import shop.gather.groupbuy.place.Participation.Admission;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.groupbuy.place.Participation.Step;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.Page;

/** The rows of participations (one member's place in one team), and their events. Thread-safe. */
@Singleton
public class Participations {

    private final Transactions transactions;
    private final StoreSql sql;
    private final Events events;
    private final TeamHistory history;
    private final Event<PlaceMoved> moves;

    @Inject
    Participations(
            Transactions transactions, StoreSql sql, Events events, TeamHistory history, Event<PlaceMoved> moves) {
        this.transactions = transactions;
        this.sql = sql;
        this.events = events;
        this.history = history;
        this.moves = moves;
    }

    /** A participation that was just inserted, without reading it back. */
    Participation fresh(ParticipationId id, TeamId team, MemberId member, Units wanted) {
        return new Participation(
                id,
                team,
                null,
                member,
                wanted.quantity(),
                0,
                wanted.variantId(),
                State.HELD,
                null,
                Admission.PENDING,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    Optional<Participation> byKey(StoreId store, MemberId member, String key) {
        return transactions.inStore(
                store,
                () -> sql.first(
                        store,
                        "select * from participation where store_id = :store and member_id = ? and idempotency_key = ?",
                        Participations::read,
                        member,
                        key));
    }

    /** Those of the keys with which the members have taken places. */
    List<String> usedKeys(StoreId store, Collection<MemberId> members, Collection<String> keys) {
        return keys.isEmpty()
                ? List.of()
                : transactions.inStore(
                        store,
                        () -> sql.list(
                                store,
                                "select idempotency_key from participation where store_id = :store and member_id in ("
                                        + StoreSql.marks(members.size()) + ") and idempotency_key in ("
                                        + StoreSql.marks(keys.size()) + ")",
                                row -> row.getString("idempotency_key"),
                                Stream.concat(members.stream(), keys.stream()).toArray()));
    }

    public Optional<Participation> find(StoreId store, ParticipationId id) {
        return transactions.inStore(
                store,
                () -> sql.first(
                        store,
                        "select * from participation where store_id = :store and id = ?",
                        Participations::read,
                        id));
    }

    /** The places with these ids; unknown ids are ignored. */
    public List<Participation> find(StoreId store, Collection<ParticipationId> ids) {
        return ids.isEmpty()
                ? List.of()
                : transactions.inStore(
                        store,
                        () -> sql.list(
                                store,
                                "select * from participation where store_id = :store and id in ("
                                        + StoreSql.marks(ids.size()) + ") order by id",
                                Participations::read,
                                ids.toArray()));
    }

    /** Reads and locks a row for the rest of the transaction. */
    public Optional<Participation> lock(StoreId store, ParticipationId id) {
        return sql.first(
                store,
                "select * from participation where store_id = :store and id = ? for update",
                Participations::read,
                id);
    }

    public List<Participation> ofTeam(StoreId store, TeamId team) {
        return transactions.inStore(
                store,
                () -> sql.list(
                        store,
                        "select * from participation where store_id = :store and team_id = ? order by created_at, id",
                        Participations::read,
                        team));
    }

    public Page<Participation> ofMember(StoreId store, MemberId member, String cursor, int limit) {
        List<Participation> rows = transactions.inStore(
                store,
                () -> sql.list(
                        store,
                        "select * from participation where store_id = :store and member_id = ? and id < ? order by id desc limit ?",
                        Participations::read,
                        member,
                        Page.before(cursor),
                        limit + 1));
        return Page.of(rows, limit, place -> place.id().value(), row -> row);
    }

    /**
     * Ends an unpaid hold, in the current transaction, and emits its event; false if it had ended already. Starts the
     * member's cooldown in the campaign.
     *
     * @param step EXPIRE or GIVE_BACK
     */
    public boolean endUnpaid(StoreId store, Participation place, Step step, String reason) {
        boolean ended = sql.update(
                        store,
                        "update participation set state = ?, reason = ?, recheck_at = null, active_member_id = null,"
                                + " cooldown_until = now() + cast(? as integer) * interval '1' second where store_id "
                                + "= :store and id = ? and state = ?",
                        step.from(State.HELD),
                        reason,
                        PlaceLimits.cooldownSeconds(),
                        place.id(),
                        State.HELD)
                == 1;
        if (ended) {
            history.record(store, place.id(), TeamHistory.What.of(step), reason);
            moves.fire(new PlaceMoved(store, place, step.from(State.HELD)));
            announce(store, place, step.event(), reason);
        }
        return ended;
    }

    /**
     * Ends the time to pay for a place that was given back, in the current transaction. An order that was placed before
     * still pays for it.
     */
    public void endTimeToPay(StoreId store, ParticipationId place) {
        sql.update(
                store,
                "update participation set hold_until = now() where store_id = :store and id = ? and hold_until > now()",
                place);
    }

    /**
     * The buyer leaves a paid place, in the current transaction; false if it is no longer paid. Starts the member's
     * cooldown in the campaign, because each payment that is returned costs the shop a fee.
     */
    public boolean leave(StoreId store, Participation place, String reason) {
        boolean left = move(store, place, State.PAID, Step.LEAVE, reason);
        if (left) {
            sql.update(
                    store,
                    "update participation set cooldown_until = now() + cast(? as integer) * interval '1' second"
                            + " where store_id = :store and id = ?",
                    PlaceLimits.cooldownSeconds(),
                    place.id());
        }
        return left;
    }

    /**
     * The place whose buyer counts as the opener of the team: the one with which it was opened or, if that has ended,
     * the one that was paid first. Empty if no such place is left.
     */
    public Optional<ParticipationId> opener(StoreId store, TeamId team) {
        return transactions.inStore(
                store,
                () -> sql.first(
                        store,
                        "select p.id from participation p join team t on t.store_id = p.store_id and t.id = p.team_id"
                                + " where p.store_id = :store and p.team_id = ? and (p.state in ('PAID', 'CONFIRMED')"
                                + " or p.state = 'HELD' and p.id = t.opening_place_id)"
                                + " order by case when p.id = t.opening_place_id then 0 else 1 end, p.paid_at, p.id"
                                + " fetch first 1 rows only",
                        row -> StoreSql.id(row, "id", ParticipationId::new),
                        team));
    }

    /** As {@link #move(StoreId, Participation, State, Step, String)} from the state in which the place was read. */
    public boolean move(StoreId store, Participation place, Step step, String reason) {
        return move(store, place, place.state(), step, reason);
    }

    /**
     * Moves a place to another state, in the current transaction, and emits the event; false if the place was no longer
     * in the state {@code from}. A final state frees the member for another team.
     *
     * @throws IllegalStateException if the step does not start from that state
     */
    public boolean move(StoreId store, Participation place, State from, Step step, String reason) {
        State to = step.from(from);
        boolean moved = sql.update(
                        store,
                        "update participation set state = ?, reason = ?, recheck_at = case when ? then recheck_at else null end,"
                                + " active_member_id = case when ? then active_member_id else null end where "
                                + "store_id = :store and id = ? and state = ?",
                        to,
                        reason,
                        to.isActive(),
                        to.isActive(),
                        place.id(),
                        from)
                == 1;
        if (moved) {
            history.record(store, place.id(), TeamHistory.What.of(step), reason);
            moves.fire(new PlaceMoved(store, place, to));
            announce(store, place, step.event(), reason);
        }
        return moved;
    }

    /** Sets when a place is checked next; null for never. Runs in a transaction of its own if there is none. */
    public void recheck(StoreId store, ParticipationId id, Instant at) {
        transactions.inStore(
                store,
                () -> sql.update(
                        store, "update participation set recheck_at = ? where store_id = :store and id = ?", at, id));
    }

    /**
     * As {@link #recheck(StoreId, ParticipationId, Instant)}, unless the place's state or admission has changed since it was read.
     */
    public void recheck(StoreId store, Participation read, Instant at) {
        transactions.inStore(
                store,
                () -> sql.update(
                        store,
                        "update participation set recheck_at = ? where store_id = :store and id = ? and state = ? and admission = ?",
                        at,
                        read.id(),
                        read.state(),
                        read.admission()));
    }

    /**
     * Clears the time of a check that is due, because the order of the place has just been read. A buyer who may pay
     * again is still checked until that period ends.
     */
    public void rechecked(StoreId store, ParticipationId id) {
        transactions.inStore(
                store,
                () -> sql.update(
                        store,
                        "update participation set recheck_at = null where store_id = :store and id = ? and recheck_at <= now()"
                                + " and (reason is null or reason <> ? or state <> ?)",
                        id,
                        Participation.PAY_AGAIN,
                        State.CONFIRMED));
    }

    /** Emits a place's event to the store's own systems; does nothing where the event is null. */
    public void announce(StoreId store, Participation place, ParticipationEvent.Of event, String reason) {
        if (event != null) {
            events.emit(store, event.place(place.id(), place.team(), place.member(), reason));
        }
    }

    public static Participation read(ResultSet row) throws SQLException {
        return new Participation(
                StoreSql.id(row, "id", ParticipationId::new),
                StoreSql.id(row, "team_id", TeamId::new),
                StoreSql.id(row, "campaign_id", CampaignId::new),
                StoreSql.id(row, "member_id", MemberId::new),
                row.getInt("quantity"),
                row.getInt("units"),
                row.getString("chosen_variant_id"),
                State.valueOf(row.getString("state")),
                row.getString("reason"),
                Admission.valueOf(row.getString("admission")),
                row.getString("admission_reference"),
                row.getString("admitted_customer"),
                StoreSql.instant(row, "hold_until"),
                row.getString("order_id"),
                row.getObject("rebate", Long.class),
                row.getObject("rebate_open", Long.class),
                row.getObject("delivered", Long.class),
                row.getObject("pay_from") == null
                        ? StoreSql.instant(row, "created_at")
                        : StoreSql.instant(row, "pay_from"));
    }
}
