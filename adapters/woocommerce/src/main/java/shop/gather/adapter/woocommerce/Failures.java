package shop.gather.adapter.woocommerce;

import jakarta.json.JsonObject;
import java.time.Clock;
import java.util.Optional;
import shop.gather.adapter.support.Fields;
import shop.gather.adapter.support.ShopAnswers;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/** Converts an unexpected answer into an exception with a message for the owner. */
record Failures(Clock clock) {

    ShopException of(RestApi.Reply reply) {
        int status = reply.status();
        Optional<ShopException> failure = ShopAnswers.failure(status, reply.headers(), reply.message(), clock);
        if (failure.isPresent()) {
            return failure.get();
        }
        if (status == 401 || status == 403) {
            return new ShopException(
                    ShopError.UNAUTHORIZED,
                    "WooCommerce does not accept the consumer key and secret, or the key lacks Read/Write permission"
                            + detail(reply));
        }
        if (status / 100 == 3) {
            return new ShopException(
                    ShopError.MISCONFIGURED,
                    "the shop sends its callers elsewhere (status " + status + "): enter as " + WooSettings.SHOP_URL
                            + " the address that the browser shows");
        }
        if (status == 404) {
            return new ShopException(
                    ShopError.MISCONFIGURED,
                    "WooCommerce's REST API is not answered there: check " + WooSettings.SHOP_URL
                            + ", and that permalinks (Settings, Permalinks) are not plain" + detail(reply));
        }
        return new ShopException(ShopError.BAD_ANSWER, "the shop answered " + status + detail(reply));
    }

    /**
     * Whether the refusal comes from the shop itself. Proxies may have a code in their JSON too; WordPress also repeats
     * the status in it. A missing route means that WooCommerce is deactivated or being updated.
     */
    static boolean isRefusal(RestApi.Reply reply) {
        int status = reply.status();
        if (status / 100 != 4 || status == 401 || status == 403 || status == 429) {
            return false;
        }
        String repeated = reply.json()
                .filter(JsonObject.class::isInstance)
                .map(error -> error.asJsonObject().get("data"))
                .filter(JsonObject.class::isInstance)
                .flatMap(data -> Fields.optionalText(data.asJsonObject(), "status"))
                .orElse("");
        return repeated.equals(Integer.toString(status))
                && !reply.code().isEmpty()
                && !reply.code().equals("rest_no_route");
    }

    static ShopException unreadable() {
        return new ShopException(
                ShopError.BAD_ANSWER, "what answers at " + WooSettings.SHOP_URL + " is not WooCommerce's REST API");
    }

    private static String detail(RestApi.Reply reply) {
        return reply.message().isBlank() ? "" : ": " + reply.message();
    }
}
