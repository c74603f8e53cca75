package shop.gather.groupbuy.terms;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.joda.money.Money;
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
                .add("further", further(terms))
                .add("team", TeamPolicy.KINDS.write(terms.team()))
                .add("quantity", QuantityPolicy.KINDS.write(terms.quantity()))
                .add("eligibility", EligibilityPolicy.KINDS.write(terms.eligibility()))
                .add("stock", StockPolicy.KINDS.write(terms.stock()))
                .add("schedule", SchedulePolicy.KINDS.write(terms.schedule()))
                .add("payment", PaymentPolicy.KINDS.write(terms.payment()))
                .add("fulfilment", FulfilmentPolicy.KINDS.write(terms.fulfilment()))
                .add("late", LatePolicy.KINDS.write(terms.late()))
                .add("outcome", OutcomePolicy.KINDS.write(terms.outcome()))
                .add("delivery", DeliveryPolicy.KINDS.write(terms.delivery()))
                .add("cases", CasePolicy.KINDS.write(terms.cases()))
                .add("resale", ResalePolicy.KINDS.write(terms.resale()))
                .build()
                .toString();
    }

    private static JsonArray further(CampaignTerms terms) {
        JsonArrayBuilder articles = Json.createArrayBuilder();
        for (FurtherArticle article : terms.further()) {
            JsonObjectBuilder json = Json.createObjectBuilder()
                    .add("variantId", article.variantId())
                    .add("title", article.title())
                    .add("productUrl", article.productUrl())
                    .add("listPrice", article.listPrice().toString())
                    .add("price", PricePolicy.KINDS.write(article.price()))
                    .add("delivery", DeliveryPolicy.KINDS.write(article.delivery()))
                    .add("cases", CasePolicy.KINDS.write(article.cases()))
                    .add("resale", ResalePolicy.KINDS.write(article.resale()));
            if (article.productId() != null) {
                json.add("productId", article.productId());
            }
            articles.add(json);
        }
        return articles.build();
    }

    private static FurtherArticle article(JsonObject json) {
        return new FurtherArticle(
                json.getString("variantId"),
                json.getString("title"),
                json.getString("productId", null),
                json.getString("productUrl"),
                Money.parse(json.getString("listPrice")),
                PricePolicy.KINDS.read(json.getJsonObject("price")),
                DeliveryPolicy.KINDS.read(json.getJsonObject("delivery")),
                CasePolicy.KINDS.read(json.getJsonObject("cases")),
                ResalePolicy.KINDS.read(json.getJsonObject("resale")));
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
                json.getJsonArray("further").getValuesAs(JsonObject.class).stream()
                        .map(TermsJson::article)
                        .toList(),
                TeamPolicy.KINDS.read(json.getJsonObject("team")),
                QuantityPolicy.KINDS.read(json.getJsonObject("quantity")),
                EligibilityPolicy.KINDS.read(json.getJsonObject("eligibility")),
                StockPolicy.KINDS.read(json.getJsonObject("stock")),
                SchedulePolicy.KINDS.read(json.getJsonObject("schedule")),
                PaymentPolicy.KINDS.read(json.getJsonObject("payment")),
                FulfilmentPolicy.KINDS.read(json.getJsonObject("fulfilment")),
                LatePolicy.KINDS.read(json.getJsonObject("late")),
                OutcomePolicy.KINDS.read(json.getJsonObject("outcome")),
                DeliveryPolicy.KINDS.read(json.getJsonObject("delivery")),
                CasePolicy.KINDS.read(json.getJsonObject("cases")),
                ResalePolicy.KINDS.read(json.getJsonObject("resale")));
    }
}
