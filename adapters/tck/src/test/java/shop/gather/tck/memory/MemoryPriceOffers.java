package shop.gather.tck.memory;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.joda.money.CurrencyUnit;
import shop.gather.spi.CommandResult;
import shop.gather.spi.PriceOffers;
import shop.gather.spi.RefusalCode;

/** Group prices by coupon. */
record MemoryPriceOffers(MemoryBackend backend) implements PriceOffers {

    @Override
    public Limits limits() {
        return new Limits(Redemption.COUPON_CODE, OptionalInt.of(50), 100, Duration.ofMinutes(10));
    }

    @Override
    public CommandResult offer(Offer offer) {
        synchronized (backend) {
            Optional<String> before = backend.offers().offerBy(offer.key());
            if (before.isPresent()) {
                return new CommandResult.AlreadyDone(before.get());
            }
            boolean known = offer.variantId().equals(MemoryOffers.ANYTHING)
                    || backend.variant(offer.variantId()).isPresent();
            if (known && !offer.unitPrice().getCurrencyUnit().equals(CurrencyUnit.EUR)) {
                return CommandResult.refused(RefusalCode.SHOP_REFUSED, "the shop sells in euros");
            }
            return known
                    ? CommandResult.done(backend.offers().open(offer))
                    : CommandResult.refused(RefusalCode.NOT_FOUND, "no such variant");
        }
    }

    @Override
    public CommandResult admit(Admission admission) {
        synchronized (backend) {
            Optional<String> before = backend.offers().couponBy(admission.key());
            if (before.isPresent()) {
                return new CommandResult.AlreadyDone(before.get());
            }
            if (!admission.customerId().equals(MemoryOffers.ANYBODY)
                    && backend.customer(admission.customerId()).isEmpty()) {
                return CommandResult.refused(RefusalCode.NOT_FOUND, "no such customer");
            }
            return backend.offers().isOpen(admission.offerReference())
                    ? CommandResult.done(backend.offers().coupon(admission, true))
                    : CommandResult.refused(RefusalCode.OFFER_LIMIT, "the offer is closed");
        }
    }

    @Override
    public CommandResult revoke(Admission admission) {
        synchronized (backend) {
            return backend.offers().drop(admission.key()) ? CommandResult.done("") : new CommandResult.AlreadyDone("");
        }
    }

    @Override
    public CommandResult close(String key, String offerReference) {
        synchronized (backend) {
            return backend.offers().close(offerReference) ? CommandResult.done("") : new CommandResult.AlreadyDone("");
        }
    }
}
