package shop.gather.groupbuy.place;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.terms.CasePolicy.FullCases;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.DuplicateKey;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.process.LoopErrors;
import shop.gather.platform.work.SharedTurns;

/**
 * Takes places in teams. One conditional statement takes the place, and its row count is checked. The same transaction
 * inserts the participation, which carries the request's idempotency key and serves as its own outbox row. Joins of a
 * store that arrive while others are being written share the next transaction, so that a popular team needs one commit
 * for many buyers. Each join is answered after that commit. Thread-safe.
 */
@Singleton
public class JoinQueue {

    /** The maximum number of joins in a transaction. */
    private static final int MOST = 64;

    /** How long a place waits for the shop to admit its buyer. */
    public static final Duration ADMISSION_WAIT = Duration.ofMinutes(10);

    private static final String TAKE =
            "update team set held = held + 1, held_units = held_units + cast(? as integer) where store_id = :store and id = ?"
                    + " and state = 'OPEN' and paid + held < size and deadline > now() and " + UnitRoom.FITS + " and "
                    + PlaceLimits.NO_COOLDOWN.formatted("team", "campaign_id");

    private static final String INSERT =
            "insert into participation (store_id, id, team_id, campaign_id, member_id, active_member_id, idempotency_key,"
                    + " quantity, chosen_variant_id, active_slot, state, admission,"
                    + " hold_until, recheck_at, created_at) select t.store_id, cast(? as uuid), t.id, t.campaign_id, "
                    + "cast(? as uuid), cast(? as uuid),"
                    + " cast(? as varchar(100)), cast(? as integer), cast(? as varchar(100)), cast(? as varchar(100)),"
                    + " case when t.reserving then 'RESERVED' else 'HELD' end, 'PENDING',"
                    + " now() + cast(? as integer) * interval '1' second,"
                    + " now() + interval '2' second, now() from team t where t.store_id = :store and t.id = ? and "
                    // Checked again: a hold of the member may have ended while the first statement waited for the
                    // team's row.
                    + PlaceLimits.NO_COOLDOWN.formatted("t", "campaign_id")
                    + " and " + PlaceLimits.UNITS_LEFT + " and " + CaseRoom.FITS;

    private final Transactions transactions;
    private final StoreSql sql;
    private final SharedTurns<Join> turns;

    @Inject
    JoinQueue(Transactions transactions, StoreSql sql, LoopErrors errors) {
        this.transactions = transactions;
        this.sql = sql;
        this.turns = new SharedTurns<>("joins", MOST, this::write, errors);
    }

    /**
     * The units of a place.
     *
     * @param quantity at least 1
     * @param variantId the further article of the campaign that the buyer chose; null for the main one
     * @param slot the member may have one open place in the campaign for each
     * @param perBuyer the most units of a buyer in the campaign; null for no limit
     * @param cases of the article, if there is a phase in which only open cases are filled; else null
     */
    record Units(int quantity, String variantId, String slot, Integer perBuyer, FullCases cases) {}

    /** One join. */
    private static final class Join extends SharedTurns.Piece {
        private final ParticipationId id;
        private final TeamId team;
        private final MemberId member;
        private final Units units;
        private final String key;
        private Boolean taken;
        private RuntimeException broken;

        Join(ParticipationId id, TeamId team, MemberId member, Units units, String key) {
            this.id = id;
            this.team = team;
            this.member = member;
            this.units = units;
            this.key = key;
        }

        @Override
        protected boolean hasResult() {
            return taken != null;
        }
    }

    /**
     * Takes a place, and returns after the commit.
     *
     * @param id of the new participation
     * @return false if the team is full, has too few units or has ended, the member is in cooldown, or would have too many
     *     units, or the units do not help to fill an open case
     * @throws shop.gather.platform.database.DuplicateKey if the key was used before, or the member has an open place in
     *     the campaign
     * @throws SharedTurns.BrokenOff if an {@link Error} ended the shared transaction. Each of its joins gets this
     *     exception; then the error ends the process. The member can retry with the same key
     */
    boolean take(StoreId store, ParticipationId id, TeamId team, MemberId member, Units units, String key) {
        Join join = new Join(id, team, member, units, key);
        turns.await(store, join);
        return join.taken;
    }

