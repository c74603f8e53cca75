package shop.gather.it.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Counts;
import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Shared;

/**
 * A matrix over every method of the deployed module, on PostgreSQL with row-level security: strangers read nothing,
 * write nothing, and cannot tell an id of the store from one that nobody has; the right caller succeeds.
 */
class IsolationIT {

    /** What belongs to one member and not to the next. */
    private static final Set<String> PRIVATE = Set.of(
            "leader",
            "leaderMember",
            "community",
            "link",
            "linkCode",
            "place",
            "leftPlace",
            "wished",
            "unwanted",
            "sent",
            "alsoSent",
            "approved",
            "application",
            "secondApplication",
            "coupon",
            "message");

    private static GatherServer server;
    private static World store;
    private static World other;
    private static List<Row> rows;
    private static Map<String, Endpoint> endpoints;

    @BeforeAll
    static void twoStores() {
        server = Shared.postgres();
        store = World.on(server);
        other = World.on(server);
        rows = Matrix.rows(store);
        endpoints = Endpoints.ofTheWar().stream()
                .collect(Collectors.toMap(Endpoint::name, Function.identity(), (a, b) -> a, TreeMap::new));
        // A plain servlet, which has no annotations to read.
        Endpoint hook = new Endpoint("POST", "/hooks/{store}", "PUBLIC", "", "");
        endpoints.put(hook.name(), hook);
    }

    @Test
    void everyMethodHasARow() {
        assertThat(rows.stream().map(Row::endpoint)).containsExactlyInAnyOrderElementsOf(endpoints.keySet());
        assertThat(endpoints.values()).noneMatch(endpoint -> endpoint.role().equals("NOBODY"));
        Counts.executed("methods in the isolation matrix", rows.size(), 100);
    }

    @Test
    void theDescriptionNamesTheSameMethods() {
        Set<String> scanned = endpoints.values().stream().map(Endpoint::address).collect(Collectors.toSet());
        assertThat(described()).containsExactlyInAnyOrderElementsOf(scanned);
    }

    private static Set<String> described() {
        JsonObject paths = store.caller("anonymous")
                .send("GET", "/openapi", null, Map.of("Accept", "application/json"))
                .json()
                .getJsonObject("paths");
        Set<String> described = new TreeSet<>();
        paths.forEach((path, operations) -> operations.asJsonObject().keySet().stream()
                .filter(Set.of("get", "post", "put", "delete", "patch", "head", "options")::contains)
                .forEach(verb -> described.add(verb.toUpperCase(java.util.Locale.ROOT) + " " + path)));
        // The redirect is a plain servlet, described by hand.
        assertThat(described).contains("GET /l/{code}");
        described.removeIf(address -> address.endsWith(" /l/{code}"));
        return described;
    }

    @TestFactory
    Stream<DynamicTest> strangersReadAndWriteNothing() {
        return rows.stream()
                .map(row -> dynamicTest(
                        row.endpoint(),
                        () -> unchanged(row, () -> {
                            wrongCredentials(row);
                            if (isItsOwnCredential(row)) {
                                assertThat(row.call(store.caller("anonymous"), Ids.random())
                                                .status())
                                        .isEqualTo(404);
                                return;
                            }
                            if (!row.caller().equals("provider")) {
                                anotherStore(row);
                            }
                            if (isMembers(row) && !row.shared()) {
                                aNeighbour(row);
                            }
                        })));
    }

    /** Runs after the strangers in the order of the table or before them: it changes only what the table names. */
    @TestFactory
    Stream<DynamicTest> theRightCallerSucceeds() {
        World fresh = World.on(server);
        return rows.stream()
                .map(row -> dynamicTest(row.endpoint(), () -> {
                    Api.Answer answer = row.call(fresh.caller(row.caller()), fresh::id, signed(row, fresh, fresh));
                    if (row.endpoint().equals("POST /provider/v1/backups")) {
                        // PostgreSQL has its own tools.
                        assertThat(answer.problem()).as(answer.body()).isEqualTo("conflict");
                        return;
                    }
                    assertThat(answer.status()).as(answer.body()).isBetween(200, 299);
                }));
    }

    @Test
    void filtersShowNothingOfAnotherStore() {
        Api owner = other.caller("owner");
        assertThat(owner.get("/api/v1/attributions?order=" + store.id("order")).getJsonArray("items"))
                .isEmpty();
        for (String list : List.of("attributions", "commissions", "group-links")) {
            Api.Answer foreign = owner.send("GET", "/api/v1/" + list + "?leader=" + store.id("leader"), null, Map.of());
            Api.Answer none = owner.send(
                    "GET", "/api/v1/" + list + "?leader=" + Ids.random().apply("leader"), null, Map.of());
            assertThat(seen(foreign)).as(list).isEqualTo(seen(none));
        }
    }

    @Test
    void aClickOfAnotherStoreBindsToNobody() {
        JsonObject session = other.store()
                .storefront()
                .post(
                        "/storefront/v1/sessions",
                        Json.createObjectBuilder()
                                .add(
                                        "shopToken",
                                        other.store().shop().register("Ida").token())
                                .add("click", store.id("click"))
                                .build());
        assertThat(session.containsKey("bond") && !session.isNull("bond")).isFalse();
    }

