package shop.gather.adapter.vendure;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.joda.money.Money;
import shop.gather.adapter.signing.SharedSecret;
import shop.gather.spi.CommandResult;
import shop.gather.spi.PriceOffers;
import shop.gather.spi.RefusalCode;

/**
 * Group prices in a shop with the host plugin: each admitted buyer gets a signed token, which the shop verifies by itself, so that any price can be had.
 * Besides, the shop marks what was opened, used up and taken back.
 */
final class TokenOffers implements PriceOffers {

    private static final int ADMISSIONS_PER_SECOND = 50;
    private static final Duration TIME_TO_PAY = Duration.ofMinutes(15);
    private static final String KIND = "token";

    private static final String VARIANT = "query($id: ID!) { productVariant(id: $id) { id currencyCode } }";
    private static final String OPEN =
            "mutation($key: String!, $from: DateTime!, $until: DateTime!) { gatherOpenOffer(key: $key, from: $from, until: $until) }";
    private static final String ADMIT =
            "mutation($key: String!, $offer: String!, $until: DateTime!) { gatherAdmit(key: $key, offer: $offer, until: $until) }";
    private static final String CLOSE =
            "mutation($kind: GatherMarkKind!, $key: String!, $until: DateTime!) { gatherClose(kind: $kind, key: $key, until: $until) }";

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
                .map(variant -> offer(offer, Fields.text(variant, "currencyCode")))
                .orElseGet(() -> Commands.notFound("variant " + offer.variantId())));
    }

    private CommandResult offer(Offer offer, String currency) {
        if (!currency.equals(offer.unitPrice().getCurrencyUnit().getCode())) {
            return CommandResult.refused(
                    RefusalCode.PRICE_UNREACHABLE, "the shop does not sell the article in this currency");
        }
        if (!facts.amounts().has(offer.unitPrice())) {
            return tooFine(offer.unitPrice());
        }
        Reference reference = new Reference(PriceTokens.offerName(offer.key()), offer.endsAt());
        String mark = Fields.text(
                api.call(
                        OPEN,
                        AdminApi.variables()
                                .add("key", reference.name())
                                .add("from", offer.startsAt().toString())
                                .add("until", offer.endsAt().toString())),
                "gatherOpenOffer");
        return opened(mark, reference.format());
    }

    @Override
    public CommandResult admit(Admission admission) {
        return Commands.run(() -> Reference.parse(admission.offerReference())
                .map(offer -> admit(admission, offer))
                .orElseGet(() -> Commands.notFound("offer " + admission.offerReference())));
    }

    private static CommandResult tooFine(Money price) {
        return CommandResult.refused(
                RefusalCode.PRICE_UNREACHABLE, "the shop's prices have fewer decimals than " + price);
    }

    private CommandResult admit(Admission admission, Reference offer) {
        if (!facts.amounts().has(admission.unitPrice())) {
            return tooFine(admission.unitPrice());
        }
        Instant until = admission.until().isBefore(offer.endsAt()) ? admission.until() : offer.endsAt();
        PriceTokens.Terms terms = new PriceTokens.Terms(
                offer.name(),
                PriceTokens.admissionName(admission.key()),
                admission.customerId(),
                admission.variantId(),
                facts.amounts().value(admission.unitPrice()),
                admission.unitPrice().getCurrencyUnit(),
                admission.maxQuantity(),
                until);
        String mark = Fields.text(
                api.call(
                        ADMIT,
                        AdminApi.variables()
                                .add("key", terms.admission())
                                .add("offer", offer.name())
                                .add("until", until.toString())),
                "gatherAdmit");
        return opened(mark, tokens.token(terms));
    }

    /** The shop remembers what was opened, so that a repeated command is told from a new one, also after a restart. */
    private static CommandResult opened(String mark, String reference) {
        return switch (mark) {
            case "done" -> CommandResult.done(reference);
            case "already" -> new CommandResult.AlreadyDone(reference);
            default -> CommandResult.refused(RefusalCode.OFFER_LIMIT, "the offer or the admission was closed");
        };
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

    private CommandResult takeBack(String kind, String name, Instant until) {
        return Commands.run(() -> {
            JsonObject data = api.call(
                    CLOSE,
                    AdminApi.variables().add("kind", kind).add("key", name).add("until", until.toString()));
            return Fields.flag(data, "gatherClose") ? CommandResult.done("") : new CommandResult.AlreadyDone("");
        });
    }
}
