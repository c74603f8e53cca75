package shop.gather.adapter.vendure;

import jakarta.json.JsonArray;
import jakarta.json.JsonObjectBuilder;
import shop.gather.adapter.support.JsonText;
import shop.gather.spi.PriceOffers.Offer;

/** The two promotions of an offer, in Vendure's form. */
record OfferPromotions(Offer offer, String name, String couponCode, String groupId, PercentageDiscount percentage) {

    /** The group price, once for each member of the group. */
    JsonObjectBuilder discounting() {
        return promotion(name, "Group price made by Gather, which also deletes it", percentage.action())
                .add("perCustomerUsageLimit", 1)
                .add("conditions", JsonText.array().add(inGroup()));
    }

    /** Full price for carts with more than the allowed quantity. */
    JsonObjectBuilder capping() {
        String description = "Takes the group price back from carts with more than " + offer.maxQuantity();
        return promotion(
                        name + ": at most " + offer.maxQuantity(),
                        description,
                        percentage.undone().action())
                .add("conditions", JsonText.array().add(inGroup()).add(tooMany()));
    }

    private JsonObjectBuilder promotion(String name, String description, JsonObjectBuilder action) {
        JsonObjectBuilder translation =
                JsonText.object().add("languageCode", "en").add("name", name).add("description", description);
        return JsonText.object()
                .add("enabled", true)
                .add("couponCode", couponCode)
                .add("startsAt", offer.startsAt().toString())
                .add("endsAt", offer.endsAt().toString())
                .add("translations", JsonText.array().add(translation))
                .add("actions", JsonText.array().add(action));
    }

    private JsonObjectBuilder inGroup() {
        return JsonText.object()
                .add("code", "customer_group")
                .add("arguments", JsonText.array().add(PercentageDiscount.argument("customerGroupId", groupId)));
    }

    private JsonObjectBuilder tooMany() {
        JsonArray variants = JsonText.array().add(offer.variantId()).build();
        return JsonText.object()
                .add("code", "contains_products")
                .add(
                        "arguments",
                        JsonText.array()
                                .add(PercentageDiscount.argument("minimum", Integer.toString(offer.maxQuantity() + 1)))
                                .add(PercentageDiscount.argument("productVariantIds", variants.toString())));
    }
}
