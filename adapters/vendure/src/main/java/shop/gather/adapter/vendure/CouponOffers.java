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
 * Group prices in a shop without the host plugin: a promotion per campaign, with a coupon code of its own, for the members of a customer group made
 * for it, once for each of them. Vendure's promotions know no greatest quantity: a second promotion with the same code takes the discount back from
 * whoever has too many in the cart.
 */
final class CouponOffers implements PriceOffers {

    /** Vendure tests every live promotion, two of each offer, whenever a cart changes. */
    private static final int LIVE_OFFERS = 25;

    private static final int ADMISSIONS_PER_SECOND = 10;
    private static final Duration TIME_TO_PAY = Duration.ofMinutes(15);

    private static final String VARIANT =
            "query($id: ID!) { productVariant(id: $id) { id price priceWithTax currencyCode taxRateApplied { value } } }";
    private static final String FIND = """
            query($code: String!, $group: String!) {
              promotions(options: {take: 2, sort: {id: ASC}, filter: {couponCode: {eq: $code}}}) { items { id } }
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

    private static final String PROMOTION_TYPE = "Promotion";

    private final AdminApi api;
    private final HostFacts facts;

    CouponOffers(AdminApi api, HostFacts facts) {
        this.api = api;
        this.facts = facts;
    }

    /** What the shop keeps for an offer. */
    private record Reference(String promotionId, String capId, String groupId, String couponCode) {
        private static final String KIND = "coupon";

        String format() {
            return String.join(":", KIND, promotionId, capId, groupId, couponCode);
        }

        static Optional<Reference> parse(String text) {
            String[] parts = text.split(":");
            return parts.length == 5 && parts[0].equals(KIND)
                    ? Optional.of(new Reference(parts[1], parts[2], parts[3], parts[4]))
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
            JsonObject found =
                    api.call(FIND, AdminApi.variables().add("code", code).add("group", name(offer)));
            List<String> promotions = ids(found, "promotions");
            List<String> groups = ids(found, "customerGroups");
            if (promotions.size() == 2 && groups.size() == 1) {
                return new CommandResult.AlreadyDone(
                        new Reference(promotions.get(0), promotions.get(1), groups.get(0), code).format());
            }
            return api.callExisting(VARIANT, AdminApi.variables().add("id", offer.variantId()))
                    .flatMap(data -> Fields.optionalObject(data, "productVariant"))
                    .map(variant -> make(offer, variant, code, promotions, groups))
                    .orElseGet(() -> Commands.notFound("variant " + offer.variantId()));
        });
    }

    /** Makes what is not there yet. The discount comes first: Vendure judges a code by the oldest promotion that has it. */
    private CommandResult make(
            Offer offer, JsonObject variant, String code, List<String> promotions, List<String> groups) {
        Optional<PercentageDiscount> reachable = new ReachablePrice(facts).discount(offer, variant);
        if (reachable.isEmpty()) {
            return CommandResult.refused(
                    RefusalCode.PRICE_UNREACHABLE,
                    "the shop's prices and taxes cannot make " + offer.unitPrice() + " with a discount");
        }
        String group = groups.isEmpty() ? made(GROUP, "createCustomerGroup", name(offer)) : groups.get(0);
        OfferPromotions inputs = new OfferPromotions(offer, name(offer), code, group, reachable.get());
        JsonObject discount = promotions.isEmpty() ? promotion(inputs.discounting()) : existing(promotions.get(0));
        if (!Commands.is(discount, PROMOTION_TYPE)) {
            return Commands.refusal(discount);
        }
        JsonObject cap = promotion(inputs.capping());
        return Commands.is(cap, PROMOTION_TYPE)
                ? CommandResult.done(
                        new Reference(Fields.text(discount, "id"), Fields.text(cap, "id"), group, code).format())
                : Commands.refusal(cap);
    }

    private JsonObject promotion(JsonObjectBuilder input) {
        return Fields.object(api.call(PROMOTION, AdminApi.variables().add("input", input)), "createPromotion");
    }

    private String made(String document, String field, String name) {
        return Fields.text(Fields.object(api.call(document, AdminApi.variables().add("name", name)), field), "id");
    }

    private static JsonObject existing(String id) {
        return Json.createObjectBuilder()
                .add("__typename", PROMOTION_TYPE)
                .add("id", id)
                .build();
    }

    private static List<String> ids(JsonObject found, String list) {
        return Fields.objects(Fields.object(found, list), "items").stream()
                .map(item -> Fields.text(item, "id"))
                .toList();
    }

    private static String name(Offer offer) {
        return "Gather " + offer.key();
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
            boolean changed = delete(END, offer.get().promotionId());
            changed |= delete(END, offer.get().capId());
            changed |= delete(END_GROUP, offer.get().groupId());
            return changed ? CommandResult.done("") : new CommandResult.AlreadyDone("");
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

    /** The same for the same key, so that a lost answer is looked up; nobody guesses another's. */
    private static String couponCode(String key) {
        String digest = SharedSecret.digest("coupon " + key, 18).toUpperCase(Locale.ROOT);
        return "G" + digest.replaceAll("[^A-Z2-9]", "");
    }
}
