package shop.gather.it.input;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;

/** Owners enter the address for notifications in their shop: Gather says what it is. */
class HookAddressIT {

    @Test
    void aNewStoreIsToldTheAddressForItsShopsNotifications() {
        Api provider = Api.of(Shared.h2().address(), GatherServer.PROVIDER_KEY);
        JsonObject made = provider.post(
                "/provider/v1/stores",
                Json.createObjectBuilder()
                        .add("name", "Store " + UUID.randomUUID())
                        .add("zone", "UTC")
                        .build());
        assertThat(made.getString("hookUrl"))
                .isEqualTo(Shared.h2().address() + "/hooks/"
                        + made.getJsonObject("store").getString("id"));
    }

    @Test
    void theConnectionNamesTheAddressAndGatherAnswersThere() {
        Store store = Shared.aStore(Shared.h2());
        JsonObject connection =
                store.owner().send("GET", "/api/v1/connection", null, Map.of()).json();
        assertThat(connection.getString("hookUrl")).isEqualTo(store.hook(Shared.h2()));
        String path = connection
                .getString("hookUrl")
                .substring(Shared.h2().address().toString().length());
        for (String address : List.of(path, path + "/")) {
            assertThat(store.owner()
                            .send("POST", address, "{}", Map.of())
                            .json()
                            .getString("detail"))
                    .contains("signature");
        }
        assertThat(store.owner().send("POST", path + "/more", "{}", Map.of()).problem())
                .isEqualTo("not-found");
        Api.Answer read = store.owner().send("GET", path, null, Map.of());
        assertThat(read.status()).isEqualTo(405);
        assertThat(read.headers()).containsEntry("allow", "POST");
    }
}
