package shop.gather.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.joda.money.Money;

/**
 * A price for a variant that only admitted buyers get, in the shop's own checkout. Offered once per campaign, not per
 * buyer. All commands are idempotent by their key.
 *
 * @since 1.0
 */
public interface PriceOffers {

    /** What the shop allows, and how a buyer gets the price. Constant while connected. */
    Limits limits();

    /**
     * Whether the shop compares the e-mail address that the buyer enters in the checkout with that of the account, and
     * charges the full price, or refuses the coupon, for another one. Storefronts tell the buyer then. Constant while
     * connected.
     */
    default boolean requiresAccountEmail() {
        return false;
    }

    /**
     * Makes the price known to the shop. The reference is handed to the other commands.
     * Refused with {@link RefusalCode#PRICE_UNREACHABLE} if the shop's tax settings cannot charge exactly this price.
     */
    CommandResult offer(Offer offer);

    /**
     * Lets one buyer have the price. The reference is what the storefront must hand to the shop, see
     * {@link Redemption}.
     */
    CommandResult admit(Admission admission);

    /**
     * How many buyers {@link #admit(List)} admits with about the effort of one; 1 where it has none over
     * {@link #admit(Admission)}. Constant while connected.
     *
     * @since 2.0
     */
    default int admissionsAtOnce() {
        return 1;
    }

    /**
     * Lets several buyers have their prices, each as {@link #admit(Admission)} would. Called when many join in the same
     * moment. If this fails, each is asked for again under its key, since some may have been admitted.
     *
     * @param admissions 2 to {@link #admissionsAtOnce}, with different keys; of several offers
     * @return a result for each, in the same order
     * @since 2.0
     */
    default List<CommandResult> admit(List<Admission> admissions) {
        return admissions.stream().map(this::admit).toList();
    }

    /** Takes an admission back; an order already placed keeps its price. Done also if there was none. */
    CommandResult revoke(Admission admission);

    /** Deletes the offer at the shop, with all admissions. Done also if there was none. */
    CommandResult close(String key, String offerReference);

    /**
     * @param key unique per offer
     * @param unitPrice what an admitted buyer pays for one, with tax
     * @param maxQuantity how many one buyer may have at that price
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
     * @param liveOffers how many offers may be open at once; empty if there is no limit worth knowing
     * @param admissionsPerSecond how fast buyers can be admitted
     * @param timeToPay what a checkout takes after the admission, added to the hold
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
