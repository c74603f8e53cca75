package shop.gather.it.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shop.gather.adapter.sampleshop.SampleShopDriver;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;

/** A store is of one shop: in another one the same ids are other people's. */
class AnotherShopIT {

    @ParameterizedTest(name = "on H2: {0}")
    @ValueSource(booleans = {true, false})
    void isRefusedOnceTheStoreKnowsACustomer(boolean h2) {
        Store store = Shared.aStore(h2 ? Shared.h2() : Shared.postgres());
        store.aBuyer("Mia");
        SampleShopDriver another = Shared.aShop();
        JsonObject connection = store.connection(another.settings(), store.currency());
        String before = baseUrl(store);

        Api.Answer refused = connects(store, connection);

        assertThat(refused.problem()).isEqualTo("conflict");
        assertThat(refused.json().getString("detail")).contains("Create a separate store", "moved");
        assertThat(baseUrl(store)).isEqualTo(before);

        Api.Answer moved = connects(
                store, Json.createObjectBuilder(connection).add("moved", true).build());
        assertThat(moved.status()).as(moved.body()).isEqualTo(200);
        assertThat(baseUrl(store)).isNotEqualTo(before);
        assertThat(store.owner()
                        .get("/api/v1/audit-entries?action=store.connected")
                        .toString())
                .contains("moved with its customers and orders");
    }

    @ParameterizedTest(name = "on H2: {0}")
    @ValueSource(booleans = {true, false})
    void isTakenWhileNobodyIsKnown(boolean h2) {
        Store store = Shared.aStore(h2 ? Shared.h2() : Shared.postgres());
        SampleShopDriver another = Shared.aShop();

        Api.Answer answer = connects(store, store.connection(another.settings(), store.currency()));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private static Api.Answer connects(Store store, JsonObject connection) {
        return store.owner().send("PUT", "/api/v1/connection", connection.toString(), Map.of());
    }

    private static String baseUrl(Store store) {
        return store.owner().get("/api/v1/connection").getJsonObject("settings").getString("baseUrl");
    }
}
