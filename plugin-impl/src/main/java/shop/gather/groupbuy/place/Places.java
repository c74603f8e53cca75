package shop.gather.groupbuy.place;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.Optional;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.campaign.CampaignOffer;
import shop.gather.groupbuy.campaign.CampaignUnits;
import shop.gather.groupbuy.draw.Draws;
import shop.gather.groupbuy.place.Eligibility.Known;
import shop.gather.groupbuy.place.JoinQueue.Units;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.EligibilityPolicy;
import shop.gather.platform.Ids;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.DuplicateKey;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;

/**
 * Gives places to buyers: the same place for the same idempotency key, or the reason why there is none. Thread-safe.
 */
@Singleton
public class Places {

    private final Transactions transactions;
    private final StoreSql sql;
    private final Participations participations;
    private final JoinQueue queue;
    private final PlaceLimits limits;
    private final Eligibility eligibility;
    private final CampaignUnits units;
    private final Draws draws;
    private final TeamOpening opening;
    private final UnitRoom unitRoom;
    private final CaseRoom caseRoom;

    @Inject
    Places(
            Transactions transactions,
            StoreSql sql,
            Participations participations,
            JoinQueue queue,
            PlaceLimits limits,
            Eligibility eligibility,
            CampaignUnits units,
            Draws draws,
            TeamOpening opening,
            UnitRoom unitRoom,
            CaseRoom caseRoom) {
        this.transactions = transactions;
        this.sql = sql;
        this.participations = participations;
        this.queue = queue;
        this.limits = limits;
        this.eligibility = eligibility;
        this.units = units;
        this.draws = draws;
        this.opening = opening;
        this.unitRoom = unitRoom;
        this.caseRoom = caseRoom;
    }

    /**
     * Takes a place in a team. Asks the shop first if only some buyers may join.
     *
     * @param wish the units
     * @param key the request's idempotency key; the same key gets the same place
     * @throws ProblemException INVALID_VALUE for the wish, BUYER_LIMIT, CASE_FULL, SOLD_OUT, NOT_ELIGIBLE, TEAM_FULL,
     *     TEAM_CLOSED, PLACE_COOLDOWN, ALREADY_IN_TEAM, IDEMPOTENCY_KEY_REUSED, or NOT_FOUND
     */
    public Participation join(StoreId store, MemberId member, TeamId team, Wish wish, String key) {
        requireKey(key);
        Known campaign = eligibility.terms(store, team);
        if (campaign == null) {
            throw ProblemException.notFound("team");
        }
        Units wanted = Eligibility.require(wish, campaign);
        EligibilityPolicy policy = campaign.terms().eligibility();
        if (policy.hasCondition(false)) {
            Optional<Participation> earlier = replay(store, member, team, wanted, key);
            if (earlier.isPresent()) {
                return earlier.get();
            }
            requireChance(store, member, team, wanted);
            eligibility.require(store, member, policy, false);
        }
        if (wanted.cases() != null && wanted.cases().hasTopUp()) {
            Optional<Participation> earlier = replay(store, member, team, wanted, key);
            if (earlier.isPresent()) {
                return earlier.get();
            }
            // The queue would refuse it, too, but together with the joins beside it.
            caseRoom.requireFits(store, team, wanted);
        }
        ParticipationId id = new ParticipationId(Ids.next());
        try {
            if (queue.take(store, id, team, member, wanted, key)) {
                // In a presale the place may be reserved only.
                return campaign.terms().payment().presale().isEmpty()
                        ? participations.fresh(id, team, member, wanted)
                        : participations.find(store, id).orElseThrow();
            }
        } catch (DuplicateKey repeatedOrSecond) {
            return replay(store, member, team, wanted, key)
                    .orElseThrow(() -> new ProblemException(
                            ProblemCode.ALREADY_IN_TEAM,
                            "The buyer already has an open place: see GET /storefront/v1/me/participations."));
        }
        return replay(store, member, team, wanted, key).orElseThrow(() -> refusal(store, member, team, wanted));
    }