    @Test
    void anIdempotencyKeyOfAnotherStoreAnswersNothing() {
        String body = Json.createObjectBuilder()
                .add("name", "Kept under a key")
                .add("rules", Json.createArrayBuilder())
                .build()
                .toString();
        Map<String, String> key = Map.of("Idempotency-Key", "the-same-key-" + store.id("store"));
        Api.Answer first = store.caller("owner").send("POST", "/api/v1/programmes", body, key);
        Api.Answer second = other.caller("owner").send("POST", "/api/v1/programmes", body, key);
        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.json().getString("id")).isNotEqualTo(first.json().getString("id"));
    }

    private static void unchanged(Row row, Runnable attack) {
        Map<String, String> before = Rows.of(server.storage(), store.id("store"));
        List<String> reads = row.reads() ? List.of() : ownReads();
        attack.run();
        assertThat(Rows.of(server.storage(), store.id("store"))).isEqualTo(before);
        if (!row.reads()) {
            assertThat(ownReads()).isEqualTo(reads);
        }
    }

    /** What the store's own lists show. */
    private static List<String> ownReads() {
        return Stream.of("campaigns", "leaders", "members", "payout-requests", "ledger/trial-balance")
                .map(list -> store.caller("owner")
                        .send("GET", "/api/v1/" + list, null, Map.of())
                        .body())
                .toList();
    }

    private static void wrongCredentials(Row row) {
        Endpoint endpoint = endpoints.get(row.endpoint());
        List<Api> strangers = new ArrayList<>();
        if (!endpoint.role().equals("PUBLIC")) {
            strangers.add(store.caller("anonymous"));
        }
        Map<String, String> kinds =
                Map.of("PROVIDER", "provider", "OWNER", "owner", "STOREFRONT", "storefront", "MEMBER", "leader");
        kinds.forEach((role, caller) -> {
            if (!List.of(endpoint.role().split("\\+")).contains(role)
                    && !endpoint.role().equals("PUBLIC")) {
                strangers.add(store.caller(caller));
                strangers.add(other.caller(caller));
            }
        });
        if (endpoint.role().equals("OWNER")) {
            strangers.add(store.ownerWithout(endpoint.scope()));
        }
        for (Api stranger : strangers) {
            Api.Answer answer = row.call(stranger, store::id);
            assertThat(answer.status())
                    .as(row.endpoint() + ": " + answer.body())
                    .isIn(401, 403);
            assertThat(answer.problem()).isIn("unauthenticated", "forbidden");
            assertThat(seen(row.call(stranger, Ids.random()))).isEqualTo(seen(answer));
        }
    }

    private static void anotherStore(Row row) {
        Api stranger = other.caller(row.caller());
        if (!row.namesIds()) {
            showsNothing(row.call(stranger, other::id), store.ids().keySet());
            return;
        }
        Api.Answer foreign = row.call(stranger, store::id, signed(row, other, store));
        if (!row.reads()) {
            assertThat(foreign.status())
                    .as(row.endpoint() + ": " + foreign.body())
                    .isBetween(400, 499);
        }
        showsNothing(foreign, PRIVATE);
        Ids nobodys = Ids.random();
        assertThat(seen(foreign)).isEqualTo(seen(row.call(stranger, nobodys, signed(row, other, other))));
        if (row.pathNamesIds() && row.bodyIds() && !row.caller().equals("anonymous")) {
            Api.Answer foreignBody = row.call(stranger, other::id, store::id, Map.of());
            assertThat(foreignBody.status())
                    .as(row.endpoint() + ": " + foreignBody.body())
                    .isBetween(400, 499);
            assertThat(seen(foreignBody)).isEqualTo(seen(row.call(stranger, other::id, nobodys, Map.of())));
        }
    }

    private static void aNeighbour(Row row) {
        Api neighbour = store.caller("neighbour");
        if (row.namesIds()) {
            Api.Answer answer = row.call(neighbour, store::id);
            assertThat(answer.status())
                    .as(row.endpoint() + ": " + answer.body())
                    .isBetween(400, 499);
            assertThat(seen(answer)).isEqualTo(seen(row.call(neighbour, Ids.random())));
        } else if (row.reads()) {
            showsNothing(row.call(neighbour, store::id), PRIVATE);
        }
    }

    /** Whoever has the link of an e-mail may end such e-mails. */
    private static boolean isItsOwnCredential(Row row) {
        return row.endpoint().contains("/unsubscriptions/");
    }

    private static boolean isMembers(Row row) {
        return endpoints.get(row.endpoint()).role().equals("MEMBER");
    }

    private static void showsNothing(Api.Answer answer, Set<String> names) {
        for (String name : names) {
            assertThat(answer.body()).as("shows " + name).doesNotContain(store.id(name));
        }
    }

    /** A notification carries a signature of the shop that sends it. */
    private static Map<String, String> signed(Row row, World sender, World about) {
        return row.endpoint().startsWith("POST /hooks/")
                ? SignedNotification.headers(
                        sender.id("webhookSecret"),
                        Matrix.notification(about::id).toString(),
                        Instant.now())
                : Map.of();
    }

    /** What a client can tell apart: all but the id that support asks for. */
    private static List<String> seen(Api.Answer answer) {
        return List.of(
                Integer.toString(answer.status()),
                answer.headers().getOrDefault("content-type", ""),
                answer.body().replaceAll("\"correlation\":\"[^\"]*\"", ""));
    }
}
