package shop.gather.adapter.woocommerce;

import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/** What a bad answer means where none was to be expected, in words for the owner. */
record Failures(Clock clock) {

    private static final Duration LONGEST = Duration.ofDays(1);

    ShopException of(RestApi.Reply reply) {
        int status = reply.status();
        if (status == 429 || status >= 500) {
            return new ShopException(
                    status == 429 ? ShopError.RATE_LIMITED : ShopError.SHOP_FAILED,
                    status == 429
                            ? "the shop asks to slow down"
                            : "the shop failed (status " + status + ")" + detail(reply),
                    pause(reply.headers()),
                    null);
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
     * Whether the shop itself says no. Others too write a code into their JSON; WordPress repeats the status below it. Without a route there is no WooCommerce:
     * it is switched off, or being updated.
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

    /** Null if the shop does not say; in seconds or as a date. */
    private Duration pause(Map<String, String> headers) {
        String header = headers.getOrDefault("retry-after", "").strip();
        try {
            if (header.matches("\\d{1,9}")) {
                return bounded(Duration.ofSeconds(Long.parseLong(header)));
            }
            return header.isEmpty()
                    ? null
                    : bounded(Duration.between(
                            clock.instant(),
                            ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant()));
        } catch (DateTimeException unreadable) {
            return null;
        }
    }

    private static Duration bounded(Duration delay) {
        if (delay.isNegative()) {
            return Duration.ZERO;
        }
        return delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
    }
}
