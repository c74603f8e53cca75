package shop.gather.adapter.woocommerce;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.net.URI;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The stub shop's REST API v3: settings, products, customers and webhooks; orders and coupons are in {@link StubOrders}
 * and {@link StubCoupons}.
 */
final class StubRest {

    private final StubShop shop;
    private final StubWebhooks webhooks;
    private final URI home;
    private final StubOrders orders;
    private final StubCoupons coupons;

    StubRest(StubShop shop, StubWebhooks webhooks, URI home) {
        this.shop = shop;
        this.webhooks = webhooks;
        this.home = home;
        this.orders = new StubOrders(shop);
        this.coupons = new StubCoupons(shop);
    }

    record Reply(int status, String body, Map<String, String> headers) {

        static Reply ok(JsonValue json) {
            return new Reply(200, json.toString(), Map.of());
        }

        static Reply error(int status, String code, String message) {
            return new Reply(
                    status,
                    Json.createObjectBuilder()
                            .add("code", code)
                            .add("message", message)
                            .add("data", Json.createObjectBuilder().add("status", status))
                            .build()
                            .toString(),
                    Map.of());
        }

        static Reply noRoute() {
            return error(404, "rest_no_route", "No route was found matching the URL and request method.");
        }

        static Reply invalidId(String kind) {
            return error(404, "woocommerce_rest_" + kind + "invalid_id", "Invalid ID.");
        }
    }

    Reply index() {
        JsonArrayBuilder namespaces = Json.createArrayBuilder().add("wp/v2").add("wc/v3");
        if (shop.options.pluginSecret().isPresent()) {
            namespaces.add("gather/v1");
        }
        return Reply.ok(Json.createObjectBuilder()
                .add("name", "Tea & \u5718")
                .add("url", home.toString())
                .add("home", home.toString())
                .add("namespaces", namespaces)
                .build());
    }

    Reply answer(String method, String path, Map<String, String> query, String body) {
        String[] parts = path.split("/");
        JsonObject sent = body.isBlank() ? JsonValue.EMPTY_JSON_OBJECT : parsed(body);
        synchronized (shop) {
            return switch (parts[0]) {
                case "settings" -> settings(parts[1], query);
                case "taxes" -> taxes(query);
                case "customers" -> method.equals("POST") ? newCustomer(sent) : customers(parts, query);
                case "products" -> method.equals("POST") ? newProduct(sent) : products(parts, query);
                case "coupons" -> coupons.answer(method, parts, query, sent);
                case "orders" -> orders.answer(method, parts, query, sent);
                case "webhooks" -> webhooks(method, parts, query, sent);
                default -> Reply.noRoute();
            };
        }
    }

    private Reply settings(String group, Map<String, String> query) {
        boolean taxed = shop.options.taxPercent() != null;
        Map<String, String> values;
        if (group.equals("general")) {
            values = Map.of(
                    "woocommerce_currency",
                    shop.options.currency().getCode(),
                    "woocommerce_price_num_decimals",
                    Integer.toString(shop.options.decimals()),
                    "woocommerce_default_country",
                    "DE:BY",
                    "woocommerce_calc_taxes",
                    taxed ? "yes" : "no");
        } else if (group.equals("tax") && taxed) {
            values = Map.of("woocommerce_prices_include_tax", shop.options.pricesIncludeTax() ? "yes" : "no");
        } else {
            return Reply.error(404, "rest_setting_setting_group_invalid", "Invalid setting group.");
        }
        return list(
                values.entrySet().stream()
                        .map(option -> Json.createObjectBuilder()
                                .add("id", option.getKey())
                                .add("type", "text")
                                .add("value", option.getValue())
                                .build())
                        .toList(),
                Map.of("_fields", query.getOrDefault("_fields", ""), "per_page", "100"));
    }

    private Reply taxes(Map<String, String> query) {
        return list(
                List.of(
                        tax(1, "DE", "", "", shop.options.taxPercent().toPlainString()),
                        tax(2, "DE", "", "Helgoland", "0"),
                        tax(3, "AT", "", "", "20"),
                        tax(4, "", "", "", "25")),
                query);
    }

    private static JsonObject tax(int id, String country, String state, String city, String rate) {
        return Json.createObjectBuilder()
                .add("id", id)
                .add("country", country)
                .add("state", state)
                .add("postcode", "")
                .add("city", city)
                .add("rate", rate)
                .add("priority", 1)
                .add("compound", false)
                .add("order", id)
                .add("class", "standard")
                .build();
    }

    private Reply newCustomer(JsonObject sent) {
        StubShop.Customer made = shop.register(sent.getString("email"), sent.getString("first_name", ""));
        return new Reply(201, StubJson.customer(shop, made).toString(), Map.of());
    }

    private Reply newProduct(JsonObject sent) {
        long id = shop.sell(sent.getString("name"));
        return new Reply(201, StubJson.product(shop, shop.products.get(id)).toString(), Map.of());
    }

