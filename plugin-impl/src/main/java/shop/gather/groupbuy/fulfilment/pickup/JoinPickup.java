package shop.gather.groupbuy.fulfilment.pickup;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.PickupPointId;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.fulfilment.pickup.PickupLoads.Slot;
import shop.gather.groupbuy.fulfilment.point.PickupPoint;
import shop.gather.groupbuy.place.Participation;
import shop.gather.groupbuy.terms.PickupAtPoints;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;

/**
 * The pickup point of a place that is about to be taken: checked before, chosen after. A campaign without pickup costs
 * no statement. Thread-safe.
 */
@Singleton
public class JoinPickup {

    private final PickupCampaigns campaigns;
    private final PlacePickups pickups;
    private final PickupLoads loads;
    private final Transactions transactions;
    private final StoreSql sql;
    private final Clock clock;

    @Inject
    JoinPickup(
            PickupCampaigns campaigns,
            PlacePickups pickups,
            PickupLoads loads,
            Transactions transactions,
            StoreSql sql,
            Clock clock) {
        this.campaigns = campaigns;
        this.pickups = pickups;
        this.loads = loads;
        this.transactions = transactions;
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * The point of a buyer who wants to join a team.
     *
     * @param key the request's idempotency key; null if it is missing
     * @param wanted an id as text; null if the buyer chooses later
     * @return empty if none is chosen now
     * @throws ProblemException NOT_FOUND, CONFLICT or PICKUP_POINT_FULL
     */
    public Optional<PickupPointId> before(StoreId store, MemberId member, TeamId team, String key, String wanted) {
        return campaigns.ofTeam(store, team).flatMap(terms -> before(store, member, terms, key, wanted));
    }

    /** As {@link #before(StoreId, MemberId, TeamId, String, String)}, for a buyer who wants to open a team. */
    public Optional<PickupPointId> before(
            StoreId store, MemberId member, CampaignId campaign, String key, String wanted) {
        return campaigns.find(store, campaign).flatMap(terms -> before(store, member, terms, key, wanted));
    }

    private Optional<PickupPointId> before(
            StoreId store, MemberId member, PickupCampaigns.Terms terms, String key, String wanted) {
        PickupAtPoints policy = terms.pickup().orElse(null);
        if (policy == null) {
            if (wanted != null) {
                throw new ProblemException(
                        ProblemCode.CONFLICT, "The campaign has no pickup: join without pickupPointId.");
            }
            return Optional.empty();
        }
        Optional<PickupPoint> point = wanted == null
                ? pickups.onlyPoint(store, policy)
                : Optional.of(
                        pickups.requireChoosable(store, policy, Check.id(wanted, "pickup point", PickupPointId::new)));
        point.ifPresent(chosen -> requireRoom(store, member, terms.campaign(), key, policy, chosen));
        return point.map(PickupPoint::id);
    }

    /** Refuses a full point, but not to a buyer who repeats the request that took the last place. */
    private void requireRoom(
            StoreId store, MemberId member, CampaignId campaign, String key, PickupAtPoints policy, PickupPoint point) {
        String day = policy.beginsFor(clock.instant())
                .atZone(point.zone())
                .toLocalDate()
                .toString();
        Map<PickupPointId, Integer> left =
                loads.left(store, List.of(new Slot(point.id(), campaign, day)), Map.of(point.id(), point));
        if (left.getOrDefault(point.id(), 1) < 1 && !isRepeated(store, member, key)) {
            throw PlacePickups.full();
        }
    }

    private boolean isRepeated(StoreId store, MemberId member, String key) {
        return transactions.inStore(store, () -> sql.first(
                        store,
                        "select 1 as found from participation where store_id = :store and member_id = ?"
                                + " and idempotency_key = ?",
                        row -> true,
                        member,
                        key)
                .isPresent());
    }

    /**
     * Chooses the point of a place that was just taken. If its last free place was taken in the same moment, or the
     * place has ended, the buyer has no point yet.
     */
    public void after(StoreId store, Participation place, Optional<PickupPointId> point) {
        point.ifPresent(chosen -> {
            try {
                pickups.choose(store, place.id(), chosen);
            } catch (ProblemException taken) {
                if (taken.code() != ProblemCode.PICKUP_POINT_FULL && taken.code() != ProblemCode.CONFLICT) {
                    throw taken;
                }
            }
        });
    }
}
