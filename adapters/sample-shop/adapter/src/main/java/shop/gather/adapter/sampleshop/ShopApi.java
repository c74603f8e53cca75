package shop.gather.adapter.sampleshop;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import shop.gather.adapter.support.Urls;
import shop.gather.spi.ShopHttp;

/**
 * The part of the sample shop's API that the adapter uses, below the address of one shop. Every answer is returned,
 * also 4xx and 5xx. Thread-safe.
 */
final class ShopApi {

    static final String REPLAYED = "idempotency-replayed";

    private static final String KEY = "idempotency-key";
    private static final String AUTHORIZATION = "authorization";

    private final ShopHttp http;
    private final String base;
    private final String admin;

    /** @param base address of the shop, without a slash at its end */
    ShopApi(ShopHttp http, URI base, String adminKey) {
        this.http = http;
        this.base = base.toString();
        this.admin = "Bearer " + adminKey;
    }

    ShopHttp.Answer self() {
        return asAdmin("/admin");
    }

    ShopHttp.Answer variants(String text, int limit) {
        return get("/variants?text=" + Urls.encoded(text) + "&limit=" + limit, Map.of());
    }

    ShopHttp.Answer variant(String variantId) {
        return get("/variants/" + Urls.encoded(variantId), Map.of());
    }

    ShopHttp.Answer me(String customerToken) {
        return get("/customers/me", Map.of(AUTHORIZATION, "Bearer " + customerToken));
    }

    ShopHttp.Answer customer(String customerId) {
        return asAdmin("/admin/customers/" + Urls.encoded(customerId));
    }

    ShopHttp.Answer ordersOf(String customerId, String since) {
        return asAdmin("/admin/customers/" + Urls.encoded(customerId) + "/orders?since=" + Urls.encoded(since));
    }

    ShopHttp.Answer order(String orderId) {
        return asAdmin("/admin/orders/" + Urls.encoded(orderId));
    }

    ShopHttp.Answer orders(List<String> orderIds) {
        return asAdmin("/admin/orders?"
                + orderIds.stream().map(id -> "id=" + Urls.encoded(id)).collect(Collectors.joining("&")));
    }

    /** @param after null for those of now */
    ShopHttp.Answer changes(String after, int limit) {
        return asAdmin("/admin/changes?limit=" + limit + (after == null ? "" : "&after=" + Urls.encoded(after)));
    }

    ShopHttp.Answer command(String key) {
        return asAdmin("/admin/commands?key=" + Urls.encoded(key));
    }

    ShopHttp.Answer capture(String key, String orderId, String body) {
        return command("POST", "/admin/orders/" + Urls.encoded(orderId) + "/captures", key, body);
    }

    ShopHttp.Answer cancel(String key, String orderId, String body) {
        return command("POST", "/admin/orders/" + Urls.encoded(orderId) + "/cancellation", key, body);
    }

    ShopHttp.Answer cancelLine(String key, String orderId, String lineId, String body) {
        return command(
                "POST",
                "/admin/orders/" + Urls.encoded(orderId) + "/lines/" + Urls.encoded(lineId) + "/cancellation",
                key,
                body);
    }

    ShopHttp.Answer refund(String key, String orderId, String body) {
        return command("POST", "/admin/orders/" + Urls.encoded(orderId) + "/refunds", key, body);
    }

    ShopHttp.Answer credit(String key, String customerId, String body) {
        return command("POST", "/admin/customers/" + Urls.encoded(customerId) + "/credits", key, body);
    }

    ShopHttp.Answer offer(String key, String body) {
        return command("POST", "/admin/offers", key, body);
    }

    ShopHttp.Answer close(String key, String offer) {
        return command("DELETE", "/admin/offers/" + Urls.encoded(offer), key, null);
    }

    ShopHttp.Answer admit(String key, String offer, String body) {
        return command("POST", "/admin/offers/" + Urls.encoded(offer) + "/admissions", key, body);
    }

    ShopHttp.Answer admitAll(String body) {
        Map<String, String> headers = Map.of(AUTHORIZATION, admin, "content-type", "application/json");
        return http.send(new ShopHttp.Request("POST", URI.create(base + "/admin/admissions"), headers, body));
    }

    ShopHttp.Answer revoke(String key, String offer, String customerId, String reference) {
        return command(
                "DELETE",
                "/admin/offers/" + Urls.encoded(offer) + "/admissions/" + Urls.encoded(customerId) + "?reference="
                        + Urls.encoded(reference),
                key,
                null);
    }

    private ShopHttp.Answer asAdmin(String target) {
        return get(target, Map.of(AUTHORIZATION, admin));
    }

    private ShopHttp.Answer get(String target, Map<String, String> headers) {
        return http.send(ShopHttp.Request.get(URI.create(base + target), headers));
    }

    private ShopHttp.Answer command(String method, String target, String key, String body) {
        Map<String, String> headers = new HashMap<>(Map.of(AUTHORIZATION, admin, KEY, key));
        if (body != null) {
            headers.put("content-type", "application/json");
        }
        return http.send(new ShopHttp.Request(method, URI.create(base + target), headers, body));
    }
}
