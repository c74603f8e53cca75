package shop.gather.adapter.http;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import shop.gather.spi.PriceOffers;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;
import shop.gather.spi.ShopIdentity;
import shop.gather.spi.Storefront;

/**
 * The shop's discovery document.
 *
 * @param capabilities names from the contract; unknown ones belong to a later version and are ignored
 * @param offerLimits null unless the shop supports price offers
 */
record Discovery(
        ShopIdentity identity, Storefront storefront, Set<String> capabilities, PriceOffers.Limits offerLimits) {

    static final String PRICE_OFFERS = "priceOffers";

    /** Asks the shop. */
    static Discovery of(ContractApi api) {
        JsonObject document = api.get("/discovery");
        String version = Fields.text(document, "contract");
        if (!version.matches("1\\.\\d+")) {
            throw new ShopException(
                    ShopError.MISCONFIGURED,
                    "the shop speaks version " + version
                            + " of the contract, this adapter 1.3: one of the two must be updated");
        }
        Set<String> capabilities = new HashSet<>(Fields.texts(document, "capabilities"));
        return new Discovery(
                identity(document),
                TemplateStorefront.of(Fields.object(document, "storefront")),
                capabilities,
                capabilities.contains(PRICE_OFFERS) ? limits(Fields.object(document, PRICE_OFFERS)) : null);
    }

    boolean has(String capability) {
        return capabilities.contains(capability);
    }

    /** The port, if the shop declared the capability. */
    <P> Optional<P> ifDeclared(String capability, P port) {
        return has(capability) ? Optional.of(port) : Optional.empty();
    }

    private static ShopIdentity identity(JsonObject document) {
        String fingerprint = Fields.text(document, "fingerprint");
        if (fingerprint.isBlank() || fingerprint.length() > 200) {
            throw Fields.unreadable("fingerprint", "must have 1 to 200 characters");
        }
        List<String> currencies = Fields.texts(document, "currencies");
        if (currencies.isEmpty()) {
            throw Fields.unreadable("currencies", "is empty");
        }
        return new ShopIdentity(
                fingerprint,
                Fields.text(document, "name"),
                currencies.stream()
                        .map(code -> Fields.currency(code, "currencies"))
                        .collect(Collectors.toSet()),
                Fields.flag(document, "pricesIncludeTax"));
    }

    private static PriceOffers.Limits limits(JsonObject terms) {
        OptionalInt live =
                Fields.optionalNumber(terms, "liveOffers").map(OptionalInt::of).orElse(OptionalInt.empty());
        int perSecond = Fields.number(terms, "admissionsPerSecond");
        Duration timeToPay = duration(Fields.text(terms, "timeToPay"));
        if (perSecond < 1 || live.orElse(1) < 1 || timeToPay.isNegative() || timeToPay.isZero()) {
            throw Fields.unreadable(PRICE_OFFERS, "holds a number that is not above zero");
        }
        return new PriceOffers.Limits(
                Fields.constant(terms, "redemption", PriceOffers.Redemption.class), live, perSecond, timeToPay);
    }

    private static Duration duration(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException notADuration) {
            throw Fields.unreadable("timeToPay", "is not a duration");
        }
    }
}
