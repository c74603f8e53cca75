package shop.gather.message.inbox;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.EnumMap;
import java.util.Map;
import shop.gather.message.Placeholder;
import shop.gather.platform.http.StrictJson;

/** The values of a message as JSON in its row. Stateless. */
public final class StoredValues {

    private StoredValues() {}

    static String write(Map<Placeholder, String> values) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        values.forEach((placeholder, value) -> json.add(placeholder.field(), value));
        return json.build().toString();
    }

    /** Ignores placeholders that no longer exist. */
    public static Map<Placeholder, String> read(String stored) {
        Map<Placeholder, String> values = new EnumMap<>(Placeholder.class);
        JsonObject json = StrictJson.codec().fromJson(stored, JsonObject.class);
        json.keySet().forEach(field -> Placeholder.named(field)
                .ifPresent(placeholder -> values.put(placeholder, json.getString(field))));
        return values;
    }
}
