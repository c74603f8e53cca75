package shop.gather.groupbuy.fulfilment.pickup;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import shop.gather.groupbuy.CampaignId;
import shop.gather.platform.StoreId;
import shop.gather.shop.alarm.Alarms;

/**
 * The alarms about places that should be collected and are not ready: one of each kind per campaign, open as long as
 * such a place is left. Thread-safe.
 */
@Singleton
class PickupAlarms {

    private final Alarms alarms;
    private final Pickups pickups;

    @Inject
    PickupAlarms(Alarms alarms, Pickups pickups) {
        this.alarms = alarms;
        this.pickups = pickups;
    }

    /** The time of collection has come for a place without a point. */
    void pointMissing(StoreId store, CampaignId campaign) {
        alarms.raise(
                store,
                pointKey(campaign),
                "pickup-point-missing",
                "Buyers of campaign " + campaign
                        + " have not chosen a pickup point, and their articles can be collected"
                        + " now. GET /api/v1/campaigns/" + campaign
                        + "/pickups?withoutPoint=true lists them. Ask them to"
                        + " choose one, or choose for them with PUT /api/v1/participations/{id}/pickup.");
    }

    /** A place cannot be made ready. */
    void stuck(StoreId store, CampaignId campaign) {
        alarms.raise(
                store,
                stuckKey(campaign),
                "pickup-stuck",
                "Places of campaign " + campaign
                        + " should be ready to be collected, but Gather cannot make them ready."
                        + " GET /api/v1/campaigns/" + campaign
                        + "/pickups?state=WAITING lists them. It tries again every"
                        + " minute. If they do not become READY, ask your provider: the log tells the cause.");
    }

    /**
     * Closes the alarms that the place may have raised, if no other place of its campaign is left for which they hold.
     * Costs nothing for a place that has raised none. Call it in the transaction that has changed the place, afterwards.
     *
     * @param before the pickup as it was
     */
    void settle(StoreId store, Pickup before) {
        boolean confirmed = before.state() == Pickup.State.WAITING && before.readyFrom() != null;
        if (confirmed && before.point() == null && !pickups.lacksAPoint(store, before.campaign())) {
            alarms.settle(store, pointKey(before.campaign()));
        }
        if (confirmed && before.isPostponed() && !pickups.hasPostponed(store, before.campaign())) {
            alarms.settle(store, stuckKey(before.campaign()));
        }
    }

    private static String pointKey(CampaignId campaign) {
        return "pickup-point:" + campaign;
    }

    private static String stuckKey(CampaignId campaign) {
        return "pickup-stuck:" + campaign;
    }
}
