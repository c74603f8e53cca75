package shop.gather.adapter.sampleshop;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Set;
import org.joda.money.CurrencyUnit;

/**
 * How a fresh shop is set up.
 *
 * @param shippingMinor for each order, in minor units
 * @param switchedOff names of capabilities that it lacks
 */
public record SampleShopTerms(
        CurrencyUnit currency,
        boolean pricesIncludeTax,
        String taxPercent,
        long shippingMinor,
        Duration captureWithin,
        Duration sessionLifetime,
        Set<String> switchedOff) {

    /** Prices with 19 % tax in them, shipping 4.90, authorizations of 7 days, everything switched on. */
    public static SampleShopTerms in(CurrencyUnit currency) {
        return new SampleShopTerms(currency, true, "19", 490, Duration.ofDays(7), Duration.ofDays(1), Set.of());
    }

    /** The same with another tax. */
    public SampleShopTerms tax(boolean included, String percent) {
        return new SampleShopTerms(
                currency, included, percent, shippingMinor, captureWithin, sessionLifetime, switchedOff);
    }

    /** The same with other life times. */
    public SampleShopTerms lifetimes(Duration authorization, Duration session) {
        return new SampleShopTerms(
                currency, pricesIncludeTax, taxPercent, shippingMinor, authorization, session, switchedOff);
    }

    /** The same without these capabilities. */
    public SampleShopTerms without(String... capabilities) {
        return new SampleShopTerms(
                currency,
                pricesIncludeTax,
                taxPercent,
                shippingMinor,
                captureWithin,
                sessionLifetime,
                Set.of(capabilities));
    }

    JsonObject request(String id) {
        return Json.createObjectBuilder()
                .add("id", id)
                .add("name", "Sample shop " + id)
                .add("currency", currency.getCode())
                .add("pricesIncludeTax", pricesIncludeTax)
                .add("taxPercent", taxPercent)
                .add("shippingAmount", shippingMinor)
                .add("captureWithin", captureWithin.toString())
                .add("sessionLifetime", sessionLifetime.toString())
                .add("switchedOff", Json.createArrayBuilder(switchedOff))
                .build();
    }
}
