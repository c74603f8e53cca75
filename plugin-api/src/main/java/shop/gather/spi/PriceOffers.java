package shop.gather.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.joda.money.Money;

/**
 * Group prices in the shop's own checkout, which only admitted buyers get. A price is offered once per campaign, not
 * per buyer. All commands are idempotent by their key.
 *
 * @since 1.0
 */
public interface PriceOffers {

    /** The shop's limits, and how a buyer gets the price. Constant while connected. */
    Limits limits();

    /**
     * Whether the buyer must enter the account's e-mail address in the checkout, because the shop charges the full
     * price or refuses the coupon for any other address. Storefronts then tell the buyer. Constant while connected.
     */
    default boolean requiresAccountEmail() {
        return false;
    }

    /**
     * Registers the price at the shop. The returned reference is passed to the other commands. Refused with
     * {@link RefusalCode#PRICE_UNREACHABLE} if the shop's tax settings cannot charge exactly this price.
     */
    CommandResult offer(Offer offer);

    /**
     * Admits one buyer to the price. The storefront must pass the returned reference to the shop, see
     * {@link Redemption}.
     */
    CommandResult admit(Admission admission);

    /**
     * How many buyers {@link #admit(List)} can admit at about the cost of one; 1 if it has no advantage over
     * {@link #admit(Admission)}. Constant while connected.
     *
     * @since 2.0
     */
    default int admissionsAtOnce() {
        return 1;
    }

    /**
     * Admits several buyers, each as {@link #admit(Admission)} would. Called when many join at the same time. If this
     * call fails, each admission is requested separately under its key, since some may have been made.
     *
     * @param admissions 2 to {@link #admissionsAtOnce}, with different keys; they may belong to several offers
     * @return a result for each, in the same order
     * @since 2.0
     */
    default List<CommandResult> admit(List<Admission> admissions) {
        return admissions.stream().map(this::admit).toList();
    }

    /**
     * Revokes an admission; an order already placed keeps its price. {@code Done} even if there was no such admission.
     */
    CommandResult revoke(Admission admission);

    /** Deletes the offer at the shop, with all admissions. {@code Done} even if there was no such offer. */
    CommandResult close(String key, String offerReference);

    /**
     * @param key unique per offer
     * @param unitPrice what an admitted buyer pays for one unit, with tax
     * @param maxQuantity how many units one buyer may have at that price
     */
    record Offer(String key, String variantId, Money unitPrice, int maxQuantity, Instant startsAt, Instant endsAt) {}

    /**
     * @param key unique per admission
     * @param until when the admission ends by itself, if the shop can do that
     */
    record Admission(
            String key,
            String offerReference,
            String customerId,
            String variantId,
            Money unitPrice,
            int maxQuantity,
            Instant until) {}

    /**
     * @param liveOffers how many offers may be open at once; empty if there is no practical limit
     * @param admissionsPerSecond how fast buyers can be admitted
     * @param timeToPay how long a checkout takes after the admission; added to the hold
     */
    record Limits(Redemption redemption, OptionalInt liveOffers, int admissionsPerSecond, Duration timeToPay) {}

    /** What a storefront does with the reference of an admission. */
    enum Redemption {
        /** Nothing: the shop knows the buyer. */
        AUTOMATIC,
        /** Apply it to the cart as a coupon code. */
        COUPON_CODE,
        /** Put it on the order line as the signed price token. */
        PRICE_TOKEN
    }
}
