package shop.gather.adapter.sampleshop;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import shop.gather.spi.CommandResult;
import shop.gather.spi.PriceOffers;

/** Group prices: the shop makes a code for each admitted buyer, which works for that buyer only. */
final class Offers implements PriceOffers {

    private static final Limits LIMITS =
            new Limits(Redemption.COUPON_CODE, OptionalInt.empty(), 200, Duration.ofMinutes(1));

    private static final int ADMISSIONS_AT_ONCE = 50;

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
    public int admissionsAtOnce() {
        return ADMISSIONS_AT_ONCE;
    }

    @Override
    public List<CommandResult> admit(List<Admission> admissions) {
        if (!admissions.stream().allMatch(admission -> Reads.isId(admission.offerReference()))) {
            return PriceOffers.super.admit(admissions);
        }
        String body = client.written(new Wire.Admissions(admissions.stream()
                .map(admission -> new Wire.KeyedAdmission(
                        "admit:" + admission.key(),
                        admission.offerReference(),
                        admission.customerId(),
                        admission.key(),
                        admission.maxQuantity(),
                        admission.until()))
                .toList()));
        ShopClient.Answer answer = ShopClient.good(client.send(api -> api.admitAll(body)));
        List<Wire.AdmissionResult> results =
                client.parsed(answer, Wire.Admitted.class).results();
        return ShopClient.read(() -> results.stream().map(commands::result).toList());
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
