package shop.gather.spi;

/**
 * Why a shop refuses a command. Codes are stable.
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
    /** The amount exceeds what was paid, or what is left to capture or refund. */
    AMOUNT_TOO_HIGH,
    /** The payment is not in a state that allows it (declined, voided, expired). */
    PAYMENT_STATE,
    /** The order or line is not in a state that allows it. */
    ORDER_STATE,
    /** The offer is closed, or the shop allows no more of them. */
    OFFER_LIMIT,
    /**
     * The credentials are invalid or lack a permission. Gather retries: with valid credentials the shop executes the
     * command.
     */
    UNAUTHORIZED,
    /** Any other refusal; the reason says why. */
    SHOP_REFUSED
}
