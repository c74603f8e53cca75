package shop.gather.adapter.woocommerce;

import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The stub shop's coupons by REST. Called with the shop's lock held. */
final class StubCoupons {

    private final StubShop shop;

    StubCoupons(StubShop shop) {
        this.shop = shop;
    }

    StubRest.Reply answer(String method, String[] parts, Map<String, String> query, JsonObject sent) {
        if (method.equals("GET")) {
            Stream<StubShop.Coupon> found = shop.coupons.values().stream();
            if (query.containsKey("code")) {
                found = found.filter(
                        coupon -> coupon.code.equals(query.get("code").toLowerCase(Locale.ROOT)));
            }
            if (query.containsKey("search")) {
                found = found.filter(coupon -> coupon.code.contains(query.get("search")));
            }
            return StubRest.list(found.map(StubJson::coupon).toList(), query);
        }
        if (method.equals("DELETE")) {
            if (!query.getOrDefault("force", "false").equals("true")) {
                return StubRest.Reply.error(501, "woocommerce_rest_trash_not_supported", "No trash in this stub.");
            }
            StubShop.Coupon gone = shop.coupons.remove(Long.parseLong(parts[1]));
            return gone == null ? StubRest.Reply.invalidId("shop_coupon_") : StubRest.Reply.ok(StubJson.coupon(gone));
        }
        if (parts.length == 2) {
            List<JsonNumber> ids = sent.getJsonArray("delete").getValuesAs(JsonNumber.class);
            if (ids.size() > 100) {
                return StubRest.Reply.error(
                        413,
                        "woocommerce_rest_request_entity_too_large",
                        "Unable to accept more than 100 items for this request.");
            }
            ids.forEach(id -> shop.coupons.remove(id.longValue()));
            return StubRest.Reply.ok(Json.createObjectBuilder()
                    .add("delete", Json.createArrayBuilder())
                    .build());
        }
        return create(sent);
    }

    private StubRest.Reply create(JsonObject sent) {
        StubShop.Coupon coupon = new StubShop.Coupon();
        coupon.code = sent.getString("code").toLowerCase(Locale.ROOT);
        if (shop.coupon(coupon.code) != null) {
            return StubRest.Reply.error(
                    400, "woocommerce_rest_coupon_code_already_exists", "The coupon code already exists");
        }
        coupon.id = shop.nextId();
        coupon.amount = new BigDecimal(sent.getString("amount"));
        coupon.percent = sent.getString("discount_type", "fixed_cart").equals("percent");
        coupon.usageLimit = sent.containsKey("usage_limit") ? sent.getInt("usage_limit") : null;
        coupon.items = sent.containsKey("limit_usage_to_x_items") ? sent.getInt("limit_usage_to_x_items") : null;
        // date_expires_gmt is not looked at.
        coupon.expires = expiry(sent.getString("date_expires", ""));
        if (sent.containsKey("product_ids")) {
            coupon.products = sent.getJsonArray("product_ids").getValuesAs(JsonNumber::longValue);
        }
        if (sent.containsKey("email_restrictions")) {
            coupon.emails = sent.getJsonArray("email_restrictions").getValuesAs(JsonString::getString);
        }
        coupon.meta = StubOrders.meta(sent);
        shop.coupons.put(coupon.id, coupon);
        return new StubRest.Reply(201, StubJson.coupon(coupon).toString(), Map.of());
    }

    /** In the site's own time, unless the text names a zone. */
    private Instant expiry(String text) {
        if (text.isEmpty()) {
            return null;
        }
        return text.matches(".*(Z|[+-]\\d\\d:\\d\\d)$")
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text).toInstant(shop.options.offset());
    }
}
