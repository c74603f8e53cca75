package shop.gather.adapter.medusa;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import shop.gather.tck.ShopDriver.Customer;

/** A storefront that is made of {@code host/storefront.mjs} and Medusa's own API, visited without a browser. */
public final class MedusaStorefront {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final MedusaServer server;
    private final URI gather;
    private final String gatherKey;

    /**
     * @param gather where Gather is, without a path
     * @param gatherKey the publishable key of the store
     */
    public MedusaStorefront(MedusaServer server, URI gather, String gatherKey) {
        this.server = server;
        this.gather = gather;
        this.gatherKey = gatherKey;
    }

    /**
     * Joins a team and buys one of its article at its price.
     *
     * @param landing the address with which the visitor came, with a click token in it
     * @return what the storefront saw: {@code before} (the team), {@code session}, {@code place}, {@code cart} and {@code order}
     */
    public JsonObject buysInATeam(Customer customer, String landing, String team, String variantId) {
        JsonObject seeded = server.seeded();
        JsonObjectBuilder visit = Json.createObjectBuilder()
                .add("medusa", server.uri().toString())
                .add("medusaKey", seeded.getString("publishableKey"))
                .add("medusaToken", customer.token())
                .add("region", seeded.getString("region"))
                .add("shippingOption", seeded.getString("shippingOption"))
                .add("variant", variantId)
                .add("gather", gather.toString())
                .add("gatherKey", gatherKey)
                .add("team", team)
                .add("landing", landing);
        Path shop = MedusaServer.hostFolder().resolve("test-shop");
        try (JsonReader told = Json.createReader(new StringReader(NodeProcess.run(
                shop,
                "visit",
                Map.of(),
                PATIENCE,
                "node",
                "visit.mjs",
                visit.build().toString())))) {
            return told.readObject();
        } catch (IOException failure) {
            throw new UncheckedIOException("the visit broke off", failure);
        }
    }
}
