package shop.gather.adapter.woocommerce;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import shop.gather.spi.ShopHttp;

/** A shop that answers what a test tells it to, by the end of the path; and not found otherwise. */
final class CannedHttp implements ShopHttp {

    private final Map<String, Answer> answers = new LinkedHashMap<>();
    private final List<Request> sent = new ArrayList<>();

    CannedHttp() {
        json(
                "/wp-json/",
                "{\"name\":\"Tea\",\"home\":\"https://shop.example/blog/\",\"namespaces\":[\"wp/v2\",\"wc/v3\"]}");
        json("/settings/general", general("EUR", "2", "yes"));
        json("/settings/tax", "[{\"id\":\"woocommerce_prices_include_tax\",\"value\":\"yes\"}]");
        json("/customers", "[{\"id\":1,\"date_created_gmt\":\"2024-03-01T10:11:12\"}]");
    }

    static String general(String currency, String decimals, String taxes) {
        return """
                [{"id":"woocommerce_currency","value":"%s"},{"id":"woocommerce_price_num_decimals","value":"%s"},
                 {"id":"woocommerce_default_country","value":"US:CA"},{"id":"woocommerce_calc_taxes","value":"%s"},
                 {"id":"woocommerce_all_except_countries","value":["DE"]}]""".formatted(currency, decimals, taxes);
    }

    CannedHttp json(String pathEnd, String body) {
        return answer(pathEnd, 200, Map.of("content-type", "application/json"), body);
    }

    CannedHttp answer(String pathEnd, int status, Map<String, String> headers, String body) {
        answers.put(pathEnd, new Answer(status, headers, body));
        return this;
    }

    List<Request> sent() {
        return sent;
    }

    @Override
    public Answer send(Request request) {
        sent.add(request);
        String path = request.uri().getPath();
        return answers.entrySet().stream()
                .filter(canned -> path.endsWith(canned.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(new Answer(
                        404,
                        Map.of(),
                        "{\"code\":\"woocommerce_rest_shop_order_invalid_id\",\"message\":\"Invalid "
                                + "ID.\",\"data\":{\"status\":404}}"));
    }
}
