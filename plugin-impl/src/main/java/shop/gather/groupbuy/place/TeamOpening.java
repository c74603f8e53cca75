package shop.gather.groupbuy.place;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.campaign.CampaignOffer;
import shop.gather.groupbuy.campaign.CampaignUnits;
import shop.gather.groupbuy.draw.Draws;
import shop.gather.groupbuy.presale.Presales;
import shop.gather.groupbuy.terms.TeamPolicy;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.config.GatherConfig;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;

/** Inserts the rows of teams that buyers open. Thread-safe. */
@Singleton
public class TeamOpening {

    /** When the buyers of a new team of the campaign {@code c} are reminded; arguments: its seconds, {@link #remindBefore}. */
    public static final String REMIND_AT = "least(now() + cast(? as integer) * interval '1' second, c.ends_at)"
            + " - coalesce((select r.before_seconds from reminder_setting r where r.store_id = c.store_id),"
            + " cast(? as integer)) * interval '1' second";

    private static final String INSERT =
            "insert into team (store_id, id, campaign_id, opened_by, opening_place_id, size, minimum, minimum_units, capacity, most_helps,"
                    + " held, held_units, paid, state, opened_at, deadline, due_at, listed, reserving,"
                    + " remind_at, nearly_full_told, leaders_due_at)"
                    + " select c.store_id, cast(? as uuid), c.id, cast(? as uuid), cast(? as uuid), cast(? as integer),"
                    + " cast(? as integer), cast(? as integer), cast(? as integer), cast(? as integer), cast(? as integer),"
                    + " cast(? as integer), 0, 'OPEN', now(),"
                    + " least(now() + cast(? as integer) * interval '1' second, c.ends_at),"
                    + " least(now() + cast(? as integer) * interval '1' second, c.ends_at), c.visibility = 'PUBLIC',"
                    + " cast(? as boolean), " + REMIND_AT + ", cast(? as boolean), now()"
                    + " from campaign c where c.store_id = :store and c.id = ? and c.state = 'PUBLISHED' and "
                    + "c.starts_at <= now() and c.ends_at > now()"
                    + " and (select count(*) from team earlier where earlier.store_id = c.store_id and "
                    + "earlier.opened_by = cast(? as uuid)"
                    + " and earlier.campaign_id = c.id and earlier.opened_at > now() - interval '1' hour) < ? and "
                    + PlaceLimits.NO_COOLDOWN.formatted("c", "id");

    /** Smaller teams are nearly full from the start, or almost: nobody is told. */
    private static final int NEARLY_FULL_FROM = 5;

    private final Transactions transactions;
    private final StoreSql sql;
    private final PlaceLimits limits;
    private final Eligibility eligibility;
    private final CampaignUnits units;
    private final Draws draws;
    private final Presales presales;

    @Inject
    TeamOpening(
            Transactions transactions,
            StoreSql sql,
            PlaceLimits limits,
            Eligibility eligibility,
            CampaignUnits units,
            Draws draws,
            Presales presales) {
        this.transactions = transactions;
        this.sql = sql;
        this.limits = limits;
        this.eligibility = eligibility;
        this.units = units;
        this.draws = draws;
        this.presales = presales;
    }

    /**
     * Inserts a team with one held place, in the current transaction.
     *
     * @param place the place that opens it
     * @param quantity of its units
     * @return false if the campaign does not run, or a limit of the member is reached
     */
    boolean insert(
            StoreId store, TeamId team, CampaignOffer campaign, MemberId member, ParticipationId place, int quantity) {
        return sql.update(store, INSERT, row(team, campaign, member, place, quantity)) == 1;
    }

    /**
     * The only team of a campaign, which has the campaign's id. It is inserted, without places, for the first buyer.
     *
     * @throws ProblemException CAMPAIGN_NOT_OPEN, SOLD_OUT, or PLACE_COOLDOWN
     */
    TeamId onlyTeam(StoreId store, MemberId member, CampaignOffer campaign) {
        TeamId team = new TeamId(campaign.id().value());
        if (eligibility.terms(store, team) == null) {
            transactions.inStore(store, () -> insertOnly(store, team, campaign, member));
        }
        return team;
    }

    private void insertOnly(StoreId store, TeamId team, CampaignOffer campaign, MemberId member) {
        limits.requireNoCooldown(store, member, campaign.id());
        boolean first = sql.insertIfAbsent(store, INSERT, row(team, campaign, member, null, 0));
        // Not by the cache: this transaction may be rolled back.
        boolean exists = sql.first(store, "select id from team where store_id = :store and id = ?", row -> true, team)
                .isPresent();
        if (!exists) {
            throw new ProblemException(ProblemCode.CAMPAIGN_NOT_OPEN, "The campaign accepts no buyers now.");
        }
        if (first) {
            draws.prepare(store, team, campaign.terms());
            presales.begin(store, campaign.id(), campaign.terms());
            if (!units.reserve(store, campaign.id(), campaign.terms())) {
                throw new ProblemException(ProblemCode.SOLD_OUT, "Too few units are left.");
            }
        }
    }

    /** How long before the deadline buyers are reminded in stores whose owner set nothing. */
    public static Duration remindBefore() {
        return GatherConfig.duration("gather.teams.remind-before", Duration.ofHours(3));
    }

    /** @param place null for a team that is opened without one */
    private static Object[] row(
            TeamId team, CampaignOffer campaign, MemberId member, ParticipationId place, int quantity) {
        TeamPolicy policy = campaign.terms().team();
        int seconds = (int) policy.duration().toSeconds();
        return new Object[] {
            team,
            member,
            place,
            policy.size(),
            policy.minimum(),
            policy.minimumUnits(),
            policy.mostUnits().orElse(0),
            campaign.terms().price().steps().size(),
            place == null ? 0 : 1,
            quantity,
            seconds,
            seconds,
            campaign.terms().payment().presale().isPresent(),
            seconds,
            (int) remindBefore().toSeconds(),
            policy.size() < NEARLY_FULL_FROM,
            campaign.id(),
            member,
            PlaceLimits.openingsPerHour(),
            member
        };
    }
}
