package shop.gather.groupbuy.fulfilment.point;

/** What the capacity of a pickup point limits. */
public enum CapacityPer {
    /** The places that become ready on one day, in the point's zone. */
    DAY,
    /** The places of one campaign. */
    CAMPAIGN
}
