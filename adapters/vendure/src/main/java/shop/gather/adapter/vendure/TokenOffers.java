package shop.gather.adapter.vendure;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import shop.gather.spi.CommandResult;
import shop.gather.spi.PriceOffers;
import shop.gather.spi.RefusalCode;

/**
 * Group prices in a shop with the host plugin: each admitted buyer gets a signed token. Nothing is stored at the shop but what was taken back, so
 * that admitting costs no call and any price can be had.
 */
final class TokenOffers implements PriceOffers {

    private static final int ADMISSIONS_PER_SECOND = 5_000;
    private static final Duration TIME_TO_PAY = Duration.ofMinutes(15);
    private static final String KIND = "token";

    private static final String VARIANT = "query($id: ID!) { productVariant(id: $id) { id currencyCode } }";
    private static final String REVOKE =
            "mutation($kind: GatherMarkKind!, $key: String!, $until: DateTime!) { gatherRevoke(kind: $kind, key: $key, until: $until) }";

    private final AdminApi api;
    private final HostFacts facts;
    private final PriceTokens tokens;

    TokenOffers(AdminApi api, HostFacts facts, SharedSecret secret) {
        this.api = api;
        this.facts = facts;
        this.tokens = new PriceTokens(secret);
    }

    /** @param endsAt until when a closed offer must be remembered */
    private record Reference(String name, Instant endsAt) {

        String format() {
            return String.join(":", KIND, name, Long.toString(endsAt.getEpochSecond()));
        }

        static Optional<Reference> parse(String text) {
            String[] parts = text.split(":");
            return parts.length == 3 && parts[0].equals(KIND) && parts[2].matches("\\d{1,12}")
                    ? Optional.of(new Reference(parts[1], Instant.ofEpochSecond(Long.parseLong(parts[2]))))
                    : Optional.empty();
        }
    }

    @Override
    public Limits limits() {
        return new Limits(Redemption.PRICE_TOKEN, OptionalInt.empty(), ADMISSIONS_PER_SECOND, TIME_TO_PAY);
    }

    @Override
    public CommandResult offer(Offer offer) {
        return Commands.run(() -> api.callExisting(VARIANT, AdminApi.variables().add("id", offer.variantId()))
                .flatMap(data -> Fields.optionalObject(data, "productVariant"))
                .map(variant -> Fields.text(variant, "currencyCode")
                                .equals(offer.unitPrice().getCurrencyUnit().getCode())
                        ? CommandResult.done(new Reference(PriceTokens.offerName(offer.key()), offer.endsAt()).format())
                        : CommandResult.refused(
                                RefusalCode.PRICE_UNREACHABLE, "the shop does not sell the article in this currency"))
                .orElseGet(() -> Commands.notFound("variant " + offer.variantId())));
    }

    @Override
    public CommandResult admit(Admission admission) {
        return Reference.parse(admission.offerReference())
                .map(offer -> CommandResult.done(tokens.token(new PriceTokens.Terms(
                        offer.name(),
                        PriceTokens.admissionName(admission.key()),
                        admission.customerId(),
                        admission.variantId(),
                        facts.amounts().value(admission.unitPrice()),
                        admission.unitPrice().getCurrencyUnit(),
                        admission.maxQuantity(),
                        admission.until()))))
                .orElseGet(() -> Commands.notFound("offer " + admission.offerReference()));
    }

    @Override
    public CommandResult revoke(Admission admission) {
        return takeBack("admission", PriceTokens.admissionName(admission.key()), admission.until());
    }

    @Override
    public CommandResult close(String key, String offerReference) {
        return Reference.parse(offerReference)
                .map(offer -> takeBack("offer", offer.name(), offer.endsAt()))
                .orElseGet(() -> new CommandResult.AlreadyDone(""));
    }

    /** Kept a day longer than any token can live, for clocks that differ. */
    private CommandResult takeBack(String kind, String name, Instant until) {
        return Commands.run(() -> {
            api.call(
                    REVOKE,
                    AdminApi.variables()
                            .add("kind", kind)
                            .add("key", name)
                            .add("until", until.plus(Duration.ofDays(1)).toString()));
            return CommandResult.done("");
        });
    }
}
