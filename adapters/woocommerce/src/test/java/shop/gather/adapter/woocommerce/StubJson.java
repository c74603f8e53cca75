package shop.gather.adapter.woocommerce;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/**
 * Writes the stub shop's things as WooCommerce's REST API does: amounts as decimal strings, moments without a zone,
 * nobody as 0.
 */
final class StubJson {

    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

    private StubJson() {}

    static JsonObject order(StubShop shop, StubOrder order, int decimals) {
        synchronized (shop) {
            JsonObjectBuilder json = Json.createObjectBuilder()
                    .add("id", order.id)
                    .add("parent_id", 0)
                    .add("number", Long.toString(order.id))
                    .add("status", order.status)
                    .add("currency", shop.options.currency().getCode())
                    .add("prices_include_tax", shop.options.pricesIncludeTax())
                    .add("customer_id", order.customer)
                    .add("payment_method", order.paymentMethod)
                    .add("transaction_id", order.transaction)
                    .add("shipping_total", text(order.shipping, decimals))
                    .add("shipping_tax", text(order.shippingTax, decimals))
                    .add("total", text(order.total, decimals))
                    .add("billing", Json.createObjectBuilder().add("email", order.email))
                    .add("fee_lines", fees(order, decimals))
                    .add("meta_data", meta(order.meta));
            moment(json, shop, "date_created", order.created);
            moment(json, shop, "date_modified", order.modified);
            moment(json, shop, "date_paid", order.paid);
            moment(json, shop, "date_completed", order.completed);
            JsonArrayBuilder items = Json.createArrayBuilder();
            order.items.forEach(item -> items.add(Json.createObjectBuilder()
                    .add("id", item.id)
                    .add("product_id", item.product)
                    .add("variation_id", item.variation)
                    .add("quantity", item.quantity)
                    .add("total", text(item.net, decimals))
                    .add("total_tax", text(item.tax, decimals))
                    .add("meta_data", Json.createArrayBuilder())));
            JsonArrayBuilder coupons = Json.createArrayBuilder();
            order.coupons
                    .keySet()
                    .forEach(code ->
                            coupons.add(Json.createObjectBuilder().add("id", 1).add("code", code)));
            JsonArrayBuilder refunds = Json.createArrayBuilder();
            order.refunds.forEach(refund -> refunds.add(Json.createObjectBuilder()
                    .add("id", refund.id())
                    .add("reason", refund.reason())
                    .add("total", "-" + text(refund.amount(), decimals))));
            if (!order.giftCards.isEmpty()) {
                // As the extension WooCommerce Gift Cards adds it.
                JsonArrayBuilder cards = Json.createArrayBuilder();
                order.giftCards.forEach((code, amount) -> cards.add(Json.createObjectBuilder()
                        .add("id", order.id * 10)
                        .add("code", code)
                        .add("amount", amount)));
                json.add("gift_cards", cards);
            }
            return json.add("line_items", items)
                    .add("coupon_lines", coupons)
                    .add("refunds", refunds)
                    .build();
        }
    }

    private static JsonArrayBuilder fees(StubOrder order, int decimals) {
        JsonArrayBuilder fees = Json.createArrayBuilder();
        order.fees.forEach(fee -> fees.add(Json.createObjectBuilder()
                .add("id", order.id * 100)
                .add("name", "Discount")
                .add("total", text(fee[0], decimals))
                .add("total_tax", text(fee[1], decimals))));
        return fees;
    }

    static JsonObject note(StubOrder order, int at) {
        return Json.createObjectBuilder()
                .add("id", order.id * 1000 + at)
                .add("author", "system")
                .add("note", order.notes.get(at))
                .add("customer_note", false)
                .build();
    }

    static JsonObject refund(StubShop shop, StubOrder.Refund refund, int decimals) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("id", refund.id())
                .add("amount", text(refund.amount(), decimals))
                .add("reason", refund.reason())
                .add("refunded_payment", refund.byGateway())
                .add("meta_data", meta(refund.meta()));
        moment(json, shop, "date_created", refund.created());
        JsonArrayBuilder items = Json.createArrayBuilder();
        refund.items()
                .forEach((line, item) -> items.add(Json.createObjectBuilder()
                        .add("id", refund.id() * 1000 + line)
                        .add("quantity", -item.quantity())
                        .add("total", text(item.total().negate(), decimals))
                        .add("total_tax", text(item.tax().negate(), decimals))
                        .add("meta_data", meta(Map.of("_refunded_item_id", Long.toString(line))))));
        return json.add("line_items", items).build();
    }

    static JsonObject product(StubShop shop, StubShop.Product product) {
        boolean variation = product.parent() != 0;
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("id", product.id())
                .add("name", product.name() + (variation ? " - " + product.option() : ""))
                .add("type", product.type())
                .add("status", "publish")
                .add("sku", product.sku())
                .add("price", product.price().toPlainString())
                .add("tax_status", "taxable")
                .add("tax_class", "")
                .add("stock_status", "instock")
                .add("purchasable", true)
                .add("parent_id", product.parent());
        if (product.type().equals("variable")) {
            json.add("manage_stock", false).addNull("stock_quantity");
        } else {
            json.add("manage_stock", true).add("stock_quantity", shop.stock.get(product.id()));
        }
        JsonArrayBuilder attributes = Json.createArrayBuilder();
        if (variation) {
            attributes.add(Json.createObjectBuilder()
                    .add("id", 1)
                    .add("name", "Colour")
                    .add("option", product.option()));
        }
        return json.add("attributes", attributes).build();
    }

    static JsonObject customer(StubShop shop, StubShop.Customer customer) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("id", customer.id())
                .add("email", customer.email())
                .add("first_name", customer.name())
                .add("last_name", "")
                .add("username", "user" + customer.id());
        moment(json, shop, "date_created", customer.created());
        return json.build();
    }

    static JsonObject coupon(StubShop.Coupon coupon) {
        return Json.createObjectBuilder()
                .add("id", coupon.id)
                .add("code", coupon.code)
                .add("amount", coupon.amount.toPlainString())
                .add("usage_count", coupon.used)
                .add("meta_data", meta(coupon.meta))
                .build();
    }

    static JsonObject webhook(StubWebhooks.Webhook webhook) {
        return Json.createObjectBuilder()
                .add("id", webhook.id)
                .add("name", webhook.name)
                .add("status", webhook.status)
                .add("topic", webhook.topic)
                .add("delivery_url", webhook.url)
                .build();
    }

    private static void moment(JsonObjectBuilder json, StubShop shop, String name, Instant moment) {
        if (moment == null) {
            json.addNull(name).addNull(name + "_gmt");
        } else {
            json.add(name, FORM.format(LocalDateTime.ofInstant(moment, shop.options.offset())));
            json.add(name + "_gmt", FORM.format(LocalDateTime.ofInstant(moment, ZoneOffset.UTC)));
        }
    }

    private static JsonArrayBuilder meta(Map<String, String> values) {
        JsonArrayBuilder meta = Json.createArrayBuilder();
        int id = 1;
        for (Map.Entry<String, String> entry : values.entrySet()) {
            meta.add(Json.createObjectBuilder()
                    .add("id", id++)
                    .add("key", entry.getKey())
                    .add("value", entry.getValue()));
        }
        return meta;
    }

    static String text(BigDecimal amount, int decimals) {
        return amount.setScale(decimals, RoundingMode.HALF_UP).toPlainString();
    }
}
