package shop.gather.groupbuy.standing;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.logging.Logger;
import shop.gather.groupbuy.campaign.CampaignOffer;
import shop.gather.groupbuy.fulfilment.pickup.JoinPickup;
import shop.gather.groupbuy.place.PlacesTogether;
import shop.gather.groupbuy.place.PlacesTogether.Request;
import shop.gather.platform.StoreId;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.logging.FailureLog;

/** Chooses the pickup points of places that standing orders have taken. Thread-safe. */
@Singleton
class StandingPickups {

    private static final FailureLog LOG = new FailureLog(Logger.getLogger(StandingPickups.class.getName()));

    private final PlacesTogether places;
    private final JoinPickup pickups;

    @Inject
    StandingPickups(PlacesTogether places, JoinPickup pickups) {
        this.places = places;
        this.pickups = pickups;
    }

    /**
     * Chooses the points, one after the other as for a join, if the campaign has pickup. Where the point of the order is
     * full or no longer there, the buyer chooses another.
     *
     * @param taken the keys of the places that the batch has
     */
    void choose(StoreId store, CampaignOffer campaign, List<StandingOrder> batch, Set<String> taken) {
        if (campaign.terms().fulfilment().pickup().isEmpty()) {
            return;
        }
        for (StandingOrder order : batch) {
            List<Request> wanted = new ArrayList<>(order.places(campaign.id()));
            wanted.removeIf(place -> !taken.contains(place.key()));
            for (Request place : wanted) {
                choose(store, campaign, order, place);
            }
        }
    }

    private void choose(StoreId store, CampaignOffer campaign, StandingOrder order, Request place) {
        try {
            var point = pickups.before(store, order.member(), campaign.id(), place.key(), order.pickupPoint());
            places.byKey(store, order.member(), place.key()).ifPresent(taken -> pickups.after(store, taken, point));
        } catch (ProblemException noPoint) {
            LOG.expected("the buyer of standing order " + order.id() + " chooses another pickup point", noPoint);
        }
    }
}
