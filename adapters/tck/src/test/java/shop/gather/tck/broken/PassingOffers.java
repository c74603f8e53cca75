package shop.gather.tck.broken;

import java.time.Instant;
import org.joda.money.Money;
import shop.gather.spi.CommandResult;
import shop.gather.spi.PriceOffers;

/** Offers that are honest until a subclass says otherwise. */
class PassingOffers implements PriceOffers {
    private final PriceOffers honest;

    PassingOffers(PriceOffers honest) {
        this.honest = honest;
    }

    @Override
    public Limits limits() {
        return honest.limits();
    }

    @Override
    public CommandResult offer(Offer offer) {
        return honest.offer(offer);
    }

    @Override
    public CommandResult admit(Admission admission) {
        return honest.admit(admission);
    }

    @Override
    public CommandResult revoke(Admission admission) {
        return honest.revoke(admission);
    }

    @Override
    public CommandResult close(String key, String offerReference) {
        return honest.close(key, offerReference);
    }

    static Offer priced(Offer o, Money price) {
        return new Offer(o.key(), o.variantId(), price, o.maxQuantity(), o.startsAt(), o.endsAt());
    }

    static Offer on(Offer o, String variantId) {
        return new Offer(o.key(), variantId, o.unitPrice(), o.maxQuantity(), o.startsAt(), o.endsAt());
    }

    static Offer capped(Offer o, int maxQuantity) {
        return new Offer(o.key(), o.variantId(), o.unitPrice(), maxQuantity, o.startsAt(), o.endsAt());
    }

    static Offer keyed(Offer o, String key) {
        return new Offer(key, o.variantId(), o.unitPrice(), o.maxQuantity(), o.startsAt(), o.endsAt());
    }

    static Offer lasting(Offer o, Instant from, Instant to) {
        return new Offer(o.key(), o.variantId(), o.unitPrice(), o.maxQuantity(), from, to);
    }

    static Admission keyed(Admission a, String key) {
        return new Admission(
                key, a.offerReference(), a.customerId(), a.variantId(), a.unitPrice(), a.maxQuantity(), a.until());
    }

    static Admission admitting(Admission a, String customerId, Instant until) {
        return new Admission(
                a.key(), a.offerReference(), customerId, a.variantId(), a.unitPrice(), a.maxQuantity(), until);
    }
}
