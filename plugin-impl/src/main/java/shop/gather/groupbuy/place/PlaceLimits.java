package shop.gather.groupbuy.place;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import shop.gather.groupbuy.CampaignId;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.config.GatherConfig;
import shop.gather.platform.database.DatabaseClock;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;

/**
 * Limits for one member in one campaign, so that nobody blocks places without paying. After a hold that ended unpaid or
 * was given back, the member cannot take a place for a while (cooldown). A member can open only a limited number of
 * teams per hour. The statements that take places enforce the limits, against the database that all nodes share; this
 * class reports which limit was reached. Thread-safe.
 */
@Singleton
class PlaceLimits {

    /** A condition on a row with {@code store_id} and {@code campaign_id}; its one argument is the member. */
    static final String NO_COOLDOWN =
            "not exists (select 1 from participation cooling where cooling.store_id = %1$s.store_id"
                    + " and cooling.member_id = cast(? as uuid) and cooling.campaign_id = %1$s.%2$s and cooling.cooldown_until > now())";

    /** The units of a member's places in a campaign that count for the limit; its arguments are member and campaign. */
    private static final String TAKEN_UNITS =
            "select coalesce(sum(case when own.units > 0 then own.units else own.quantity end), 0) as taken"
                    + " from participation own where own.store_id = %s and own.member_id = cast(? as uuid)"
                    + " and own.campaign_id = %s and own.state in ('RESERVED', 'HELD', 'PAID', 'CONFIRMED')";

    /**
     * A condition on a row {@code t} with a campaign. Its arguments are the limit (null for none), the member, the
     * quantity and the limit.
     */
    static final String UNITS_LEFT = "(cast(? as integer) is null or ("
            + TAKEN_UNITS.formatted("t.store_id", "t.campaign_id")
            + ") + cast(? as integer) <= cast(? as integer))";

    private final Transactions transactions;
    private final StoreSql sql;
    private final DatabaseClock clock;

    @Inject
    PlaceLimits(Transactions transactions, StoreSql sql, DatabaseClock clock) {
        this.transactions = transactions;
        this.sql = sql;
        this.clock = clock;
    }

    static int cooldownSeconds() {
        return Math.toIntExact(GatherConfig.duration("gather.places.cooldown", Duration.ofMinutes(1))
                .toSeconds());
    }

    static int openingsPerHour() {
        return GatherConfig.number("gather.places.openings-per-hour", 10);
    }

    /** @throws ProblemException PLACE_COOLDOWN, with the time after which the member may try again */
    void requireNoCooldown(StoreId store, MemberId member, CampaignId campaign) {
        instant(
                        store,
                        "select max(cooldown_until) as t from participation where store_id = :store and member_id = ? and campaign_id = ?"
                                + " and cooldown_until > now()",
                        member,
                        campaign)
                .ifPresent(until -> {
                    throw refused(
                            ProblemCode.PLACE_COOLDOWN,
                            "A place that the buyer had in this campaign ended without a payment, or was left. To keep "
                                    + "places free for others, the buyer may take a place again only in ",
                            until);
                });
    }

    /** @throws ProblemException TOO_MANY_TEAMS, with the time after which the member may open the next one */
    void requireOpeningLeft(StoreId store, MemberId member, CampaignId campaign) {
        instant(
                        store,
                        "select opened_at + interval '1' hour as t from team where store_id = :store and opened_by = ? and campaign_id = ?"
                                + " and opened_at > now() - interval '1' hour order by opened_at desc offset ? rows fetch next 1 rows only",
                        member,
                        campaign,
                        openingsPerHour() - 1)
                .ifPresent(until -> {
                    throw refused(
                            ProblemCode.TOO_MANY_TEAMS,
                            "The buyer has opened " + openingsPerHour()
                                    + " teams of this campaign within an hour. Join a team that is open, or open one in ",
                            until);
                });
    }

    /** @throws ProblemException BUYER_LIMIT, with the number of units that the buyer may still take */
    void requireUnitsLeft(StoreId store, MemberId member, CampaignId campaign, JoinQueue.Units units) {
        if (units.perBuyer() == null) {
            return;
        }
        int taken = transactions
                .inStore(
                        store,
                        () -> sql.first(
                                store,
                                TAKEN_UNITS.formatted(":store", "?"),
                                row -> row.getInt("taken"),
                                member,
                                campaign))
                .orElse(0);
        if (taken + units.quantity() > units.perBuyer()) {
            throw new ProblemException(
                    ProblemCode.BUYER_LIMIT,
                    "A buyer can take " + units.perBuyer() + " units of this campaign, and this one has taken " + taken
                            + ". Take " + Math.max(0, units.perBuyer() - taken) + " at most.");
        }
    }

    private Optional<Instant> instant(StoreId store, String query, Object... args) {
        return transactions
                .inStore(
                        store,
                        () -> sql.list(store, query, row -> Optional.ofNullable(StoreSql.instant(row, "t")), args))
                .stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    private ProblemException refused(ProblemCode code, String detail, Instant until) {
        long seconds = Math.max(1, Duration.between(clock.now(), until).toSeconds() + 1);
        return new ProblemException(code, detail + seconds + " seconds.", Duration.ofSeconds(seconds));
    }
}
