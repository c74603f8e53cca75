package shop.gather.groupbuy.terms;

/** When the shop takes the money of a team's orders. */
public enum PaymentMode {
    /** The shop authorizes at the checkout and captures when the team succeeds. */
    AUTHORIZE,
    /** The shop takes the money at the checkout and gives it back if the team fails. */
    AT_ONCE
}
