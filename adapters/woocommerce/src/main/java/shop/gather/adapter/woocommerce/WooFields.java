package shop.gather.adapter.woocommerce;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import shop.gather.adapter.support.Fields;

/** Reads the fields that WooCommerce writes in a way of its own. */
final class WooFields {

    private WooFields() {}

    static String id(JsonObject object, String name) {
        return optionalId(object, name).orElseThrow(() -> Fields.unreadable(name));
    }

    /** Empty also for 0, with which WooCommerce means nobody and nothing. */
    static Optional<String> optionalId(JsonObject object, String name) {
        return Fields.optionalText(object, name).filter(id -> !id.isBlank() && !id.equals("0"));
    }

    /** A field that is in UTC without saying so. */
    static Instant instant(JsonObject object, String name) {
        return optionalInstant(object, name).orElseThrow(() -> Fields.unreadable(name));
    }

    static Optional<Instant> optionalInstant(JsonObject object, String name) {
        try {
            return Fields.optionalText(object, name)
                    .filter(text -> !text.isBlank())
                    .map(text ->
                            LocalDateTime.parse(text.replaceFirst("Z$", "")).toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException notAnInstant) {
            throw Fields.unreadable(name);
        }
    }

    /** The value of an entry of the field {@code meta_data}; of several with one key the last. */
    static Optional<String> meta(JsonObject object, String key) {
        return Fields.objects(object, "meta_data").stream()
                .filter(entry -> Fields.has(entry, "key", key))
                .reduce((first, second) -> second)
                .flatMap(entry -> Fields.optionalText(entry, "value"));
    }
}