    private Reply customers(String[] parts, Map<String, String> query) {
        if (parts.length == 1) {
            return list(
                    shop.customers.values().stream()
                            .map(each -> StubJson.customer(shop, each))
                            .toList(),
                    query);
        }
        StubShop.Customer found = shop.customers.get(Long.parseLong(parts[1]));
        return found == null ? Reply.invalidId("") : one(StubJson.customer(shop, found), query);
    }

    private Reply products(String[] parts, Map<String, String> query) {
        if (parts.length == 1) {
            return list(
                    matching(query).map(each -> StubJson.product(shop, each)).toList(), query);
        }
        StubShop.Product product = shop.products.get(Long.parseLong(parts[1]));
        if (product == null) {
            return Reply.invalidId("product_");
        }
        if (parts.length == 2) {
            return one(StubJson.product(shop, product), query);
        }
        List<StubShop.Product> variations = shop.products.values().stream()
                .filter(each -> each.parent() == product.id())
                .toList();
        if (parts.length == 3) {
            return list(
                    variations.stream()
                            .map(each -> StubJson.product(shop, each))
                            .toList(),
                    query);
        }
        return variations.stream()
                .filter(each -> Long.toString(each.id()).equals(parts[3]))
                .findFirst()
                .map(each -> one(StubJson.product(shop, each), query))
                .orElse(Reply.invalidId("product_variation_"));
    }

    /** Words are looked for in titles; a stock keeping unit must be whole, and finds variations too. */
    private Stream<StubShop.Product> matching(Map<String, String> query) {
        String sku = query.get("sku");
        if (sku != null) {
            return shop.products.values().stream().filter(each -> each.sku().equalsIgnoreCase(sku));
        }
        String[] words =
                query.getOrDefault("search", "").toLowerCase(Locale.ROOT).split(" ");
        return shop.products.values().stream()
                .filter(each -> each.parent() == 0)
                .filter(each -> each.type().equals(query.getOrDefault("type", each.type())))
                .filter(each -> Arrays.stream(words)
                        .allMatch(word -> each.name().toLowerCase(Locale.ROOT).contains(word)))
                .sorted(Comparator.comparing(StubShop.Product::name));
    }

    private Reply webhooks(String method, String[] parts, Map<String, String> query, JsonObject sent) {
        if (method.equals("GET")) {
            return list(webhooks.all().stream().map(StubJson::webhook).toList(), query);
        }
        StubWebhooks.Webhook webhook =
                parts.length == 1 ? new StubWebhooks.Webhook() : webhooks.find(Long.parseLong(parts[1]));
        if (webhook == null) {
            return Reply.invalidId("shop_webhook_");
        }
        webhook.name = sent.getString("name", webhook.name);
        webhook.topic = sent.getString("topic", webhook.topic);
        webhook.url = sent.getString("delivery_url", webhook.url);
        webhook.secret = sent.getString("secret", webhook.secret);
        webhook.status = sent.getString("status", webhook.status);
        if (parts.length == 1) {
            webhook.id = shop.nextId();
            webhooks.add(webhook);
        }
        return new Reply(
                parts.length == 1 ? 201 : 200, StubJson.webhook(webhook).toString(), Map.of());
    }

    static Reply one(JsonObject entry, Map<String, String> query) {
        return Reply.ok(fields(entry, query.getOrDefault("_fields", "")));
    }

    /** One page, with WordPress's headers. */
    static Reply list(List<JsonObject> all, Map<String, String> query) {
        int size = Integer.parseInt(query.getOrDefault("per_page", "10"));
        if (size < 1 || size > 100) {
            return Reply.error(400, "rest_invalid_param", "Invalid parameter(s): per_page");
        }
        int page = Integer.parseInt(query.getOrDefault("page", "1"));
        int from = query.containsKey("offset") ? Integer.parseInt(query.get("offset")) : (page - 1) * size;
        JsonArrayBuilder entries = Json.createArrayBuilder();
        all.stream()
                .skip(from)
                .limit(size)
                .forEach(entry -> entries.add(fields(entry, query.getOrDefault("_fields", ""))));
        return new Reply(
                200,
                entries.build().toString(),
                Map.of(
                        "X-WP-Total", Integer.toString(all.size()),
                        "X-WP-TotalPages", Integer.toString((all.size() + size - 1) / size)));
    }

    private static JsonObject fields(JsonObject entry, String names) {
        if (names.isEmpty()) {
            return entry;
        }
        Set<String> wanted = Set.of(names.split(","));
        JsonObjectBuilder kept = Json.createObjectBuilder();
        entry.forEach((name, value) -> {
            if (wanted.contains(name)) {
                kept.add(name, value);
            }
        });
        return kept.build();
    }

    private static JsonObject parsed(String body) {
        try (JsonReader reader = Json.createReader(new StringReader(body))) {
            return reader.readObject();
        }
    }
}
