package shop.gather.it.input;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Counts;
import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Shared;
import shop.gather.it.isolation.Endpoint;
import shop.gather.it.isolation.Endpoints;
import shop.gather.it.isolation.Matrix;
import shop.gather.it.isolation.Row;
import shop.gather.it.isolation.World;

/**
 * Thousands of hostile requests over all operations, with every kind of key: no answer blames the server, the ledger
 * agrees and all background work gets done. The seed is fixed, so that a failure comes again.
 */
class HostileRunIT {

    private static final int REQUESTS = Counts.of(400, 6_000);
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final List<String> CALLERS =
            List.of("provider", "owner", "backEnd", "storefront", "leader", "buyer", "applicant", "anonymous");

    private static final List<String> IDS = List.of(
            "0",
            "null",
            "-1",
            "%00",
            "%2e%2e%2f%2e%2e",
            "%ED%A0%80",
            "%F0%9F%8D%B5",
            "'%20or%201=1--",
            "00000000-0000-0000-0000-000000000000",
            "ffffffff-ffff-ffff-ffff-ffffffffffff",
            ";jsessionid=1",
            "a;b=c;d",
            "x".repeat(3_000));

    private static final List<String> QUERIES = List.of(
            "",
            "?limit=-1&cursor=x",
            "?limit=99999999999999999999",
            "?limit=NaN&limit=2",
            "?cursor=%00%01",
            "?cursor=" + "A".repeat(3_000),
            "?currency=%ED%A0%80",
            "?currency=EUR&from=-999999999-01-01T00:00:00Z&to=+999999999-12-31T23:59:59Z",
            "?from=2026-02-30&to=0000-00-00",
            "?currency=ZZZ&state=%27%3B--&status=PAID",
            "?&&&=&=%20",
            "?size=1e999&page=1.5");

    private static final List<Map<String, String>> HEADERS = List.of(
            Map.of(),
            Map.of("If-Match", "\"99999999999999999999\""),
            Map.of("If-Match", "W/\"x"),
            Map.of("If-Match", "*"),
            Map.of("Idempotency-Key", "k".repeat(5_000)),
            Map.of("Idempotency-Key", " "),
            Map.of("Accept", "image/webp;q=nonsense"),
            Map.of("Accept", "text/csv, */*;q=0"),
            Map.of("Content-Type", "text/plain"),
            Map.of("Content-Type", "application/json; charset=no-such"),
            Map.of("Content-Type", "application/json; charset=UTF-16"),
            Map.of("Content-Type", "multipart/form-data"),
            Map.of("Content-Type", "nonsense"),
            Map.of("Accept-Language", "x".repeat(1_000)),
            Map.of("X-Forwarded-For", "a, b, ::::, 1.2.3.4:99999"),
            Map.of("X-Correlation-Id", "<script>"),
            Map.of("X-HTTP-Method-Override", "DELETE"),
            Map.of("Authorization", "Bearer x.y.z"),
            Map.of("Authorization", "Basic Og=="));

    private static final List<String> BODIES = List.of(
            "",
            "{",
            "[]",
            "null",
            "{\"a\":[[1],[1]],\"a\":{\"a\":1}}",
            "{\"name\":\"a\",\"name\":\"b\",\"reason\":1,\"reason\":null}",
            "{\"name\":\"\\ud800\",\"reason\":\"\\udfff\",\"pitch\":\"\\u0000\"}",
            "{\"amount\":{\"amount\":\"-1e99\",\"currency\":\"\\ud83d\"}}",
            "{\"amount\":{\"amount\":1e400,\"currency\":{}}}",
            "{\"validFrom\":\"+999999999-12-31T23:59:59.999999999Z\",\"deadline\":\"-999999999-01-01\"}",
            "{\"a\":" + "9".repeat(300) + "}",
            "{\"a\":" + "9".repeat(5_000) + "}",
            "{\"a\":[" + "[1],".repeat(3_000) + "1]}",
            "{\"a\":[" + "[1],".repeat(50_000) + "1]}",
            "{\"a\":" + "[".repeat(60) + "]".repeat(60) + "}",
            "[".repeat(30_000),
            "{\"" + "k".repeat(60_000) + "\":1}",
            "{\"name\":\"" + "é".repeat(60_000) + "\"}",
            "\uFEFF{}",
            "\u0000\u0001{}");

