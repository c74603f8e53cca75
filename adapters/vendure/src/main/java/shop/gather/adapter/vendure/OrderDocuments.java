package shop.gather.adapter.vendure;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The GraphQL documents for reading orders, adapted to the shop's schema. */
final class OrderDocuments {

    /** The fields that are sufficient to detect a change; read for many orders at once. */
    static final String OUTLINE = """
            id type updatedAt orderPlacedAt state totalWithTax
            payments { id state amount updatedAt refunds { id state total updatedAt } }""";

    private static final String FIELDS = """
            fragment Placed on Order {
              id code type state active orderPlacedAt currencyCode totalWithTax couponCodes
              customer { id emailAddress user { id } }
              fulfillments { state createdAt updatedAt lines { orderLineId quantity } }
              lines { id quantity orderPlacedQuantity unitPrice unitPriceWithTax taxRate proratedLinePrice proratedLinePriceWithTax
                productVariant { id } discounts { adjustmentSource } %s }
              shippingLines { discountedPriceWithTax discounts { adjustmentSource amountWithTax } }
              surcharges { id price priceWithTax }
              promotions { id actions { code args { name value } } }
              payments { id createdAt method state amount transactionId errorMessage
                refunds { id createdAt state total reason transactionId lines { orderLineId quantity } } }
              %s }
            """;

    /** The names of variables and answers when several orders are read. */
    private static final String PREFIX = "order";

    private OrderDocuments() {}

    /** One order, by {@code id}; answered as {@code order}. */
    static String one(HostFacts facts) {
        return fields(facts) + "query($id: ID!) { order(id: $id) { ...Placed } }";
    }

    /** Several orders, each by the name of its index, under which it is answered. */
    static String several(HostFacts facts, int count) {
        List<String> names =
                IntStream.range(0, count).mapToObj(OrderDocuments::name).toList();
        String variables = names.stream().map(name -> "$" + name + ": ID!").collect(Collectors.joining(", "));
        String orders = names.stream()
                .map(name -> name + ": order(id: $" + name + ") { ...Placed }")
                .collect(Collectors.joining(" "));
        return fields(facts) + "query(" + variables + ") { " + orders + " }";
    }

    static String name(int index) {
        return PREFIX + index;
    }

    private static String fields(HostFacts facts) {
        return FIELDS.formatted(
                facts.plugin() ? "gatherPlaced { quantity net gross }" : "",
                facts.orderFields() ? "customFields { gather_click gather_participation }" : "");
    }
}
