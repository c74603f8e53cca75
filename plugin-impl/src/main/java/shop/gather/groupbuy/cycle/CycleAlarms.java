package shop.gather.groupbuy.cycle;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import shop.gather.groupbuy.CampaignId;
import shop.gather.platform.StoreId;
import shop.gather.shop.alarm.Alarms;

/** What a person must do so that a series goes on. Thread-safe. */
@Singleton
class CycleAlarms {

    private final Alarms alarms;

    @Inject
    CycleAlarms(Alarms alarms) {
        this.alarms = alarms;
    }

    /** A cycle cannot be published. */
    void blocked(StoreId store, CampaignId campaign, String problem) {
        alarms.restate(
                store,
                "cycle:" + campaign,
                "cycle-blocked",
                "A cycle of a repeating campaign was drafted but cannot be published (campaign " + campaign + "): "
                        + problem
                        + " Change the draft and publish it before its cut-off, or close it. The series goes on"
                        + " with the next date; change its template if the next cycles need other terms.");
    }

    void settle(StoreId store, CampaignId campaign) {
        alarms.settle(store, "cycle:" + campaign);
    }

    /** The shop, or something else that is needed for the next cycles, is missing now. */
    void waits(StoreId store, CampaignId series) {
        alarms.raise(
                store,
                "series:" + series,
                "series-waits",
                "The next cycle of the repeating campaign " + series + " cannot be made now. Gather tries again every"
                        + " minute. Check the connection to the shop, and that the template suits the series.");
    }

    void goesOn(StoreId store, CampaignId series) {
        alarms.settle(store, "series:" + series);
    }
}
