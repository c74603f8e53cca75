package shop.gather.it.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Leader;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;

/** The server's log names requests and their correlation, and no key, token or password, also where something fails. */
class SecretsInLogsIT {

    @Test
    void noSecretIsLogged() throws IOException {
        GatherServer server = Shared.h2();
        Map<String, String> secrets = new LinkedHashMap<>();
        Api provider = Api.of(server.address(), GatherServer.PROVIDER_KEY);
        secrets.put("the provider's key", GatherServer.PROVIDER_KEY);
        JsonObject made = provider.post(
                "/provider/v1/stores",
                Json.createObjectBuilder()
                        .add("name", "Secretive")
                        .add("zone", "Europe/Berlin")
                        .build());
        secrets.put("the owner's key", made.getString("ownerKey"));
        secrets.put("the publishable key", made.getString("publishableKey"));
        provider.as(made.getString("ownerKey")).send("PUT", "/api/v1/connection", "{\"adapter\":7}", Map.of());
        provider.as(made.getString("publishableKey")).send("POST", "/storefront/v1/sessions", "{", Map.of());

        Store store = Shared.aStore(server);
        Leader leader = store.aLeader("Lea");
        String click = leader.clicked(leader.aLink());
        secrets.put("a click token", click);
        Buyer buyer = store.aBuyer("Mia", click);
        secrets.put("a member's token", buyer.session().getString("token"));
        secrets.put("the shop's token of a customer", buyer.customer().token());
        Map<String, String> wrong = new HashMap<>(store.shop().settings());
        wrong.forEach((name, value) -> {
            if (!name.equals("baseUrl")) {
                secrets.put("the shop's " + name, value);
            }
        });
        wrong.put("adminKey", "wrong-admin-key-4711-which-is-secret-too");
        secrets.put("a wrong admin key", wrong.get("adminKey"));
        store.owner()
                .send(
                        "PUT",
                        "/api/v1/connection",
                        store.connection(wrong, "EUR").toString(),
                        Map.of());
        JsonObject key = store.owner()
                .post(
                        "/api/v1/keys",
                        Json.createObjectBuilder()
                                .add("name", "one more")
                                .add("kind", "STOREFRONT")
                                .build());
        secrets.put("a key that was made", key.getString("secret"));
        Api garbled = provider.as(made.getString("ownerKey").substring(5));
        garbled.send("GET", "/api/v1/keys", null, Map.of());
        for (String file : new String[] {"secret.key", "database-owner.secret"}) {
            String kept = Files.readString(server.log().resolveSibling("data").resolve(file))
                    .strip();
            secrets.put(file, kept.substring(kept.indexOf(':') + 1));
        }

        // The last request is in the log, so all before it are.
        String last = store.owner()
                .send("GET", "/api/v1/nowhere-" + System.nanoTime(), null, Map.of())
                .json()
                .getString("correlation");
        String log = Await.until(
                "the log of the last request",
                Duration.ofSeconds(30),
                () -> read(server),
                text -> text.contains("/api/v1/nowhere-") || text.contains(last));
        secrets.forEach((what, secret) -> {
            assertThat(secret).as(what).hasSizeGreaterThan(10);
            assertThat(log.contains(secret)).as("the log shows " + what).isFalse();
        });
    }

    private static String read(GatherServer server) {
        try {
            return new String(Files.readAllBytes(server.log()), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
