package shop.gather.it.input;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Counts;
import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Shared;

/**
 * Addresses that an owner enters, in every setting of every adapter and for events. They are refused before any adapter
 * sees them.
 */
class AddressSettingsIT {

    private static final List<String> UNUSABLE = List.of(
            "//evil",
            "//evil.example/p",
            "/relative",
            "javascript:alert(1)",
            "https://user:secret@shop.example/p",
            "https://shop.example:99999/p",
            "https://shop.example:0/p");

    @Test
    void anUnusableAddressIsRefusedInEverySettingOfEveryAdapter() {
        Api owner = aStore();
        List<String> wrong = new ArrayList<>();
        int tried = 0;
        for (JsonObject adapter : provider()
                .send("GET", "/provider/v1/adapters", null, Map.of())
                .array()
                .getValuesAs(JsonObject.class)) {
            List<JsonObject> settings = adapter.getJsonArray("settings").getValuesAs(JsonObject.class);
            for (JsonObject setting : settings) {
                if (!isAddress(setting)) {
                    continue;
                }
                for (String address : UNUSABLE) {
                    tried++;
                    Api.Answer answer = owner.send(
                            "PUT",
                            "/api/v1/connection",
                            connection(adapter, setting.getString("key"), address)
                                    .toString(),
                            Map.of());
                    if (answer.status() != 422
                            || !answer.json().getString("detail").startsWith(setting.getString("key") + ": ")
                            || answer.body().contains("secret@")) {
                        wrong.add(adapter.getString("id") + " " + setting.getString("key") + " " + address + ": "
                                + answer.status() + " " + answer.body());
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        Counts.executed("unusable addresses in settings", tried, 10 * UNUSABLE.size());
    }

    @Test
    void anEventEndpointWithAnUnusableAddressIsRefused() {
        Api owner = aStore();
        for (String address : UNUSABLE) {
            Api.Answer answer = owner.send(
                    "POST",
                    "/api/v1/event-endpoints",
                    Json.createObjectBuilder().add("url", address).build().toString(),
                    Map.of("Idempotency-Key", UUID.randomUUID().toString()));
            assertThat(answer.status()).as(address + " " + answer.body()).isEqualTo(422);
        }
    }

    private static boolean isAddress(JsonObject setting) {
        return List.of("URL", "LINK").contains(setting.getString("kind"));
    }

    /**
     * Everything that is required and comes before, with values that are acceptable; the one setting with the address.
     */
    private static JsonObject connection(JsonObject adapter, String key, String address) {
        JsonObjectBuilder settings = Json.createObjectBuilder();
        for (JsonObject setting : adapter.getJsonArray("settings").getValuesAs(JsonObject.class)) {
            if (setting.getString("key").equals(key)) {
                settings.add(key, address);
            } else if (setting.getBoolean("required")) {
                settings.add(setting.getString("key"), isAddress(setting) ? "http://127.0.0.1:1/" : "text");
            }
        }
        return Json.createObjectBuilder()
                .add("adapter", adapter.getString("id"))
                .add("settings", settings)
                .add("currency", "EUR")
                .build();
    }

    private static Api aStore() {
        return provider()
                .as(provider()
                        .post(
                                "/provider/v1/stores",
                                Json.createObjectBuilder()
                                        .add("name", "Store " + UUID.randomUUID())
                                        .add("zone", "Europe/Berlin")
                                        .build())
                        .getString("ownerKey"));
    }

    private static Api provider() {
        return Api.of(Shared.h2().address(), GatherServer.PROVIDER_KEY);
    }
}
