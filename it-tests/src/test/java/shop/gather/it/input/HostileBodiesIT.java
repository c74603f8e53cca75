package shop.gather.it.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Counts;
import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Shared;
import shop.gather.it.isolation.Endpoint;
import shop.gather.it.isolation.Endpoints;
import shop.gather.it.isolation.Ids;
import shop.gather.it.isolation.Matrix;
import shop.gather.it.isolation.Row;
import shop.gather.it.isolation.Rows;
import shop.gather.it.isolation.World;

/**
 * Whatever is sent to a method that takes something, with the right credentials and real ids: a clear problem, nothing
 * changed, nothing of our insides shown.
 */
class HostileBodiesIT {

    private static final AtomicInteger SENT = new AtomicInteger();

    private static GatherServer server;
    private static World store;

    /** Their bodies, and quantity in them, may be left out. */
    private static final Set<String> OPTIONAL =
            Set.of("POST /storefront/v1/campaigns/{id}/teams", "POST /storefront/v1/teams/{id}/participations");

    @BeforeAll
    static void aStore() {
        server = Shared.postgres();
        store = World.on(server);
    }

    @AfterAll
    static void enough() {
        Counts.executed("hostile bodies", SENT.get(), 900);
    }

    @TestFactory
    Stream<DynamicTest> areRefusedAndChangeNothing() {
        List<String> takers = Endpoints.ofTheWar().stream()
                .filter(endpoint ->
                        endpoint.verb().equals("POST") || endpoint.verb().equals("PUT"))
                .map(Endpoint::name)
                .toList();
        assertThat(takers).hasSizeGreaterThan(40);
        Map<String, Row> rows = new HashMap<>();
        Matrix.rows(store).forEach(row -> rows.put(row.endpoint(), row));
        return takers.stream().map(taker -> dynamicTest(taker, () -> tryAll(rows.get(taker))));
    }

    private static void tryAll(Row row) {
        Map<String, String> before = Rows.of(server.storage(), store.id("store"));
        if (row.body() != null) {
            Map<String, String> headers = headers(row);
            Map<String, String> bodies =
                    new LinkedHashMap<>(Hostile.bodies(row.body().apply(store::id)));
            if (OPTIONAL.contains(row.endpoint())) {
                bodies.remove("nothing");
                bodies.remove("quantity as null");
            }
            bodies.forEach((what, body) -> {
                Api.Answer answer = send(row, store::id, body, headers);
                refused(row.endpoint() + " with " + what, answer);
            });
        } else if (row.namesIds()) {
            // The method reads no body; what it names must be there all the same.
            for (String body : List.of("", "{", "\u0000", "[".repeat(20_000))) {
                refused(row.endpoint() + " of nothing", send(row, Ids.random(), body, headers(row)));
            }
        }
        for (String id : List.of("0", "null", "'%20or%201=1--", "%F0%9F%8D%B5", "x".repeat(3_000))) {
            if (row.pathNamesIds()) {
                refused(row.endpoint() + " at " + id, send(row, name -> id, right(row), headers(row)));
            }
        }
        assertThat(Rows.of(server.storage(), store.id("store"))).isEqualTo(before);
    }

    private static String right(Row row) {
        return row.body() == null ? null : row.body().apply(store::id).toString();
    }

    private static Map<String, String> headers(Row row) {
        Map<String, String> headers = new HashMap<>();
        if (row.versioned()) {
            String etag = store.caller(row.caller())
                    .send("GET", row.path(store::id), null, Map.of())
                    .headers()
                    .get("etag");
            headers.put("If-Match", etag);
        }
        return headers;
    }

    private static Api.Answer send(Row row, Ids ids, String body, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Idempotency-Key", UUID.randomUUID().toString());
        SENT.incrementAndGet();
        return store.caller(row.caller()).send(row.verb(), row.path(ids), body, all);
    }

    private static void refused(String what, Api.Answer answer) {
        List<String> wrong = new ArrayList<>(ClearProblem.wrongWith(answer));
        assertThat(wrong).as(what + ": " + answer).isEmpty();
    }
}
