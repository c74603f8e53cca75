package shop.gather.adapter.vendure;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Optional;
import shop.gather.adapter.support.Fields;

/**
 * The objects in the shop for an offer, found by the coupon code alone: a customer group of that name and two
 * promotions with that code.
 */
final class CouponPromotions {

    private static final String FIND = """
            query($code: String!) {
              promotions(options: {take: 2, sort: {createdAt: ASC, id: ASC}, filter: {couponCode: {eq: $code}}}) { items { id } }
              customerGroups(options: {take: 1, filter: {name: {eq: $code}}}) { items { id } } }""";
    private static final String FIND_WITH_CUSTOMER = """
            query($code: String!, $customer: ID!) {
              promotions(options: {take: 2, sort: {createdAt: ASC, id: ASC}, filter: {couponCode: {eq: $code}}}) { items { id } }
              customerGroups(options: {take: 1, filter: {name: {eq: $code}}}) { items { id } }
              customer(id: $customer) { id user { id } groups { id } } }""";
    private static final String GROUP =
            "mutation($name: String!) { createCustomerGroup(input: {name: $name, customerIds: []}) { id } }";
    private static final String PROMOTION = """
            mutation($input: CreatePromotionInput!) { createPromotion(input: $input) {
              __typename ... on Promotion { id } ... on ErrorResult { message } } }""";
    private static final String ADMIT =
            "mutation($group: ID!, $customer: ID!) { addCustomersToGroup(customerGroupId: $group, customerIds: [$customer]) { id } }";
    private static final String REVOKE =
            "mutation($group: ID!, $customer: ID!) { removeCustomersFromGroup(customerGroupId: $group, customerIds: [$customer]) { id } }";
    private static final String END = "mutation($id: ID!) { deletePromotion(id: $id) { result } }";
    private static final String END_GROUP = "mutation($id: ID!) { deleteCustomerGroup(id: $id) { result } }";

    private final AdminApi api;

    CouponPromotions(AdminApi api) {
        this.api = api;
    }

    /**
     * The existing objects.
     *
     * @param promotions the discount, then the cap
     * @param customer whose admission was asked for; empty if there is none, or only a guest
     */
    record Found(List<String> promotions, Optional<String> group, Optional<JsonObject> customer) {

        boolean isComplete() {
            return promotions.size() == 2 && group.isPresent();
        }

        boolean isMember() {
            return customer.stream()
                    .flatMap(known -> Fields.objects(known, "groups").stream())
                    .map(joined -> Fields.text(joined, "id"))
                    .anyMatch(joined -> group.filter(joined::equals).isPresent());
        }
    }

    Found find(String code) {
        return found(api.call(FIND, AdminApi.variables().add("code", code)));
    }

    Found find(String code, String customerId) {
        return api.callExisting(
                        FIND_WITH_CUSTOMER,
                        AdminApi.variables().add("code", code).add("customer", customerId))
                .map(CouponPromotions::found)
                .orElseGet(() -> find(code));
    }

    private static Found found(JsonObject data) {
        return new Found(
                ids(data, "promotions"),
                ids(data, "customerGroups").stream().findFirst(),
                Fields.optionalObject(data, "customer").filter(VendureCustomers::isRegistered));
    }

    private static List<String> ids(JsonObject data, String list) {
        return Fields.objects(Fields.object(data, list), "items").stream()
                .map(item -> Fields.text(item, "id"))
                .toList();
    }

    String makeGroup(String code) {
        JsonObject group =
                Fields.object(api.call(GROUP, AdminApi.variables().add("name", code)), "createCustomerGroup");
        return Fields.text(group, "id");
    }

    /** The promotion, or Vendure's refusal. */
    JsonObject makePromotion(JsonObjectBuilder input) {
        return Fields.object(api.call(PROMOTION, AdminApi.variables().add("input", input)), "createPromotion");
    }

    /** False if the group was deleted meanwhile. */
    boolean join(String group, String customerId) {
        return api.callExisting(ADMIT, membership(group, customerId)).isPresent();
    }

    void leave(String group, String customerId) {
        api.callExisting(REVOKE, membership(group, customerId));
    }

    /** Whether there was anything to delete. */
    boolean delete(Found found) {
        found.promotions()
                .forEach(id -> api.callExisting(END, AdminApi.variables().add("id", id)));
        found.group()
                .ifPresent(
                        id -> api.callExisting(END_GROUP, AdminApi.variables().add("id", id)));
        return !found.promotions().isEmpty() || found.group().isPresent();
    }

    private static JsonObjectBuilder membership(String group, String customerId) {
        return AdminApi.variables().add("group", group).add("customer", customerId);
    }
}
