package shop.gather.adapter.vendure;

/** The GraphQL of reading an order, fitted to what the shop's schema has. */
final class OrderDocuments {

    /** Enough to notice that anything changed; read for many orders at once. */
    static final String OUTLINE = """
            id type updatedAt orderPlacedAt state totalWithTax
            payments { id state amount updatedAt refunds { id state total updatedAt } }""";

    private static final String FULL = """
            query($id: ID!) { order(id: $id) {
              id code type state active orderPlacedAt currencyCode totalWithTax couponCodes
              customer { id user { id } }
              lines { id quantity orderPlacedQuantity unitPrice unitPriceWithTax taxRate proratedLinePrice proratedLinePriceWithTax
                productVariant { id } discounts { adjustmentSource } %s }
              shippingLines { discountedPriceWithTax discounts { adjustmentSource amountWithTax } }
              surcharges { id price priceWithTax }
              promotions { id actions { code args { name value } } }
              payments { id createdAt method state amount transactionId errorMessage
                refunds { id createdAt state total reason transactionId lines { orderLineId quantity } } }
              %s } }""";

    private OrderDocuments() {}

    static String full(HostFacts facts) {
        return FULL.formatted(
                facts.plugin() ? "gatherPlaced { quantity net gross }" : "",
                facts.orderFields() ? "customFields { gather_click gather_participation }" : "");
    }
}
