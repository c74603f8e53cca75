package shop.gather.tck.broken;

import java.util.function.UnaryOperator;
import shop.gather.spi.CommandResult;
import shop.gather.spi.PriceOffers;
import shop.gather.spi.PriceOffers.Admission;
import shop.gather.spi.PriceOffers.Offer;
import shop.gather.tck.ShopUnderTest;
import shop.gather.tck.memory.MemoryBackend;

/** Makes the flaws of one contract about offers. */
record OfferFlaws(Class<? extends ShopUnderTest> contract) {

    interface OffersOf {
        PriceOffers of(PriceOffers honest, MemoryBackend backend);
    }

    Flaw flaw(String what, OffersOf worse, String... failing) {
        return Flaw.of(
                contract,
                what,
                (shop, backend) ->
                        new Patched(shop).offers(worse.of(shop.priceOffers().orElseThrow(), backend)),
                failing);
    }

    /** The shop is offered something else than was meant. */
    Flaw offer(String what, UnaryOperator<Offer> worse, String... failing) {
        return flaw(
                what,
                (honest, backend) -> new PassingOffers(honest) {
                    @Override
                    public CommandResult offer(Offer offer) {
                        return super.offer(worse.apply(offer));
                    }
                },
                failing);
    }

    /** Another admission is made than was meant. */
    Flaw admission(String what, UnaryOperator<Admission> worse, String... failing) {
        return flaw(
                what,
                (honest, backend) -> new PassingOffers(honest) {
                    @Override
                    public CommandResult admit(Admission admission) {
                        return super.admit(worse.apply(admission));
                    }
                },
                failing);
    }
}
