package shop.gather.adapter.vendure;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import shop.gather.spi.CommandResult;
import shop.gather.spi.PriceOffers;
import shop.gather.spi.RefusalCode;

/**
 * Group prices in a shop without the host plugin: one promotion per campaign, with a coupon code of its own, for the members of a customer group made
 * for it. Vendure does not cap the quantity and lets an admitted buyer use the code until the admission is revoked; both show in the order.
 */
final class CouponOffers implements PriceOffers {

    /** Vendure tests every live promotion whenever a cart changes. */
    private static final int LIVE_OFFERS = 50;

    private static final int ADMISSIONS_PER_SECOND = 10;
    private static final Duration TIME_TO_PAY = Duration.ofMinutes(15);

    private static final String VARIANT =
            "query($id: ID!) { productVariant(id: $id) { id price priceWithTax currencyCode taxRateApplied { value } } }";
    private static final String FIND = """
            query($code: String!, $group: String!) {
              promotions(options: {take: 1, filter: {couponCode: {eq: $code}}}) { items { id conditions { code args { name value } } } }
              customerGroups(options: {take: 1, filter: {name: {eq: $group}}}) { items { id } } }""";
    private static final String GROUP =
            "mutation($name: String!) { createCustomerGroup(input: {name: $name, customerIds: []}) { id } }";
    private static final String PROMOTION = """
            mutation($input: CreatePromotionInput!) { createPromotion(input: $input) {
              __typename ... on Promotion { id } ... on ErrorResult { message } } }""";
    private static final String STATE = """
            query($promotion: ID!, $customer: ID!) {
              promotion(id: $promotion) { id } customer(id: $customer) { id user { id } groups { id } } }""";
    private static final String ADMIT =
            "mutation($group: ID!, $customer: ID!) { addCustomersToGroup(customerGroupId: $group, customerIds: [$customer]) { id } }";
    private static final String REVOKE =
            "mutation($group: ID!, $customer: ID!) { removeCustomersFromGroup(customerGroupId: $group, customerIds: [$customer]) { id } }";
    private static final String END = "mutation($id: ID!) { deletePromotion(id: $id) { result message } }";
    private static final String END_GROUP = "mutation($id: ID!) { deleteCustomerGroup(id: $id) { result message } }";

    private final AdminApi api;
    private final HostFacts facts;

    CouponOffers(AdminApi api, HostFacts facts) {
        this.api = api;
        this.facts = facts;
    }

    /** What the shop keeps for an offer. */
    private record Reference(String promotionId, String groupId, String couponCode) {
        private static final String KIND = "coupon";

        String format() {
            return String.join(":", KIND, promotionId, groupId, couponCode);
        }

        static Optional<Reference> parse(String text) {
            String[] parts = text.split(":");
            return parts.length == 4 && parts[0].equals(KIND)
                    ? Optional.of(new Reference(parts[1], parts[2], parts[3]))
                    : Optional.empty();
        }
    }

    @Override
    public Limits limits() {
        return new Limits(Redemption.COUPON_CODE, OptionalInt.of(LIVE_OFFERS), ADMISSIONS_PER_SECOND, TIME_TO_PAY);
    }

    @Override
    public CommandResult offer(Offer offer) {
        return Commands.run(() -> {
            String code = couponCode(offer.key());
            String groupName = "Gather " + offer.key();
            JsonObject found =
                    api.call(FIND, AdminApi.variables().add("code", code).add("group", groupName));
            Optional<Reference> before = Fields.objects(Fields.object(found, "promotions"), "items").stream()
                    .findFirst()
                    .map(promotion -> new Reference(Fields.text(promotion, "id"), groupOf(promotion), code));
            if (before.isPresent()) {
                return new CommandResult.AlreadyDone(before.get().format());
            }
            return api.callExisting(VARIANT, AdminApi.variables().add("id", offer.variantId()))
                    .flatMap(data -> Fields.optionalObject(data, "productVariant"))
                    .map(variant -> make(offer, variant, groupName, found, code))
                    .orElseGet(() -> Commands.notFound("variant " + offer.variantId()));
        });
    }

    private CommandResult make(Offer offer, JsonObject variant, String groupName, JsonObject found, String code) {
        Optional<PercentageDiscount> discount = new ReachablePrice(facts).discount(offer, variant);
        if (discount.isEmpty()) {
            return CommandResult.refused(
                    RefusalCode.PRICE_UNREACHABLE,
                    "the shop's prices and taxes cannot make " + offer.unitPrice() + " with a discount");
        }
        String groupId = Fields.objects(Fields.object(found, "customerGroups"), "items").stream()
                .findFirst()
                .map(group -> Fields.text(group, "id"))
                .orElseGet(() -> Fields.text(
                        Fields.object(
                                api.call(GROUP, AdminApi.variables().add("name", groupName)), "createCustomerGroup"),
                        "id"));
        JsonObject promotion = Fields.object(
                api.call(PROMOTION, AdminApi.variables().add("input", promotion(offer, code, groupId, discount.get()))),
                "createPromotion");
        return Commands.is(promotion, "Promotion")
                ? CommandResult.done(new Reference(Fields.text(promotion, "id"), groupId, code).format())
                : Commands.refusal(promotion);
    }

