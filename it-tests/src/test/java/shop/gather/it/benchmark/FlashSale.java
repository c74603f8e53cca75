package shop.gather.it.benchmark;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.joda.money.Money;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Store;

/**
 * A flash sale: one campaign with a limited stock and short holds, one team with a place for each unit, and more buyers
 * than places, who all come at once. The first buyer opens the team before the clock starts.
 */
final class FlashSale {

    private static final Money PRICE = Money.parse("EUR 5.00");
    private static final Duration HOLD = Duration.ofMinutes(3);
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final GatherServer server;
    private final OwnDatabase database;
    private final Store store;
    private final Sessions buyers;
    private final int clients;

    /** @param buyers who want a place, beside the one who opens the team */
    FlashSale(GatherServer server, OwnDatabase database, Store store, Sessions buyers, int clients) {
        this.server = server;
        this.database = database;
        this.store = store;
        this.buyers = buyers;
        this.clients = clients;
    }

    /** @param sold places per second until the last one was taken @param answered requests per second */
    record Outcome(double sold, double answered, Figures milliseconds) {}

    /**
     * Sells so many places to twice as many buyers.
     *
     * @throws IllegalStateException if not exactly these places were sold, or somebody got no clear answer
     */
    Outcome sell(int places) throws SQLException {
        Buyer first = store.aBuyer("First");
        JsonObject opened = first.opens(aCampaign(places));
        String team = opened.getString("team");
        List<Load.Answered> answers = new Load(server.address(), clients).answers(requests(team, 2 * places));
        Set<String> taken = acknowledged(answers);
        taken.add(opened.getString("id"));
        requireSold(team, places, taken);
        new Admissions(server).drain();
        requireNoneRefused(team);
        clear(team);
        Figures milliseconds = new Figures("milliseconds until the answer");
        answers.forEach(answer -> milliseconds.add(answer.milliseconds()));
        return new Outcome(
                (places - 1) / last(answers, 201),
                answers.size() / Math.max(last(answers, 201), last(answers, 409)),
                milliseconds);
    }

    private String aCampaign(int places) {
        JsonObject simple = store.campaign(PRICE, places, Duration.ofHours(1), HOLD);
        JsonObject plan = Json.createObjectBuilder(simple)
                .add(
                        "stockPolicy",
                        Json.createObjectBuilder()
                                .add("policy", "campaign-stock")
                                .add("units", places))
                .add("paymentMode", "AT_ONCE")
                .add(
                        "endsAt",
                        Instant.parse(simple.getString("startsAt"))
                                .plus(Duration.ofHours(2))
                                .toString())
                .build();
        return store.publish(store.owner().post("/api/v1/campaigns", plan).getString("id"));
    }

    private List<byte[]> requests(String team, int count) {
        Load load = new Load(server.address(), clients);
        List<byte[]> requests = new ArrayList<>();
        for (String token : buyers.tokens().subList(0, count)) {
            requests.add(load.post(
                    "/storefront/v1/teams/" + team + "/participations",
                    "Authorization: Bearer " + token + "\r\nIdempotency-Key: " + UUID.randomUUID() + "\r\n",
                    ""));
        }
        return requests;
    }

    /** The ids of the places that were promised; everybody else must have been told that the team is full. */
    private static Set<String> acknowledged(List<Load.Answered> answers) {
        Set<String> ids = new HashSet<>();
        for (Load.Answered answer : answers) {
            JsonObject body = Json.createReader(new StringReader(answer.body())).readObject();
            boolean refused = answer.status() == 409 && body.getString("code").equals("team-full");
            if (!refused && !(answer.status() == 201 && ids.add(body.getString("id")))) {
                throw new IllegalStateException("a buyer was answered " + answer.status() + ": " + answer.body());
            }
        }
        return ids;
    }

    /** The places that buyers were promised, the rows of places, and the counters of the team and of the stock. */
    private void requireSold(String team, int places, Set<String> taken) throws SQLException {
        String held = " from participation where team_id = '" + team + "' and state = 'HELD'";
        Map<String, Long> counts = Map.of(
                "promised", (long) taken.size(),
                "rows", database.number("select count(*)" + held),
                "all rows", database.number("select count(*) from participation where team_id = '" + team + "'"),
                "members", database.number("select count(distinct member_id)" + held),
                "held", database.number("select held + paid from team where id = '" + team + "'"),
                "reserved",
                        database.number(
                                "select u.reserved from campaign_units u join team t using (store_id, campaign_id)"
                                        + " where t.id = '" + team + "'"));
        if (!counts.values().stream().allMatch(count -> count == places)
                || !rows(held).equals(taken)) {
            throw new IllegalStateException("not exactly " + places + " places were sold: " + counts);
        }
    }

    /** A hold may have ended meanwhile, but the shop has admitted everybody. */
    private void requireNoneRefused(String team) throws SQLException {
        long others = database.number("select count(*) from participation where team_id = '" + team
                + "' and state not in ('HELD', 'EXPIRED')");
        if (others > 0) {
            throw new IllegalStateException(others + " places were promised and taken back");
        }
    }

    private Set<String> rows(String held) throws SQLException {
        Set<String> ids = new HashSet<>();
        try (var connection = database.open();
                var statement = connection.createStatement();
                var found = statement.executeQuery("select id" + held)) {
            while (found.next()) {
                ids.add(found.getString(1));
            }
        }
        return ids;
    }

    /** Its places must not end while the next sale is measured. */
    private void clear(String team) {
        store.owner().send("POST", "/api/v1/teams/" + team + "/cancellation", null, Map.of());
        Await.until("the places of the sale to be given back", PATIENCE, () -> due(team), left -> left == 0);
    }

    private long due(String team) {
        try {
            return database.number(
                            "select count(*) from participation where state = 'HELD' and team_id = '" + team + "'")
                    + database.number("select count(*) from team where due_at is not null and id = '" + team + "'")
                    + database.number("select count(*) from shop_command where state = 'WAITING'");
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static double last(List<Load.Answered> answers, int status) {
        return answers.stream()
                .filter(answer -> answer.status() == status)
                .mapToDouble(Load.Answered::after)
                .max()
                .orElse(0);
    }
}
