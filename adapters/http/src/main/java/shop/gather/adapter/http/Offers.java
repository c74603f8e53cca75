package shop.gather.adapter.http;

import shop.gather.adapter.support.JsonText;
import shop.gather.spi.CommandResult;
import shop.gather.spi.PriceOffers;

/** Group prices, with the limits that the shop declared. */
final class Offers implements PriceOffers {

    private final Commands commands;
    private final Limits limits;

    Offers(Commands commands, Limits limits) {
        this.commands = commands;
        this.limits = limits;
    }

    @Override
    public Limits limits() {
        return limits;
    }

    @Override
    public CommandResult offer(Offer offer) {
        return commands.post(
                "/offers",
                Keys.OFFER.of(offer.key()),
                JsonText.object()
                        .add("variantId", offer.variantId())
                        .add("unitPrice", Commands.money(offer.unitPrice()))
                        .add("maxQuantity", offer.maxQuantity())
                        .add("startsAt", offer.startsAt().toString())
                        .add("endsAt", offer.endsAt().toString())
                        .build());
    }

    @Override
    public CommandResult admit(Admission admission) {
        if (!Ids.isId(admission.offerReference())) {
            return Commands.notFound("offer");
        }
        return commands.post(
                "/offers/" + admission.offerReference() + "/admissions",
                Keys.ADMIT.of(admission.key()),
                JsonText.object()
                        .add("customerId", admission.customerId())
                        .add("maxQuantity", admission.maxQuantity())
                        .add("until", admission.until().toString())
                        .build());
    }

    @Override
    public CommandResult revoke(Admission admission) {
        if (!Ids.isId(admission.offerReference())) {
            return new CommandResult.AlreadyDone("");
        }
        return commands.delete(
                "/offers/" + admission.offerReference() + "/admissions/" + Keys.ADMIT.of(admission.key()),
                Keys.REVOKE.of(admission.key()));
    }

    @Override
    public CommandResult close(String key, String offerReference) {
        return Ids.isId(offerReference)
                ? commands.delete("/offers/" + offerReference, Keys.CLOSE.of(key))
                : new CommandResult.AlreadyDone("");
    }
}
