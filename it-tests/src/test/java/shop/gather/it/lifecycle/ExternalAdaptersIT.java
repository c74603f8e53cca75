package shop.gather.it.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.GatherServer;
import shop.gather.spi.AdapterDescriptor;

/**
 * A folder of adapters beside the running server: each lives by itself, and a broken one disables itself alone and says
 * why.
 */
class ExternalAdaptersIT {

    private static final String ADAPTER = """
            package com.example.%1$s;
            import java.util.List;
            import shop.gather.spi.*;
            public class Adapter implements ShopAdapter {
                public AdapterDescriptor descriptor() {
                    return new AdapterDescriptor("%2$s", %3$s, "%4$s",
                        List.of(Setting.url("url", true, "Where the shop answers")));
                }
                public Shop connect(ShopContext context) {
                    throw new ShopException(ShopError.MISCONFIGURED, "Paper shops have no doors: " + context.required("url"));
                }
            }
            """;

    /** Gather ships this library; an adapter may need another version of it. */
    private static final String LIBRARY = "com.nimbusds.jose.JOSEException";

    private static GatherServer server;

    @BeforeAll
    static void startWithAFolderOfAdapters(@TempDir Path work) throws IOException {
        Path adapters = Files.createDirectories(work.resolve("adapters"));
        Path library = AdapterJar.in(work)
                .with(
                        LIBRARY,
                        "package com.nimbusds.jose; public class JOSEException { public static final String version() { return \"99\"; } }")
                .as(adapters.resolve("paper/library.jar"));
        AdapterJar.in(work)
                .using(library)
                .with(
                        "com.example.paper.Adapter",
                        ADAPTER.formatted("paper", "paper", "\"Paper, library \" + " + LIBRARY + ".version()", "2.0"))
                .serving("com.example.paper.Adapter")
                .as(adapters.resolve("paper/adapter.jar"));
        AdapterJar.in(work)
                .with("com.example.future.Adapter", ADAPTER.formatted("future", "future", "\"Future\"", "3.0"))
                .serving("com.example.future.Adapter")
                .as(adapters.resolve("future.jar"));
        AdapterJar.in(work)
                .with("com.example.newer.Adapter", ADAPTER.formatted("newer", "newer", "\"Newer\"", "2.99"))
                .serving("com.example.newer.Adapter")
                .as(adapters.resolve("newer.jar"));
        AdapterJar.in(work)
                .with("com.example.twin.Adapter", ADAPTER.formatted("twin", "http", "\"Twin\"", "2.0"))
                .serving("com.example.twin.Adapter")
                .as(adapters.resolve("twin.jar"));
        AdapterJar.in(work)
                .with(
                        "com.example.throwing.Adapter",
                        ADAPTER.formatted("throwing", "throwing", "null + \"\".substring(1)", "2.0"))
                .serving("com.example.throwing.Adapter")
                .as(adapters.resolve("throwing.jar"));
        AdapterJar.in(work).serving("com.example.Missing").as(adapters.resolve("missing.jar"));
        AdapterJar.in(work).as(adapters.resolve("empty.jar"));
        Files.writeString(adapters.resolve("torn.jar"), "PK, and the rest was lost");
        server = GatherServer.onH2(Map.of("gather.adapters.dir", adapters.toString()));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void theGoodOneIsThereWithItsOwnVersionOfALibrary() {
        assertThat(provider()
                        .send("GET", "/provider/v1/adapters", null, Map.of())
                        .array()
                        .getValuesAs(JsonObject.class))
                .filteredOn(adapter -> adapter.getString("id").equals("paper"))
                .singleElement()
                .satisfies(adapter -> assertThat(adapter.getString("name")).isEqualTo("Paper, library 99"));
    }

    @Test
    void aStoreConnectsByWayOfIt() {
        Api.Answer refused = aStore().send("PUT", "/api/v1/connection", connectionTo("http://127.0.0.1:1"), Map.of());
        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        assertThat(refused.json().getString("detail")).contains("Paper shops have no doors");
    }

    /** Whatever adapter it is for. */
    @Test
    void anAddressInsideIsRefusedBeforeTheAdapterSeesIt() {
        Api owner = aStore();
        for (String inside : List.of("http://10.0.0.1", "http://169.254.169.254/latest", "http://[::1]:8080")) {
            Api.Answer refused = owner.send("PUT", "/api/v1/connection", connectionTo(inside), Map.of());
            assertThat(refused.status()).as(refused.body()).isEqualTo(422);
            assertThat(refused.json().getString("detail"))
                    .startsWith("url: ")
                    .contains("must not be called")
                    .doesNotContain("Paper shops have no doors");
        }
    }

    private static Api aStore() {
        Api.Answer made = provider()
                .send(
                        "POST",
                        "/provider/v1/stores",
                        Json.createObjectBuilder()
                                .add("name", "Paper and ink")
                                .add("zone", "Europe/Berlin")
                                .build()
                                .toString(),
                        Map.of("Idempotency-Key", UUID.randomUUID().toString()));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return Api.of(server.address(), made.json().getString("ownerKey"));
    }

    private static String connectionTo(String address) {
        return Json.createObjectBuilder()
                .add("adapter", "paper")
                .add("settings", Json.createObjectBuilder().add("url", address))
                .add("currency", "EUR")
                .build()
                .toString();
    }

    @Test
    void brokenOnesAreDisabledAndTheLogSaysWhy() throws IOException {
        assertThat(provider()
                        .send("GET", "/provider/v1/adapters", null, Map.of())
                        .array()
                        .getValuesAs(JsonObject.class))
                .extracting(adapter -> adapter.getString("id"))
                .contains("vendure", "http", "paper")
                .doesNotContain("future", "newer", "throwing")
                .doesNotHaveDuplicates();
        assertThat(Files.readString(server.log()))
                .contains("the adapter future in future.jar is disabled: it was built for SPI 3.0, this is "
                        + AdapterDescriptor.CURRENT_SPI)
                .contains("the adapter newer in newer.jar is disabled: it was built for SPI 2.99")
                .contains("the adapter http in twin.jar is disabled: another adapter has this id")
                .contains("the adapter in throwing.jar is disabled:")
                .contains("the adapter in missing.jar is disabled:")
                .contains("there is no adapter in empty.jar")
                .contains("the adapter in torn.jar is disabled: torn.jar cannot be opened");
    }

    private static Api provider() {
        return Api.of(server.address(), GatherServer.PROVIDER_KEY);
    }
}
