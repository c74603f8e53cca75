package shop.gather.it.benchmark;

import jakarta.json.Json;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.it.benchmark.RowTemplate.Part;
import shop.gather.it.fixture.Leader;
import shop.gather.it.fixture.Store;

/** Lets Gather write one of each row that a store gathers, and gives them out as templates. */
final class GrowthTemplates {

    /** Beside so many orders there is one new member, team, audit entry and so on. */
    private static final int FEWER = 10;

    private static final int FEW = 100;

    private final OwnDatabase database;
    private final Store store;
    private final List<Leader> leaders;

    GrowthTemplates(OwnDatabase database, Store store, List<Leader> leaders) {
        this.database = database;
        this.store = store;
        this.leaders = leaders;
    }

    /** @param orders one of each leader's buyer, posted @param campaign in which somebody has a place */
    GrowthRows rows(List<String> orders, String campaign) throws SQLException {
        GrowthRows rows = new GrowthRows(database, lines(orders));
        OrderRows.of(database, store.id(), orders.get(0)).forEach(row -> rows.add(row, 1));
        ask(leaders.get(0));
        apply();
        try (Connection connection = database.open()) {
            new Others(connection, rows).add(campaign);
        }
        return rows;
    }

    /** The one of the first leader. */
    String community() throws SQLException {
        return database.text(
                "select id from community where leader_id = '" + leaders.get(0).id() + "'");
    }

    private List<Map<String, String>> lines(List<String> orders) throws SQLException {
        List<Map<String, String>> lines = new ArrayList<>();
        try (Connection connection = database.open();
                var statement = connection.prepareStatement(
                        "select a.member_id as member, a.leader_id as leader, a.recruiter_id as recruiter, o.customer_id as"
                                + " customer from attribution a join order_snapshot o using (store_id, order_id)"
                                + " where a.store_id = ?::uuid and a.order_id = ?")) {
            for (String order : orders) {
                statement.setString(1, store.id());
                statement.setString(2, order);
                try (var found = statement.executeQuery()) {
                    found.next();
                    Map<String, String> line = new HashMap<>();
                    for (String slot : List.of("member", "leader", "recruiter", "customer")) {
                        line.put(slot, found.getString(slot));
                    }
                    lines.add(line);
                }
            }
        }
        return lines;
    }

    private void ask(Leader leader) {
        Money amount = Money.of(CurrencyUnit.EUR, BigDecimal.ONE);
        store.owner()
                .post(
                        "/api/v1/leaders/" + leader.id() + "/adjustments",
                        Json.createObjectBuilder()
                                .add("direction", "CREDIT")
                                .add("amount", Store.amount(amount))
                                .add("reason", "For the benchmark")
                                .build());
        leader.api()
                .post(
                        "/storefront/v1/me/payout-requests",
                        Json.createObjectBuilder()
                                .add("amount", Store.amount(amount))
                                .build());
    }

    private void apply() {
        String programme = store.owner()
                .post(
                        "/api/v1/programmes",
                        Json.createObjectBuilder()
                                .add("name", "Leaders")
                                .add("rules", Json.createArrayBuilder())
                                .build())
                .getString("id");
        store.aBuyer("Applicant")
                .api()
                .post(
                        "/storefront/v1/me/applications",
                        Json.createObjectBuilder()
                                .add("programmeId", programme)
                                .add("invitation", leaders.get(0).anInvitation(programme))
                                .add("pitch", "I know everybody.")
                                .build());
    }

    /** What is written beside orders. Copies are at their end: no sweep has anything to do with them. */
    private final class Others {

        private final Connection connection;
        private final GrowthRows rows;

        /** What becomes new in each copy, by what it is in the template. */
        private final Map<String, String> slots = new LinkedHashMap<>();

        private int next = 60;

        Others(Connection connection, GrowthRows rows) {
            this.connection = connection;
            this.rows = rows;
        }

        void add(String campaign) throws SQLException {
            RowTemplate place = one("participation", "and campaign_id = '" + campaign + "' limit 1");
            String member = place.text("member_id");
            slots.put(member, "id50");
            slots.put(place.text("team_id"), "id51");
            copy("member", "and id = '" + member + "'", FEWER, "id", Map.of());
            copy("member_alias", "and member_id = '" + member + "'", FEWER, "customer_id", Map.of());
            copy("team", "and id = '" + place.text("team_id") + "'", FEWER, "id", ended("FAILED", "due_at"));
            Map<String, Part> left = ended("WITHDRAWN", "recheck_at");
            left.put("active_member_id", null);
            slots.put(place.text("idempotency_key"), "id52");
            copy("participation", "and id = '" + place.text("id") + "'", FEWER, "id", left);
            slots.put(leaders.get(0).id(), "id53");
            slots.put(leaders.get(0).member().memberId(), "id50");
            copy("leader", "and id = '" + leaders.get(0).id() + "'", FEW, "id", Map.of());
            copy("community", "order by id limit 1", FEW, "id", Map.of());
            slots.remove(leaders.get(0).id());
            copy(
                    "community_member",
                    "and community_id = '" + community() + "' limit 1",
                    FEWER,
                    "member_id",
                    Map.of("member_id", new Part(true, "id50")));
            copy(
                    "group_link",
                    "and leader_id = '" + leaders.get(0).id() + "' limit 1",
                    FEWER,
                    "id",
                    Map.of("code", new Part(true, "id54")));
            copy("audit_entry", "and action = 'leader.appointed' limit 1", FEWER, "id", Map.of());
            copy("audit_entry", "and action = 'programme.created'", FEW, "id", Map.of());
            copy("payout_request", "limit 1", FEWER, "id", ended("REJECTED", "batch_id"));
            Map<String, Part> decided = ended("APPROVED", "open_member_id");
            copy("application", "limit 1", FEW, "id", decided);
            Map<String, Part> done = ended("DONE", "not_before");
            done.put("command_key", new Part(true, "id55"));
            copy("shop_command", "limit 1", FEWER, "id", done);
        }

        private Map<String, Part> ended(String state, String none) {
            Map<String, Part> changed = new HashMap<>();
            changed.put("state", new Part(false, state));
            changed.put(none, null);
            return changed;
        }

        private RowTemplate one(String table, String which) throws SQLException {
            List<RowTemplate> found =
                    RowTemplate.of(connection, table, "store_id = '" + store.id() + "' " + which, slots);
            if (found.isEmpty()) {
                throw new IllegalStateException("the store has no row in " + table + " " + which);
            }
            return found.get(0);
        }

        private void copy(String table, String which, int every, String key, Map<String, Part> changes)
                throws SQLException {
            RowTemplate row = one(table, which);
            if (!row.values().get(row.columns().indexOf(key)).get(0).slot()) {
                row = row.with(key, new Part(true, "id" + next++));
            }
            for (Map.Entry<String, Part> change : changes.entrySet()) {
                row = row.with(change.getKey(), change.getValue());
            }
            rows.add(row, every);
        }
    }
}
