package shop.gather.groupbuy.fulfilment.pickup;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.fulfilment.pickup.Pickup.State;
import shop.gather.groupbuy.fulfilment.point.PickupPoints;
import shop.gather.groupbuy.fulfilment.point.PublicPickupPoint;
import shop.gather.groupbuy.place.Participation;
import shop.gather.groupbuy.terms.PickupAtPoints;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.ProblemException;

/** Shows how a place is collected. Thread-safe. */
@Singleton
class PickupViews {

    private final Transactions transactions;
    private final PickupCampaigns campaigns;
    private final Pickups pickups;
    private final PickupPoints points;
    private final PickupCodes codes;
    private final Clock clock;

    @Inject
    PickupViews(
            Transactions transactions,
            PickupCampaigns campaigns,
            Pickups pickups,
            PickupPoints points,
            PickupCodes codes,
            Clock clock) {
        this.transactions = transactions;
        this.campaigns = campaigns;
        this.pickups = pickups;
        this.points = points;
        this.codes = codes;
        this.clock = clock;
    }

    /**
     * @param code whether the viewer may see the code
     * @throws ProblemException NOT_FOUND if the campaign has no pickup
     */
    PickupView of(StoreId store, Participation place, boolean code) {
        return transactions.inStore(store, () -> {
            PickupAtPoints policy =
                    campaigns.policy(store, place.campaign()).orElseThrow(() -> ProblemException.notFound("pickup"));
            Optional<Pickup> pickup = pickups.find(store, place.id());
            return new PickupView(
                    place.id(),
                    pickup.map(Pickup::state).orElse(State.WAITING),
                    pickup.map(Pickup::point)
                            .map(id -> PublicPickupPoint.of(points.require(store, id), clock.instant()))
                            .orElse(null),
                    pickup.map(Pickup::readyFrom).orElse(policy.from()),
                    pickup.map(Pickup::readyUntil).orElse(policy.until()),
                    code ? pickup.flatMap(row -> code(store, place, row)).orElse(null) : null,
                    pickup.map(Pickup::handedAt).orElse(null));
        });
    }

    /** The code of a place that can be or will be collected; empty for any other. In the caller's transaction. */
    private Optional<String> code(StoreId store, Participation place, Pickup pickup) {
        boolean valid = place.state() == Participation.State.CONFIRMED
                && !Participation.PAY_AGAIN.equals(place.reason())
                && pickup.codeKey() != null
                && pickup.state() != State.HANDED_OVER
                && pickup.state() != State.CANCELLED;
        if (!valid) {
            return Optional.empty();
        }
        return Optional.of(codes.code(store, place.id(), pickup.codeKey()).orElseGet(() -> recoded(store, place.id())));
    }

    private String recoded(StoreId store, ParticipationId place) {
        String key = codes.currentKey();
        pickups.recode(store, place, key, codes.hash(store, place, key));
        return codes.code(store, place, key).orElseThrow();
    }
}
