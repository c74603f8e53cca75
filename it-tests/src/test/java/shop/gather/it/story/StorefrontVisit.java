package shop.gather.it.story;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.joda.money.Money;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Leader;
import shop.gather.it.fixture.Store;
import shop.gather.tck.ShopDriver;

/**
 * A storefront made of {@code adapters/storefront.mjs} and a shop's own few lines, visited without a browser: by the
 * Node script that lies beside the shop.
 */
final class StorefrontVisit {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final GatherServer gather;
    private final ShopDriver shop;
    private final Path script;
    private final JsonObject atShop;

    /**
     * @param atShop what the script must know of the shop: its address as {@code shop}, and what else only this shop
     *     has
     */
    StorefrontVisit(GatherServer gather, ShopDriver shop, Path script, JsonObject atShop) {
        this.gather = gather;
        this.shop = shop;
        this.script = script;
        this.atShop = atShop;
    }

    /**
     * A leader's visitor sees a team with one place left, takes it and pays the group price; the place is paid and the
     * leader credited.
     *
     * @return the place as the storefront saw it before it bought
     */
    JsonObject joinsATeamAndBuys() {
        Store store = Store.connected(gather, shop);
        store.aCommissionPlan("8", "2", Duration.ofDays(1));
        Money price = shop.articles().get(0).price().dividedBy(3, RoundingMode.HALF_UP);
        Leader leader = store.aLeader("Ina");
        String landing = Api.of(gather.address(), null)
                .send("GET", "/l/" + leader.aLink().getString("code"), null, Map.of())
                .headers()
                .get("location");
        Buyer opener = store.aBuyer("Uma");
        String team = opener.opens(store.aCampaign(price, 2, Duration.ofHours(1), Duration.ofMinutes(15)))
                .getString("team");

        JsonObject seen = visit(store, landing, team);

        assertThat(seen.getJsonObject("before").getInt("placesLeft")).isEqualTo(1);
        assertThat(seen.getJsonObject("joined").getInt("placesLeft"))
                .as("also who is logged in sees it")
                .isZero();
        assertThat(seen.getJsonObject("session").getJsonObject("bond").getString("leaderId"))
                .isEqualTo(leader.id());
        JsonObject order = seen.getJsonObject("order");
        assertThat(goods(order)).as("the group price").isEqualByComparingTo(price.getAmount());
        String place = seen.getJsonObject("place").getString("id");
        JsonObject evidence = order.getJsonObject("metadata");
        assertThat(evidence.getString("gather_participation", null)).isEqualTo(place);
        assertThat(landing).contains("gather_click=" + evidence.getString("gather_click", "none"));
        awaitPaid(store, team, place, order.getString("id"));
        awaitCredit(store, leader, order.getString("id"));
        return seen.getJsonObject("place");
    }

    private static void awaitPaid(Store store, String team, String place, String order) {
        Await.until(
                "the place to be paid",
                PATIENCE,
                () -> store.team(team).getJsonArray("places"),
                places -> places.getValuesAs(JsonObject.class).stream()
                        .anyMatch(taken -> taken.getString("id").equals(place)
                                && taken.getString("state").equals("PAID")
                                && taken.getString("orderId", "").equals(order)));
    }

    private static void awaitCredit(Store store, Leader leader, String order) {
        Await.until(
                "credit for the leader",
                PATIENCE,
                () -> store.owner().get("/api/v1/attributions?order=" + order).getJsonArray("items"),
                items -> items.getValuesAs(JsonObject.class).stream()
                        .anyMatch(why -> why.getString("leaderId", "").equals(leader.id())));
    }

    /** What the articles of the order cost, without shipping: shops answer a number or its text. */
    private static BigDecimal goods(JsonObject order) {
        return new BigDecimal(order.get("goods").toString().replace("\"", ""));
    }

    private JsonObject visit(Store store, String landing, String team) {
        String told = Json.createObjectBuilder(atShop)
                .add("shopToken", shop.register("Vic").token())
                .add("variant", shop.articles().get(0).variantId())
                .add("gather", gather.address().toString())
                .add("gatherKey", store.publishableKey())
                .add("team", team)
                .add("landing", landing)
                .build()
                .toString();
        try (JsonReader printed = Json.createReader(new StringReader(run(told)))) {
            return printed.readObject();
        } catch (IOException failure) {
            throw new UncheckedIOException("the visit broke off", failure);
        }
    }

    private String run(String told) throws IOException {
        Path logs = Files.createDirectories(Path.of("target", "storefronts"));
        Path printed = Files.createTempFile(logs, "visit-", ".json");
        Path errors = Files.createTempFile(logs, "visit-", ".log");
        Process node = new ProcessBuilder("node", script.toAbsolutePath().toString(), told)
                .redirectOutput(printed.toFile())
                .redirectError(errors.toFile())
                .start();
        try {
            boolean ended = node.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (!ended || node.exitValue() != 0) {
                throw new IOException(script
                        + (ended ? " failed: " : " took too long: ")
                        + Files.readString(errors).strip());
            }
            return Files.readString(printed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        } finally {
            node.destroyForcibly();
        }
    }
}
