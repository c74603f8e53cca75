package shop.gather.groupbuy.terms;

/** When the shop captures the payments of a team's orders. */
public enum PaymentMode {
    /** The shop authorizes at the checkout and captures when the team succeeds. */
    AUTHORIZE,
    /** The shop captures at the checkout and refunds if the team fails. */
    AT_ONCE
}
