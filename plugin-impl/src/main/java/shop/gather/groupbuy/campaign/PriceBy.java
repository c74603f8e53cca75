package shop.gather.groupbuy.campaign;

/** How buyers come to the group price; decided when the campaign is published, by what the shop can do. */
public enum PriceBy {
    /** The shop's checkout charges it, or the first of several prices. */
    OFFER,
    /** Buyers pay the shop's ordinary price and get the difference back when their team succeeds. */
    REBATE
}
