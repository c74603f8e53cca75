package shop.gather.adapter.woocommerce;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shop.gather.adapter.support.Fields;
import shop.gather.adapter.support.JsonText;
import shop.gather.spi.CommandResult;

/** Coupons of the shop, by their code. WooCommerce writes codes in lower case. */
final class Coupons {

    /** WooCommerce's error code for a coupon code that already exists. */
    private static final String TAKEN = "woocommerce_rest_coupon_code_already_exists";

    private final RestApi api;

    Coupons(RestApi api) {
        this.api = api;
    }

    Optional<JsonObject> find(String code) {
        return api.list("coupons", Map.of("code", code, "_fields", "id,code,meta_data")).stream()
                .filter(coupon -> Fields.text(coupon, "code").equals(code))
                .findFirst();
    }

    /** At most a hundred coupons whose codes have this prefix. */
    List<JsonObject> beginningWith(String prefix) {
        return api.list("coupons", Map.of("search", prefix, "per_page", "100", "_fields", "id,code")).stream()
                .filter(coupon -> Fields.text(coupon, "code").startsWith(prefix))
                .toList();
    }

    /** Creates a coupon, unless one with its code exists. */
    CommandResult make(String code, JsonObjectBuilder coupon) {
        RestApi.Reply reply =
                api.change("POST", "coupons", Map.of(), coupon.add("code", code).build());
        if (reply.isGood()) {
            return CommandResult.done(code);
        }
        return reply.code().equals(TAKEN) ? new CommandResult.AlreadyDone(code) : Refusals.of(reply);
    }

    /** Deletes a coupon. Returns whether it existed. */
    boolean delete(String code) {
        Optional<JsonObject> coupon = find(code);
        return coupon.isPresent() && delete(WooFields.id(coupon.get(), "id"), api);
    }

    void delete(List<JsonObject> coupons) {
        JsonArrayBuilder ids = JsonText.array();
        coupons.forEach(coupon -> ids.add(Long.parseLong(WooFields.id(coupon, "id"))));
        api.good(api.change(
                "POST",
                "coupons/batch",
                Map.of(),
                JsonText.object().add("delete", ids).build()));
    }

    private static boolean delete(String id, RestApi api) {
        RestApi.Reply reply = api.change("DELETE", "coupons/" + id, Map.of("force", "true"), null);
        return !reply.isMissing() && api.good(reply).isGood();
    }
}
