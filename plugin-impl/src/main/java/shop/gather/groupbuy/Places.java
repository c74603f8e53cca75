package shop.gather.groupbuy;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import shop.gather.platform.Ids;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.DuplicateKey;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;

/**
 * Takes places. A place is one conditional statement whose row count is checked, in the same transaction as the participation, which carries the request's idempotency key and is its own
 * outbox row. Two statements and a commit, however many buyers come at once. Thread-safe.
 */
@Singleton
class Places {

    /** How long a place waits for the shop to admit its buyer. */
    static final Duration ADMISSION_WAIT = Duration.ofMinutes(10);

    private final Transactions transactions;
    private final StoreSql sql;
    private final Participations participations;

    @Inject
    Places(Transactions transactions, StoreSql sql, Participations participations) {
        this.transactions = transactions;
        this.sql = sql;
        this.participations = participations;
    }

    /**
     * Takes a place in a team.
     *
     * @param key the request's idempotency key; the same key gets the same place
     * @throws ProblemException TEAM_FULL, TEAM_CLOSED, ALREADY_IN_TEAM, IDEMPOTENCY_KEY_REUSED, or NOT_FOUND
     */
    Participations.Row join(StoreId store, UUID member, UUID team, String key) {
        requireKey(key);
        UUID id = Ids.next();
        try {
            boolean taken =
                    transactions.inStore(store, () -> take(store, team) && insert(store, id, team, member, key));
            if (taken) {
                return participations.fresh(id, team, member);
            }
        } catch (DuplicateKey repeatedOrSecond) {
            return replay(store, member, team, key)
                    .orElseThrow(
                            () -> new ProblemException(
                                    ProblemCode.ALREADY_IN_TEAM,
                                    "The buyer has an open place in this campaign already; GET /storefront/v1/me/participations."));
        }
        return replay(store, member, team, key).orElseThrow(() -> refusal(store, team));
    }

    /**
     * Opens a team with a first place. Its deadline is its own duration after now, and never behind the campaign's end.
     *
     * @throws ProblemException CAMPAIGN_NOT_OPEN, ALREADY_IN_TEAM, IDEMPOTENCY_KEY_REUSED, or NOT_FOUND
     */
    Participations.Row open(StoreId store, UUID member, Campaign campaign, String key) {
        requireKey(key);
        UUID team = Ids.next();
        UUID id = Ids.next();
        try {
            return transactions.inStore(store, () -> {
                Optional<Participations.Row> earlier = replay(store, member, null, key);
                if (earlier.isPresent()) {
                    return sameCampaign(earlier.get(), campaign);
                }
                if (insertTeam(store, team, campaign, member) != 1) {
                    throw new ProblemException(ProblemCode.CAMPAIGN_NOT_OPEN, "The campaign does not take teams now.");
                }
                insert(store, id, team, member, key);
                return participations.fresh(id, team, member);
            });
        } catch (DuplicateKey repeatedOrSecond) {
            return replay(store, member, null, key)
                    .map(earlier -> sameCampaign(earlier, campaign))
                    .orElseThrow(
                            () -> new ProblemException(
                                    ProblemCode.ALREADY_IN_TEAM,
                                    "The buyer has an open place in this campaign already; GET /storefront/v1/me/participations."));
        }
    }

    private boolean take(StoreId store, UUID team) {
        return sql.update(
                        store,
                        "update team set held = held + 1 where store_id = :store and id = ? and state = 'OPEN'"
                                + " and paid + held < size and deadline > now()",
                        team)
                == 1;
    }

    private boolean insert(StoreId store, UUID id, UUID team, UUID member, String key) {
        return sql.update(
                        store,
                        "insert into participation (store_id, id, team_id, campaign_id, member_id, active_member_id, idempotency_key, state, admission,"
                                + " hold_until, recheck_at, created_at) select t.store_id, cast(? as uuid), t.id, t.campaign_id, cast(? as uuid), cast(? as uuid),"
                                + " cast(? as varchar(100)), 'HELD', 'PENDING', now() + cast(? as integer) * interval '1' second,"
                                + " now() + interval '2' second, now() from team t where t.store_id = :store and t.id = ?",
                        id,
                        member,
                        member,
                        key,
                        (int) ADMISSION_WAIT.toSeconds(),
                        team)
                == 1;
    }

    private int insertTeam(StoreId store, UUID team, Campaign campaign, UUID member) {
        return sql.update(
                store,
                "insert into team (store_id, id, campaign_id, opened_by, size, held, paid, state, opened_at, deadline, due_at)"
                        + " select c.store_id, cast(? as uuid), c.id, cast(? as uuid), c.team_size, 1, 0, 'OPEN', now(),"
                        + " least(now() + cast(? as integer) * interval '1' second, c.ends_at),"
                        + " least(now() + cast(? as integer) * interval '1' second, c.ends_at)"
                        + " from campaign c where c.store_id = :store and c.id = ? and c.state = 'PUBLISHED' and c.starts_at <= now() and c.ends_at > now()",
                team,
                member,
                (int) campaign.duration().toSeconds(),
                (int) campaign.duration().toSeconds(),
                campaign.id);
    }

    private Optional<Participations.Row> replay(StoreId store, UUID member, UUID team, String key) {
        Optional<Participations.Row> earlier = participations.byKey(store, member, key);
        earlier.filter(row -> team != null && !row.team().equals(team)).ifPresent(other -> {
            throw reused();
        });
        return earlier;
    }

    private static Participations.Row sameCampaign(Participations.Row row, Campaign campaign) {
        if (!row.campaign().equals(campaign.id)) {
            throw reused();
        }
        return row;
    }

    private ProblemException refusal(StoreId store, UUID team) {
        return transactions.inStore(store, () -> sql.first(
                        store,
                        "select case when state = 'OPEN' and deadline > now() then 1 else 0 end as running from team"
                                + " where store_id = :store and id = ?",
                        row -> row.getInt("running") == 1,
                        team)
                .map(running -> running
                        ? new ProblemException(ProblemCode.TEAM_FULL, "Join another team, or open one.")
                        : new ProblemException(
                                ProblemCode.TEAM_CLOSED, "The team has ended. Join another one, or open one."))
                .orElseGet(() -> ProblemException.notFound("team")));
    }

    private static ProblemException reused() {
        return new ProblemException(ProblemCode.IDEMPOTENCY_KEY_REUSED, "Use a new key for a new request.");
    }

    private static void requireKey(String key) {
        if (key == null || key.isBlank() || key.length() > 100) {
            throw new ProblemException(
                    ProblemCode.IDEMPOTENCY_KEY_MISSING,
                    "Send a unique Idempotency-Key of 1 to 100 characters, and the same one when you retry.");
        }
    }
}
