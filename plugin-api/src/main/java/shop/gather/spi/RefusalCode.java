package shop.gather.spi;

/**
 * Why a shop will not do a command. Stable.
 *
 * @since 1.0
 */
public enum RefusalCode {
    /** The shop lacks the capability. */
    NOT_SUPPORTED,
    /** The order, payment, offer or customer does not exist at the shop. */
    NOT_FOUND,
    /** The shop's tax settings cannot produce this price to the minor unit. */
    PRICE_UNREACHABLE,
    /** More than was paid, or more than is left to capture or refund. */
    AMOUNT_TOO_HIGH,
    /** The payment is not in a state that allows it (declined, voided, expired). */
    PAYMENT_STATE,
    /** The order or line is not in a state that allows it. */
    ORDER_STATE,
    /** The offer is closed, or the shop allows no more of them. */
    OFFER_LIMIT,
    /** The credentials do not count or lack the right. Gather asks again: with others the shop does it. */
    UNAUTHORIZED,
    /** Anything else the shop refuses; the reason says what. */
    SHOP_REFUSED
}
