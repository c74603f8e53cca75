package shop.gather.it.benchmark;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.it.benchmark.RowTemplate.Part;
import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Leader;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;

/** A store with three campaigns for one community and one pickup point, and an open team in each. */
final class DirectoryStore {

    private static final int TEAMS_OF_A_CAMPAIGN = 10;

    /** One of so many teams is in the campaign that has the most. */
    private static final int LARGEST = 5;

    private static final int NEARLY_FULL = 4;

    private final Store store;
    private final OwnDatabase database;
    private final String community;
    private final String point;
    private final String campaign;

    DirectoryStore(GatherServer server, OwnDatabase database) {
        this.store = Shared.aStore(server);
        this.database = database;
        Leader leader = store.aLeader("Leader");
        this.community = leader.api()
                .get("/storefront/v1/communities")
                .getJsonArray("items")
                .getJsonObject(0)
                .getString("id");
        this.point = store.owner().post("/api/v1/pickup-points", aPoint()).getString("id");
        String last = null;
        for (int i = 0; i < 3; i++) {
            last = store.publish(store.owner().post("/api/v1/campaigns", plan()).getString("id"));
            store.aBuyer("Opener " + i, leader.clicked(leader.aLink())).opens(last);
        }
        this.campaign = last;
    }

    Store store() {
        return store;
    }

    /** The value of each filter, which finds teams. */
    Map<String, String> filters() throws SQLException {
        Map<String, String> filters = new LinkedHashMap<>();
        filters.put("campaignId", campaign);
        filters.put("variantId", store.shop().articles().get(0).variantId());
        String product = database.text("select product_id from campaign where id = '" + campaign + "'");
        filters.put("productId", URLEncoder.encode(product, StandardCharsets.UTF_8));
        filters.put("communityId", community);
        filters.put("pickupPointId", point);
        return filters;
    }

    private static JsonObject aPoint() {
        return Json.createObjectBuilder()
                .add("name", "Corner shop")
                .add("addressLines", Json.createArrayBuilder().add("1 Long Street"))
                .add("zone", "Europe/Berlin")
                .build();
    }

    private JsonObject plan() {
        JsonObject simple =
                store.campaign(Money.of(CurrencyUnit.EUR, 10), 100, Duration.ofHours(24), Duration.ofHours(2));
        return Json.createObjectBuilder(simple)
                .add("eligibilityPolicy", policy("community-members").add("communityId", community))
                .add(
                        "fulfilmentPolicy",
                        policy("pickup")
                                .add("points", Json.createArrayBuilder().add(point))
                                .add("readyAfter", "PT0S"))
                .build();
    }

    private static JsonObjectBuilder policy(String kind) {
        return Json.createObjectBuilder().add("policy", kind);
    }

    /** Adds open teams, a quarter of them nearly full and a fifth of them in one campaign, and many campaigns. */
    void load(int teams) throws SQLException, IOException {
        OpenTeamRows rows = OpenTeamRows.opened(teams);
        RowCopies copies = new RowCopies(database);
        try (Connection connection = database.open()) {
            copies.add(
                    row(connection, "campaign", "id")
                            .with("id", new Part(true, "new campaign"))
                            .with("announced", new Part(false, "true")),
                    DirectoryStore::hasCampaign);
            copies.add(
                    row(connection, "campaign_point", "campaign_id")
                            .with("campaign_id", new Part(true, "new campaign")),
                    DirectoryStore::hasCampaign);
            RowTemplate team = row(connection, "team", "campaign_id")
                    .with("due_at", new Part(true, "deadline"))
                    .with("minimum", new Part(false, "2"))
                    .with("nearly_full_told", new Part(false, "true"))
                    .with("remind_at", null);
            for (String slot : new String[] {"id", "campaign_id", "size", "opened_at", "deadline"}) {
                team = team.with(slot, new Part(true, slot));
            }
            copies.add(team, number -> true);
        }
        copies.load(0, teams, number -> slots(rows, number), connection -> {});
    }

    private static boolean hasCampaign(int number) {
        return number % TEAMS_OF_A_CAMPAIGN == 0;
    }

    private RowTemplate row(Connection connection, String table, String column) throws SQLException {
        return RowTemplate.of(
                        connection,
                        table,
                        "store_id = '" + store.id() + "' and " + column + " = '" + campaign + "'",
                        Map.of())
                .get(0);
    }

    private UnaryOperator<String> slots(OpenTeamRows rows, int number) {
        String ofTeam = rows.id(number - number % TEAMS_OF_A_CAMPAIGN, 1).toString();
        return slot -> switch (slot) {
            case "new campaign" -> ofTeam;
            case "campaign_id" -> number % LARGEST == 0 ? campaign : ofTeam;
            case "id" -> rows.id(number, 2).toString();
            case "size" -> number % NEARLY_FULL == 0 ? "3" : "100";
            case "opened_at" -> rows.openedAt(number).toString();
            case "deadline" -> rows.deadline(number).toString();
            default -> throw new IllegalStateException(slot);
        };
    }
}
