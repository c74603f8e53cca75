package shop.gather.tck.memory;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;
import shop.gather.spi.PriceOffers.Admission;
import shop.gather.spi.PriceOffers.Offer;

/**
 * The coupons of the shop: an offer is a promotion, an admission a code for it. Broken shops come here past the
 * backend: thread-safe by itself.
 */
public final class MemoryOffers {

    /** In an admission: for every customer. */
    public static final String ANYBODY = "*";

    /** In an offer: for every article. */
    public static final String ANYTHING = "*";

    private final Map<String, Offer> offers = new HashMap<>();
    private final Map<String, String> offersByKey = new HashMap<>();
    private final Map<String, Coupon> coupons = new HashMap<>();
    private final Map<String, String> couponsByKey = new HashMap<>();
    private int sequence;

    synchronized Optional<String> offerBy(String key) {
        return Optional.ofNullable(offersByKey.get(key));
    }

    synchronized boolean isOpen(String reference) {
        return offers.containsKey(reference);
    }

    synchronized String open(Offer offer) {
        String reference = "offer-" + ++sequence;
        offers.put(reference, offer);
        offersByKey.put(offer.key(), reference);
        return reference;
    }

    synchronized Optional<String> couponBy(String key) {
        return Optional.ofNullable(couponsByKey.get(key));
    }

    /** @param once whether one order uses the coupon up */
    public synchronized String coupon(Admission admission, boolean once) {
        String code = "GATHER-" + ++sequence;
        coupons.put(code, new Coupon(admission, once));
        couponsByKey.put(admission.key(), code);
        return code;
    }

    synchronized boolean drop(String key) {
        return Optional.ofNullable(couponsByKey.remove(key))
                .map(coupons::remove)
                .isPresent();
    }

    /** Drops all coupons of an offer and leaves the offer. */
    public synchronized void dropAll(String offerReference) {
        coupons.values().removeIf(coupon -> coupon.admission.offerReference().equals(offerReference));
    }

    synchronized boolean close(String reference) {
        dropAll(reference);
        return offers.remove(reference) != null;
    }

    /** What the coupon makes of a number of articles; empty if it does not apply. */
    synchronized Optional<Money> gross(
            String code, String customerId, String variantId, int quantity, Money full, Instant now) {
        Coupon coupon = coupons.get(code);
        if (coupon == null || !offers.containsKey(coupon.admission.offerReference())) {
            return Optional.empty();
        }
        Offer offer = offers.get(coupon.admission.offerReference());
        boolean right = (coupon.admission.customerId().equals(ANYBODY)
                        || coupon.admission.customerId().equals(customerId))
                && (offer.variantId().equals(ANYTHING) || offer.variantId().equals(variantId))
                && !now.isBefore(offer.startsAt())
                && now.isBefore(offer.endsAt())
                && now.isBefore(coupon.admission.until());
        if (!right) {
            return Optional.empty();
        }
        int cheap = Math.min(quantity, offer.maxQuantity());
        return Optional.of(offer.unitPrice().multipliedBy(cheap).plus(full.multipliedBy(quantity - cheap)));
    }

    synchronized void use(String code) {
        if (coupons.get(code).once) {
            coupons.remove(code);
        }
    }

    private record Coupon(Admission admission, boolean once) {}
}
