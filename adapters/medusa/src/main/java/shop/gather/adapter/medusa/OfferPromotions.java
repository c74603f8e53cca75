package shop.gather.adapter.medusa;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.joda.money.Money;
import shop.gather.adapter.medusa.MedusaApi.Reply;
import shop.gather.adapter.support.Fields;
import shop.gather.adapter.support.JsonText;
import shop.gather.spi.PriceOffers.Offer;

/**
 * The objects in the shop for an offer, found by the code alone: a customer group of that name, a campaign, and the
 * promotion.
 */
final class OfferPromotions {

    private final MedusaApi api;

    OfferPromotions(MedusaApi api) {
        this.api = api;
    }

    /** An existing promotion with its customer group. */
    record Found(String promotionId, Optional<String> campaignId, String groupId) {}

    Optional<Found> find(String code) {
        Query query = Query.fields("id,code,campaign_id,*rules,*rules.values");
        return Filtered.list(api, "promotions", query, "code", code).stream()
                .findFirst()
                .flatMap(promotion -> groupOf(promotion)
                        .map(group -> new Found(
                                Fields.text(promotion, "id"), Fields.optionalText(promotion, "campaign_id"), group)));
    }

    private static Optional<String> groupOf(JsonObject promotion) {
        return Fields.objects(promotion, "rules").stream()
                .filter(rule -> Fields.text(rule, "attribute").equals("customer.groups.id"))
                .flatMap(rule -> Fields.objects(rule, "values").stream())
                .flatMap(value -> Fields.optionalText(value, "value").stream())
                .findFirst();
    }

    /** Creates the group if it does not exist, then the promotion with its campaign. */
    Reply make(Offer offer, String code, Money discount) {
        String group = group(code)
                .orElseGet(() -> Fields.text(
                        Fields.object(
                                MedusaApi.expect(api.post(
                                        "/customer-groups", JsonText.object().add("name", code))),
                                "customer_group"),
                        "id"));
        return api.post("/promotions", promotion(offer, code, group, discount));
    }

    private Optional<String> group(String code) {
        return Filtered.list(api, "customer_groups", Query.fields("id,name"), "name", code).stream()
                .map(group -> Fields.text(group, "id"))
                .findFirst();
    }

    /** "Once" counts the quantity over all lines of a cart; "each" would begin again with every line. */
    private static JsonObjectBuilder promotion(Offer offer, String code, String group, Money discount) {
        String currency = discount.getCurrencyUnit().getCode().toLowerCase(Locale.ROOT);
        JsonObjectBuilder perBuyer = JsonText.object()
                .add("type", "use_by_attribute")
                .add("attribute", "customer_id")
                .add("limit", 1);
        JsonObjectBuilder campaign = JsonText.object()
                .add("name", "Gather " + offer.key())
                .add("description", "Group price made by Gather, which also deletes it")
                .add("campaign_identifier", code)
                .add("starts_at", offer.startsAt().toString())
                .add("ends_at", offer.endsAt().toString())
                .add("budget", perBuyer);
        JsonObjectBuilder method = JsonText.object()
                .add("type", "fixed")
                .add("target_type", "items")
                .add("allocation", "once")
                .add("max_quantity", offer.maxQuantity())
                .add("value", discount.getAmount())
                .add("currency_code", currency)
                .add("target_rules", rule("items.variant_id", offer.variantId()));
        return JsonText.object()
                .add("code", code)
                .add("type", "standard")
                .add("status", "active")
                .add("is_automatic", false)
                .add("is_tax_inclusive", true)
                .add("campaign", campaign)
                .add("rules", rule("customer.groups.id", group))
                .add("application_method", method);
    }

    private static JsonArrayBuilder rule(String attribute, String value) {
        return JsonText.array()
                .add(JsonText.object()
                        .add("attribute", attribute)
                        .add("operator", "in")
                        .add("values", JsonText.array().add(value)));
    }

    /**
     * Deletes the offer's objects; returns whether there were any. The promotion is deleted last, so that a repetition
     * after an interruption finds the rest.
     */
    boolean delete(String code) {
        Optional<Found> found = find(code);
        List<String> paths = Stream.of(
                        group(code).map(id -> "/customer-groups/" + Query.encoded(id)),
                        found.flatMap(Found::campaignId).map(id -> "/campaigns/" + Query.encoded(id)),
                        found.map(offer -> "/promotions/" + Query.encoded(offer.promotionId())))
                .flatMap(Optional::stream)
                .toList();
        for (String path : paths) {
            Reply reply = api.delete(path);
            if (!reply.isMissing()) {
                MedusaApi.expect(reply);
            }
        }
        return !paths.isEmpty();
    }
}
