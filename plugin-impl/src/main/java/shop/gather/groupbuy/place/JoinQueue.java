package shop.gather.groupbuy.place;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.process.LoopErrors;
import shop.gather.platform.work.SharedTurns;

/**
 * Takes places: one conditional statement whose row count is checked, in the same transaction as the participation,
 * which carries the request's idempotency key and is its own outbox row. Joins of a store that arrive while others are
 * being written share the next transaction, so that a hot team costs one commit for many buyers; each is answered after
 * that commit. Thread-safe.
 */
@Singleton
public class JoinQueue {

    /** So many joins share a transaction at most. */
    private static final int MOST = 64;

    /** How long a place waits for the shop to admit its buyer. */
    public static final Duration ADMISSION_WAIT = Duration.ofMinutes(10);

    private static final String TAKE =
            "update team set held = held + 1 where store_id = :store and id = ? and state = 'OPEN'"
                    + " and paid + held < size and deadline > now() and "
                    + PlaceLimits.NO_COOLDOWN.formatted("team", "campaign_id");

    private static final String INSERT =
            "insert into participation (store_id, id, team_id, campaign_id, member_id, active_member_id, idempotency_key, state, admission,"
                    + " hold_until, recheck_at, created_at) select t.store_id, cast(? as uuid), t.id, t.campaign_id, "
                    + "cast(? as uuid), cast(? as uuid),"
                    + " cast(? as varchar(100)), 'HELD', 'PENDING', now() + cast(? as integer) * interval '1' second,"
                    + " now() + interval '2' second, now() from team t where t.store_id = :store and t.id = ? and "
                    // Again: a hold of the member may have ended while the first statement waited for the team's row.
                    + PlaceLimits.NO_COOLDOWN.formatted("t", "campaign_id");

    private final Transactions transactions;
    private final StoreSql sql;
    private final SharedTurns<Join> turns;

    @Inject
    JoinQueue(Transactions transactions, StoreSql sql, LoopErrors errors) {
        this.transactions = transactions;
        this.sql = sql;
        this.turns = new SharedTurns<>("joins", MOST, this::write, errors);
    }

    /** One join. */
    private static final class Join extends SharedTurns.Piece {
        private final UUID id;
        private final UUID team;
        private final UUID member;
        private final String key;
        private Boolean taken;

        Join(UUID id, UUID team, UUID member, String key) {
            this.id = id;
            this.team = team;
            this.member = member;
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
     * @return false if the team has no place left or has ended, or the member has to wait
     * @throws shop.gather.platform.database.DuplicateKey if the key was used before, or the member has an open place in
     *     the campaign
     * @throws SharedTurns.BrokenOff if an {@link Error} ended the turn. Each join of the turn gets this answer; then the error ends
     *     the process. With the same key the member can ask again
     */
    boolean take(StoreId store, UUID id, UUID team, UUID member, String key) {
        Join join = new Join(id, team, member, key);
        turns.await(store, join);
        return join.taken;
    }

    /**
     * Writes a participation, in the current transaction. False if there is no such team, or the member has to wait.
     */
    boolean insert(StoreId store, UUID id, UUID team, UUID member, String key) {
        return sql.update(store, INSERT, row(new Join(id, team, member, key))) == 1;
    }

    private void write(StoreId store, List<Join> joins) {
        if (joins.size() > 1) {
            try {
                together(store, joins);
                return;
            } catch (RuntimeException oneOfThem) {
                // Nothing of it was kept. By itself each one gets the answer that is its own.
            }
        }
        for (Join join : joins) {
            try {
                join.taken = transactions.inStore(store, () -> alone(store, join));
            } catch (CameTooLate mustWait) {
                join.taken = false;
            } catch (RuntimeException failure) {
                join.fail(failure);
            }
        }
    }

    private boolean alone(StoreId store, Join join) {
        if (sql.update(store, TAKE, join.team, join.member) != 1) {
            return false;
        }
        if (!insert(store, join.id, join.team, join.member, join.key)) {
            throw new CameTooLate();
        }
        return true;
    }

    /** Rolls the transaction back: the place was taken, but its member had to wait. */
    private static final class CameTooLate extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** In the order of the teams, as every node does it: two nodes cannot wait for each other. */
    private void together(StoreId store, List<Join> joins) {
        List<Join> ordered = joins.stream()
                .sorted(Comparator.comparing((Join join) -> join.team))
                .toList();
        int[] counts = transactions.inStore(store, () -> {
            int[] updated = sql.batch(
                    store,
                    TAKE,
                    ordered.stream()
                            .map(join -> new Object[] {join.team, join.member})
                            .toList());
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

    private static Object[] row(Join join) {
        return new Object[] {
            join.id, join.member, join.member, join.key, (int) ADMISSION_WAIT.toSeconds(), join.team, join.member
        };
    }
}
