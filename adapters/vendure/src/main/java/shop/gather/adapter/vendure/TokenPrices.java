package shop.gather.adapter.vendure;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.IntStream;
import org.joda.money.Money;
import shop.gather.adapter.support.Commands;
import shop.gather.adapter.support.Fields;
import shop.gather.adapter.support.TokenOffers;
import shop.gather.adapter.support.signing.Digests;
import shop.gather.adapter.support.signing.SharedSecret;
import shop.gather.spi.CommandResult;
import shop.gather.spi.PriceOffers;
import shop.gather.spi.PriceOffers.Offer;
import shop.gather.spi.RefusalCode;

/** The functions of Gather's plugin in a Vendure server for price tokens. */
record TokenPrices(AdminApi api, Amounts amounts) implements TokenOffers.Plugin {

    private static final int ADMISSIONS_PER_SECOND = 50;
    private static final String VARIANT = "query($id: ID!) { productVariant(id: $id) { id currencyCode } }";
    private static final String OPEN =
            "mutation($key: String!, $from: DateTime!, $until: DateTime!) { gatherOpenOffer(key: $key, from: $from, until: $until) }";
    private static final String CLOSE =
            "mutation($kind: GatherMarkKind!, $key: String!, $until: DateTime!) { gatherClose(kind: $kind, key: $key, until: $until) }";

    static PriceOffers offers(AdminApi api, Amounts amounts, SharedSecret secret) {
        return new TokenOffers(new TokenPrices(api, amounts), secret, ADMISSIONS_PER_SECOND);
    }

    @Override
    public Optional<CommandResult> refusal(Offer offer) {
        Optional<String> currency = api.callExisting(
                        VARIANT, AdminApi.variables().add("id", offer.variantId()))
                .flatMap(data -> Fields.optionalObject(data, "productVariant"))
                .map(variant -> Fields.text(variant, "currencyCode"));
        if (currency.isEmpty()) {
            return Optional.of(Commands.notFound("variant " + offer.variantId()));
        }
        return currency.get().equals(offer.unitPrice().getCurrencyUnit().getCode())
                ? Optional.empty()
                : Optional.of(CommandResult.refused(
                        RefusalCode.PRICE_UNREACHABLE, "the shop does not sell the article in this currency"));
    }

    @Override
    public Optional<String> price(Money unitPrice) {
        return amounts.has(unitPrice)
                ? Optional.of(Long.toString(amounts.value(unitPrice), Character.MAX_RADIX))
                : Optional.empty();
    }

    @Override
    public String name(TokenOffers.Kind kind, String key) {
        return kind == TokenOffers.Kind.OFFER
                ? Digests.base64("offer " + key, 9)
                : Digests.base64("admission " + key, 12);
    }

    @Override
    public String openOffer(String name, Instant from, Instant until) {
        return Fields.text(
                api.call(
                        OPEN,
                        AdminApi.variables()
                                .add("key", name)
                                .add("from", from.toString())
                                .add("until", until.toString())),
                "gatherOpenOffer");
    }

    /** GraphQL executes the mutations of a request one after the other. */
    @Override
    public List<String> openAdmissions(List<TokenOffers.Opening> admissions) {
        StringJoiner parameters = new StringJoiner(", ", "mutation(", ") ");
        StringJoiner calls = new StringJoiner(" ", "{ ", " }");
        JsonObjectBuilder variables = AdminApi.variables();
        for (int i = 0; i < admissions.size(); i++) {
            parameters.add("$key" + i + ": String!, $offer" + i + ": String!, $until" + i + ": DateTime!");
            calls.add("admission" + i + ": gatherAdmit(key: $key" + i + ", offer: $offer" + i + ", until: $until" + i
                    + ")");
            variables
                    .add("key" + i, admissions.get(i).name())
                    .add("offer" + i, admissions.get(i).offer())
                    .add("until" + i, admissions.get(i).until().toString());
        }
        JsonObject marks = api.call(parameters.toString() + calls, variables);
        return IntStream.range(0, admissions.size())
                .mapToObj(i -> Fields.text(marks, "admission" + i))
                .toList();
    }

    @Override
    public boolean close(TokenOffers.Kind kind, String name, Instant until) {
        return Fields.flag(
                api.call(
                        CLOSE,
                        AdminApi.variables()
                                .add("kind", kind.name().toLowerCase(Locale.ROOT))
                                .add("key", name)
                                .add("until", until.toString())),
                "gatherClose");
    }
}