    private final AtomicInteger sent = new AtomicInteger();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    @Test
    void noRequestFailsOnOurSideAndTheLedgerAndTheBackgroundWorkAreWhole() {
        GatherServer server = Shared.postgres();
        World world = World.on(server);
        Map<String, Row> rows = new HashMap<>();
        Matrix.rows(world).forEach(row -> rows.put(row.endpoint(), row));
        List<Endpoint> operations = Endpoints.ofTheWar();
        assertThat(operations).hasSizeGreaterThan(90);
        int rounds = REQUESTS / operations.size() + 1;

        IntStream.range(0, operations.size() * rounds).parallel().forEach(number -> {
            Endpoint operation = operations.get(number % operations.size());
            attack(world, operation, rows.get(operation.name()), new Random(number));
        });

        assertThat(failures).as("answers of 5xx").isEmpty();
        assertThat(world.store().owner().get("/api/v1/ledger/verification").getBoolean("agrees"))
                .isTrue();
        Await.until(
                "all orders to be read and all commands to end", PATIENCE, () -> undone(world), count -> count == 0);
        Counts.executed("hostile requests", sent.get(), REQUESTS);
    }

    private void attack(World world, Endpoint operation, Row row, Random random) {
        // The right caller and the right ids lead deepest, so they come most often.
        boolean right = row != null && random.nextInt(3) > 0;
        Api caller = world.caller(right ? row.caller() : one(CALLERS, random));
        String path = row != null && random.nextInt(3) > 0 ? row.path(world::id) : garbled(operation, random);
        Map<String, String> headers = new HashMap<>(one(HEADERS, random));
        headers.putIfAbsent("Idempotency-Key", UUID.randomUUID().toString());
        String body = operation.verb().equals("GET") && random.nextInt(4) > 0 ? null : body(world, row, random);
        String query = one(QUERIES, random);
        String what = operation.name() + " at " + shown(path + query) + " with " + shown(headers.toString()) + " and "
                + shown(String.valueOf(body));
        try {
            Api.Answer answer = caller.send(operation.verb(), path + query, body, headers);
            sent.incrementAndGet();
            if (answer.status() >= 500) {
                failures.add(what + ": " + answer.status() + " " + shown(answer.body()));
            }
        } catch (UncheckedIOException broken) {
            if (closedByTheContainer(operation, body)) {
                sent.incrementAndGet();
            } else {
                failures.add(what + ": " + broken.getCause());
            }
        }
    }

    /**
     * Payara answers a body of GET or DELETE with 400 and closes. If the body is still being sent then, TCP may drop
     * the answer.
     */
    private static boolean closedByTheContainer(Endpoint operation, String body) {
        return List.of("GET", "DELETE").contains(operation.verb()) && body != null && body.length() > 30_000;
    }

    private static String garbled(Endpoint operation, Random random) {
        String path = operation.path();
        for (String template : operation.templates()) {
            path = path.replace("{" + template + "}", one(IDS, random));
        }
        return path;
    }

    /** Of no operation, or right but for one field. */
    private static String body(World world, Row row, Random random) {
        if (row == null || row.body() == null || random.nextBoolean()) {
            return one(BODIES, random);
        }
        JsonObject right = row.body().apply(world::id);
        return one(List.copyOf(Hostile.bodies(right).values()), random);
    }

    /** Orders that wait to be read and commands that have not ended, of the attacked store. */
    private static long undone(World world) {
        try (var owner = Shared.postgres().storage().openAsOwner();
                var statement = owner.prepareStatement("select (select count(*) from order_snapshot where store_id = ?"
                        + " and dirty_since is not null) + (select count(*) from shop_command where store_id = ?"
                        + " and state = 'WAITING')")) {
            UUID store = UUID.fromString(world.id("store"));
            statement.setObject(1, store);
            statement.setObject(2, store);
            try (var found = statement.executeQuery()) {
                found.next();
                return found.getLong(1);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static <T> T one(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }

    private static String shown(String text) {
        return text.length() > 150 ? text.substring(0, 150) + "… (" + text.length() + ")" : text;
    }
}
