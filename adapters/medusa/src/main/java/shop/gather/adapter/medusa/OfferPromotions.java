package shop.gather.adapter.medusa;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.joda.money.Money;
import shop.gather.adapter.medusa.MedusaApi.Reply;
import shop.gather.spi.PriceOffers.Offer;

/** What the shop keeps for an offer, found by the code alone: a customer group of that name, a campaign, and the promotion. */
final class OfferPromotions {

    /** What is asked of a group: all of its members would be told else. */
    private static final Query MARKS = Query.fields("id,metadata");

    private final MedusaApi api;

    OfferPromotions(MedusaApi api) {
        this.api = api;
    }

    /** A promotion that is there, with the group that it is for. */
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

    /** Makes the group if it is not there yet, then the promotion with its campaign. */
    Reply make(Offer offer, String code, Money discount) {
        String group = group(code)
                .orElseGet(() -> Fields.text(
                        Fields.object(
                                MedusaApi.expect(api.post(
                                        "/customer-groups",
                                        Json.createObjectBuilder().add("name", code))),
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
        JsonObjectBuilder perBuyer = Json.createObjectBuilder()
                .add("type", "use_by_attribute")
                .add("attribute", "customer_id")
                .add("limit", 1);
        JsonObjectBuilder campaign = Json.createObjectBuilder()
                .add("name", "Gather " + offer.key())
                .add("description", "Group price made by Gather, which also deletes it")
                .add("campaign_identifier", code)
                .add("starts_at", offer.startsAt().toString())
                .add("ends_at", offer.endsAt().toString())
                .add("budget", perBuyer);
        JsonObjectBuilder method = Json.createObjectBuilder()
                .add("type", "fixed")
                .add("target_type", "items")
                .add("allocation", "once")
                .add("max_quantity", offer.maxQuantity())
                .add("value", discount.getAmount())
                .add("currency_code", currency)
                .add("target_rules", rule("items.variant_id", offer.variantId()));
        return Json.createObjectBuilder()
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
        return Json.createArrayBuilder()
                .add(Json.createObjectBuilder()
                        .add("attribute", attribute)
                        .add("operator", "in")
                        .add("values", Json.createArrayBuilder().add(value)));
    }

    Optional<JsonObject> customer(String customerId) {
        return api.find("/customers/" + Query.encoded(customerId), Query.fields("id,has_account,groups.id"))
                .map(found -> Fields.object(found, "customer"));
    }

    /** The answer is the group. */
    Reply join(String groupId, String customerId) {
        return members(groupId, "add", customerId);
    }

    /** The answer is the group. */
    Reply leave(String groupId, String customerId) {
        return members(groupId, "remove", customerId);
    }

    private Reply members(String groupId, String change, String customerId) {
        return api.post(
                path(groupId) + "/customers" + MARKS,
                Json.createObjectBuilder().add(change, Json.createArrayBuilder().add(customerId)));
    }

    /**
     * Of which admission a customer is a member, if that was noted: see {@link #mark}.
     *
     * @param answer one that has the group
     */
    static Optional<String> mark(JsonObject answer, String customerId) {
        return notes(answer).flatMap(notes -> Fields.optionalText(notes, customerId));
    }

    /** Whether that of another admission is noted, or that the end of another may come once more. */
    static boolean notesAnother(JsonObject answer, String customerId, String admission) {
        String own = ending(customerId, admission);
        boolean ending = notes(answer).stream()
                .flatMap(notes -> notes.keySet().stream())
                .anyMatch(name -> name.startsWith(ending(customerId, "")) && !name.equals(own));
        return ending
                || mark(answer, customerId)
                        .filter(key -> !key.equals(admission))
                        .isPresent();
    }

    private static Optional<JsonObject> notes(JsonObject answer) {
        return Fields.optionalObject(Fields.object(answer, "customer_group"), "metadata");
    }

    /**
     * Notes of which admission a customer is a member. Only for who is admitted again: a note on the group is written anew with all of them, and thousands of buyers need none.
     */
    void mark(String groupId, String customerId, String admission) {
        note(groupId, customerId, admission);
    }

    /** Notes that an admission is being ended, besides the mark, which may be that of another. The answer is the group. */
    JsonObject markEnding(String groupId, String customerId, String admission) {
        return note(groupId, ending(customerId, admission), "ending");
    }

    /** Takes the note of an end away, when the shop has answered that end. */
    void clearEnding(String groupId, String customerId, String admission) {
        // Medusa takes an empty one for the wish to have it no more.
        note(groupId, ending(customerId, admission), "");
    }

    private static String ending(String customerId, String admission) {
        return customerId + "/" + admission;
    }

    /** Medusa leaves all other notes as they are. */
    private JsonObject note(String groupId, String name, String note) {
        return MedusaApi.expect(api.post(
                path(groupId) + MARKS,
                Json.createObjectBuilder()
                        .add("metadata", Json.createObjectBuilder().add(name, note))));
    }

    private static String path(String groupId) {
        return "/customer-groups/" + Query.encoded(groupId);
    }

    /** Whether there was anything to delete. The promotion goes last: while it is there, a deletion that was interrupted finds all the rest. */
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