    /**
     * Opens a team with a first place. The team's deadline is its duration from now, but never after the campaign's
     * end.
     *
     * @param wish the units of the first place
     * @throws ProblemException INVALID_VALUE for the wish, BUYER_LIMIT, NOT_ELIGIBLE, CAMPAIGN_NOT_OPEN, SOLD_OUT,
     *     PLACE_COOLDOWN, TOO_MANY_TEAMS, ALREADY_IN_TEAM, IDEMPOTENCY_KEY_REUSED, or NOT_FOUND
     */
    public Participation open(StoreId store, MemberId member, CampaignOffer campaign, Wish wish, String key) {
        requireKey(key);
        CampaignTerms terms = campaign.terms();
        Units wanted = Eligibility.require(wish, new Known(campaign.variantId(), terms));
        if (terms.team().oneForCampaign()) {
            return join(store, member, opening.onlyTeam(store, member, campaign), wish, key);
        }
        if (terms.eligibility().hasCondition(true)) {
            Optional<Participation> earlier = replay(store, member, null, wanted, key);
            if (earlier.isPresent()) {
                return sameCampaign(earlier.get(), campaign);
            }
            eligibility.require(store, member, terms.eligibility(), true);
        }
        TeamId team = new TeamId(Ids.next());
        ParticipationId id = new ParticipationId(Ids.next());
        try {
            Participation place = transactions.inStore(store, () -> {
                Optional<Participation> earlier = replay(store, member, null, wanted, key);
                if (earlier.isPresent()) {
                    return sameCampaign(earlier.get(), campaign);
                }
                if (!opening.insert(store, team, campaign, member, id, wanted.quantity())) {
                    limits.requireNoCooldown(store, member, campaign.id());
                    limits.requireOpeningLeft(store, member, campaign.id());
                    throw new ProblemException(ProblemCode.CAMPAIGN_NOT_OPEN, "The campaign accepts no new teams now.");
                }
                if (!queue.insert(store, id, team, member, wanted, key)) {
                    limits.requireNoCooldown(store, member, campaign.id());
                    limits.requireUnitsLeft(store, member, campaign.id(), wanted);
                    throw new ProblemException(ProblemCode.CONFLICT, "Try again.");
                }
                draws.prepare(store, team, terms);
                // After the place: whoever ends a place locks it before the units, too.
                if (!units.reserve(store, campaign.id(), terms)) {
                    throw new ProblemException(
                            ProblemCode.SOLD_OUT, "Too few units are left for another team. Join a team that is open.");
                }
                return participations.fresh(id, team, member, wanted);
            });
            eligibility.remember(store, place.team(), campaign);
            return place;
        } catch (DuplicateKey repeatedOrSecond) {
            return replay(store, member, null, wanted, key)
                    .map(earlier -> sameCampaign(earlier, campaign))
                    .orElseThrow(() -> new ProblemException(
                            ProblemCode.ALREADY_IN_TEAM,
                            "The buyer already has an open place: see GET /storefront/v1/me/participations."));
        }
    }

    private Optional<Participation> replay(StoreId store, MemberId member, TeamId team, Units wanted, String key) {
        Optional<Participation> earlier = participations.byKey(store, member, key);
        earlier.filter(row -> (team != null && !row.team().equals(team))
                        || row.quantity() != wanted.quantity()
                        || !Objects.equals(row.variantId(), wanted.variantId()))
                .ifPresent(other -> {
                    throw reused();
                });
        return earlier;
    }

    private static Participation sameCampaign(Participation row, CampaignOffer campaign) {
        if (!row.campaign().equals(campaign.id())) {
            throw reused();
        }
        return row;
    }

    /**
     * Why a place may not be available.
     *
     * @param running whether the team accepts buyers
     * @param free whether it has a free place
     */
    private record Chance(CampaignId campaign, boolean running, boolean free) {}

    /** Refuses a join that cannot succeed, before the shop is asked. */
    private void requireChance(StoreId store, MemberId member, TeamId team, Units wanted) {
        Optional<Chance> chance = chance(store, team);
        if (chance.filter(seen -> seen.running() && seen.free()).isEmpty()) {
            throw refusal(store, member, team, wanted);
        }
        limits.requireNoCooldown(store, member, chance.get().campaign());
    }

    private Optional<Chance> chance(StoreId store, TeamId team) {
        return transactions.inStore(
                store,
                () -> sql.first(
                        store,
                        "select campaign_id, case when state = 'OPEN' and deadline > now() then 1 else 0 end as running,"
                                + " case when paid + held < size then 1 else 0 end as free from team where store_id = :store and id = ?",
                        row -> new Chance(
                                StoreSql.id(row, "campaign_id", CampaignId::new),
                                row.getInt("running") == 1,
                                row.getInt("free") == 1),
                        team));
    }

    private ProblemException refusal(StoreId store, MemberId member, TeamId team, Units wanted) {
        Optional<Chance> chance = chance(store, team);
        chance.filter(seen -> seen.running() && seen.free()).ifPresent(seen -> {
            limits.requireNoCooldown(store, member, seen.campaign());
            limits.requireUnitsLeft(store, member, seen.campaign(), wanted);
            boolean limited = unitRoom.requireFits(store, team, wanted.quantity());
            caseRoom.requireFits(store, team, wanted);
            if (limited || wanted.cases() != null) {
                throw new ProblemException(ProblemCode.CONFLICT, "Units became free in this moment. Try again.");
            }
        });
        return chance.map(seen -> seen.running()
                        ? new ProblemException(ProblemCode.TEAM_FULL, "Join another team, or open one.")
                        : new ProblemException(
                                ProblemCode.TEAM_CLOSED,
                                seen.campaign().value().equals(team.value())
                                        ? "The group order has ended."
                                        : "The team has ended. Join another one, or open one."))
                .orElseGet(() -> ProblemException.notFound("team"));
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