    private static JsonObjectBuilder promotion(Offer offer, String code, String groupId, PercentageDiscount discount) {
        JsonObjectBuilder translation = Json.createObjectBuilder()
                .add("languageCode", "en")
                .add("name", "Gather " + offer.key())
                .add("description", "Group price made by Gather, which also deletes it");
        JsonObjectBuilder condition = Json.createObjectBuilder()
                .add("code", "customer_group")
                .add(
                        "arguments",
                        Json.createArrayBuilder().add(PercentageDiscount.argument("customerGroupId", groupId)));
        return Json.createObjectBuilder()
                .add("enabled", true)
                .add("couponCode", code)
                .add("startsAt", offer.startsAt().toString())
                .add("endsAt", offer.endsAt().toString())
                .add("translations", Json.createArrayBuilder().add(translation))
                .add("conditions", Json.createArrayBuilder().add(condition))
                .add("actions", Json.createArrayBuilder().add(discount.action()));
    }

    @Override
    public CommandResult admit(Admission admission) {
        return Commands.run(() -> {
            Optional<Reference> offer = Reference.parse(admission.offerReference());
            if (offer.isEmpty()) {
                return Commands.notFound("offer " + admission.offerReference());
            }
            JsonObject state = state(offer.get(), admission.customerId());
            if (Fields.optionalObject(state, "promotion").isEmpty()) {
                return CommandResult.refused(RefusalCode.OFFER_LIMIT, "the offer is closed");
            }
            Optional<JsonObject> customer =
                    Fields.optionalObject(state, "customer").filter(VendureCustomers::isRegistered);
            if (customer.isEmpty()) {
                return Commands.notFound("customer " + admission.customerId());
            }
            if (isIn(customer.get(), offer.get().groupId())) {
                return new CommandResult.AlreadyDone(offer.get().couponCode());
            }
            boolean admitted = api.callExisting(ADMIT, membership(offer.get(), admission.customerId()))
                    .isPresent();
            return admitted
                    ? CommandResult.done(offer.get().couponCode())
                    : CommandResult.refused(RefusalCode.OFFER_LIMIT, "the offer is closed");
        });
    }

    @Override
    public CommandResult revoke(Admission admission) {
        return Commands.run(() -> {
            Optional<Reference> offer = Reference.parse(admission.offerReference());
            boolean member = offer.isPresent()
                    && Fields.optionalObject(state(offer.get(), admission.customerId()), "customer")
                            .filter(customer -> isIn(customer, offer.get().groupId()))
                            .isPresent();
            if (!member) {
                return new CommandResult.AlreadyDone("");
            }
            api.callExisting(REVOKE, membership(offer.get(), admission.customerId()));
            return CommandResult.done("");
        });
    }

    @Override
    public CommandResult close(String key, String offerReference) {
        return Commands.run(() -> {
            Optional<Reference> offer = Reference.parse(offerReference);
            if (offer.isEmpty()) {
                return new CommandResult.AlreadyDone("");
            }
            boolean ended = delete(END, offer.get().promotionId());
            boolean emptied = delete(END_GROUP, offer.get().groupId());
            return ended || emptied ? CommandResult.done("") : new CommandResult.AlreadyDone("");
        });
    }

    private boolean delete(String document, String id) {
        return api.callExisting(document, AdminApi.variables().add("id", id)).isPresent();
    }

    private JsonObject state(Reference offer, String customerId) {
        return api.callExisting(
                        STATE,
                        AdminApi.variables()
                                .add("promotion", offer.promotionId())
                                .add("customer", customerId))
                .orElse(jakarta.json.JsonValue.EMPTY_JSON_OBJECT);
    }

    private static JsonObjectBuilder membership(Reference offer, String customerId) {
        return AdminApi.variables().add("group", offer.groupId()).add("customer", customerId);
    }

    private static boolean isIn(JsonObject customer, String groupId) {
        return Fields.objects(customer, "groups").stream()
                .anyMatch(group -> Fields.text(group, "id").equals(groupId));
    }

    private static String groupOf(JsonObject promotion) {
        List<JsonObject> arguments = Fields.objects(promotion, "conditions").stream()
                .flatMap(condition -> Fields.objects(condition, "args").stream())
                .filter(argument -> Fields.text(argument, "name").equals("customerGroupId"))
                .toList();
        return arguments.isEmpty() ? "" : Fields.text(arguments.get(0), "value").replace("\"", "");
    }

    /** The same for the same key, so that a lost answer is looked up; nobody guesses another's. */
    private static String couponCode(String key) {
        String digest = SharedSecret.digest("coupon " + key, 18).toUpperCase(Locale.ROOT);
        return "G" + digest.replaceAll("[^A-Z2-9]", "");
    }
}
