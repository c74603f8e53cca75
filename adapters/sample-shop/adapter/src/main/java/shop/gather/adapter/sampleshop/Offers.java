package shop.gather.adapter.sampleshop;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import shop.gather.spi.CommandResult;
import shop.gather.spi.PriceOffers;

/** Group prices: the shop makes a code for each admitted buyer, which works for that buyer only. */
final class Offers implements PriceOffers {

    private static final Limits LIMITS =
            new Limits(Redemption.COUPON_CODE, OptionalInt.empty(), 200, Duration.ofMinutes(1));

    private final ShopClient client;
    private final Commands commands;

    Offers(ShopClient client, Commands commands) {
        this.client = client;
        this.commands = commands;
    }

    @Override
    public Limits limits() {
        return LIMITS;
    }

    @Override
    public CommandResult offer(Offer offer) {
        Optional<CommandResult> refused = commands.refusedAmount(offer.unitPrice());
        if (refused.isPresent()) {
            return refused.get();
        }
        String body = client.written(new Wire.NewOffer(
                offer.variantId(),
                offer.unitPrice().getAmountMinorLong(),
                offer.maxQuantity(),
                offer.startsAt(),
                offer.endsAt()));
        String key = "offer:" + offer.key();
        return commands.run(key, api -> api.offer(key, body));
    }

    @Override
    public CommandResult admit(Admission admission) {
        if (!Reads.isId(admission.offerReference())) {
            return Commands.notFound("offer");
        }
        String body = client.written(new Wire.NewAdmission(
                admission.customerId(), admission.key(), admission.maxQuantity(), admission.until()));
        String key = "admit:" + admission.key();
        return commands.run(key, api -> api.admit(key, admission.offerReference(), body));
    }

    @Override
    public CommandResult revoke(Admission admission) {
        if (!Reads.isId(admission.offerReference()) || !Reads.isId(admission.customerId())) {
            return new CommandResult.AlreadyDone("");
        }
        String key = "revoke:" + admission.key();
        return commands.run(
                key, api -> api.revoke(key, admission.offerReference(), admission.customerId(), admission.key()));
    }

    @Override
    public CommandResult close(String key, String offerReference) {
        if (!Reads.isId(offerReference)) {
            return new CommandResult.AlreadyDone("");
        }
        String closing = "close:" + key;
        return commands.run(closing, api -> api.close(closing, offerReference));
    }
}
