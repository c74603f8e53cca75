package shop.gather.groupbuy.terms;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import shop.gather.platform.http.StrictJson;

/** Converts terms to JSON and back. Thread-safe. */
public final class TermsJson {

    private static final int MAX_REMEMBERED = 1_000;

    /** A cache: terms do not change, and each payment reads those of its campaign. */
    private static final Map<String, CampaignTerms> REMEMBERED = new ConcurrentHashMap<>();

    private TermsJson() {}

    public static String write(CampaignTerms terms) {
        return Json.createObjectBuilder()
                .add("version", terms.version())
                .add("price", PricePolicy.KINDS.write(terms.price()))
                .add("team", TeamPolicy.KINDS.write(terms.team()))
                .add("eligibility", EligibilityPolicy.KINDS.write(terms.eligibility()))
                .add("stock", StockPolicy.KINDS.write(terms.stock()))
                .add("schedule", SchedulePolicy.KINDS.write(terms.schedule()))
                .add("payment", PaymentPolicy.KINDS.write(terms.payment()))
                .add("fulfilment", FulfilmentPolicy.KINDS.write(terms.fulfilment()))
                .add("late", LatePolicy.KINDS.write(terms.late()))
                .add("outcome", OutcomePolicy.KINDS.write(terms.outcome()))
                .build()
                .toString();
    }

    /** @param text as {@link #write} returned it */
    public static CampaignTerms read(String text) {
        if (REMEMBERED.size() > MAX_REMEMBERED) {
            REMEMBERED.clear();
        }
        return REMEMBERED.computeIfAbsent(text, TermsJson::parse);
    }

    private static CampaignTerms parse(String text) {
        JsonObject json = StrictJson.codec().fromJson(text, JsonObject.class);
        return new CampaignTerms(
                json.getInt("version"),
                PricePolicy.KINDS.read(json.getJsonObject("price")),
                TeamPolicy.KINDS.read(json.getJsonObject("team")),
                EligibilityPolicy.KINDS.read(json.getJsonObject("eligibility")),
                StockPolicy.KINDS.read(json.getJsonObject("stock")),
                SchedulePolicy.KINDS.read(json.getJsonObject("schedule")),
                PaymentPolicy.KINDS.read(json.getJsonObject("payment")),
                FulfilmentPolicy.KINDS.read(json.getJsonObject("fulfilment")),
                LatePolicy.KINDS.read(json.getJsonObject("late")),
                OutcomePolicy.KINDS.read(json.getJsonObject("outcome")));
    }
}
