package shop.gather.groupbuy.campaign;

/** How buyers get the group price. Decided when the campaign is published, by the shop's capabilities. */
public enum PriceBy {
    /** The shop's checkout charges the group price, or the highest of several group prices. */
    OFFER,
    /** Buyers pay the shop's ordinary price and get the difference back when their team succeeds. */
    REBATE
}