    /**
     * Inserts a participation, in the current transaction. False if the team does not exist, the member is in cooldown,
     * or would have too many units, or the units do not help to fill an open case.
     */
    boolean insert(StoreId store, ParticipationId id, TeamId team, MemberId member, Units units, String key) {
        return sql.update(store, INSERT, row(new Join(id, team, member, units, key))) == 1;
    }

    /** A join that is written together with others. */
    record Request(ParticipationId id, TeamId team, MemberId member, Units units, String key) {}

    /**
     * Takes places for many buyers, up to 64 in a transaction. A buyer who cannot get a place does not affect the others.
     *
     * @return the ids of the places that were taken
     */
    Set<ParticipationId> takeTogether(StoreId store, List<Request> requests) {
        Set<ParticipationId> taken = new HashSet<>();
        for (int from = 0; from < requests.size(); from += MOST) {
            List<Join> joins = requests.subList(from, Math.min(from + MOST, requests.size())).stream()
                    .map(one -> new Join(one.id(), one.team(), one.member(), one.units(), one.key()))
                    .toList();
            write(store, joins);
            for (Join join : joins) {
                if (join.broken != null && !(join.broken instanceof DuplicateKey)) {
                    throw join.broken;
                }
                if (join.taken != null && join.taken) {
                    taken.add(join.id);
                }
            }
        }
        return taken;
    }

    private void write(StoreId store, List<Join> joins) {
        if (joins.size() > 1) {
            try {
                together(store, joins);
                return;
            } catch (RuntimeException oneOfThem) {
                // The transaction was rolled back. Each join now runs alone and gets its own result.
            }
        }
        for (Join join : joins) {
            try {
                join.taken = transactions.inStore(store, () -> alone(store, join));
            } catch (CameTooLate mustWait) {
                join.taken = false;
            } catch (RuntimeException failure) {
                join.broken = failure;
                join.fail(failure);
            }
        }
    }

    private boolean alone(StoreId store, Join join) {
        if (sql.update(store, TAKE, taking(join)) != 1) {
            return false;
        }
        if (!insert(store, join.id, join.team, join.member, join.units, join.key)) {
            throw new CameTooLate();
        }
        return true;
    }

    /** Rolls the transaction back: a place was counted, but the member may not take it. */
    private static final class CameTooLate extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Locks teams in the same order on every node, so that two nodes cannot deadlock. */
    private void together(StoreId store, List<Join> joins) {
        List<Join> ordered = joins.stream()
                .sorted(Comparator.comparing((Join join) -> join.team))
                .toList();
        int[] counts = transactions.inStore(store, () -> {
            int[] updated = sql.batch(
                    store, TAKE, ordered.stream().map(JoinQueue::taking).toList());
            List<Object[]> rows = new ArrayList<>();
            for (int i = 0; i < updated.length; i++) {
                if (updated[i] == 1) {
                    rows.add(row(ordered.get(i)));
                }
            }
            for (int inserted : sql.batch(store, INSERT, rows)) {
                if (inserted == 0) {
                    throw new CameTooLate();
                }
            }
            return updated;
        });
        for (int i = 0; i < counts.length; i++) {
            ordered.get(i).taken = counts[i] == 1;
        }
    }

    private static Object[] taking(Join join) {
        return new Object[] {join.units.quantity(), join.team, join.units.quantity(), join.member};
    }

    private static Object[] row(Join join) {
        Object[] ofPlace = {
            join.id,
            join.member,
            join.member,
            join.key,
            join.units.quantity(),
            join.units.variantId(),
            join.units.slot(),
            (int) ADMISSION_WAIT.toSeconds(),
            join.team,
            join.member,
            join.units.perBuyer(),
            join.member,
            join.units.quantity(),
            join.units.perBuyer()
        };
        return Stream.concat(Stream.of(ofPlace), Stream.of(CaseRoom.arguments(join.units)))
                .toArray();
    }
}
