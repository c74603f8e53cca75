package shop.gather.it.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import jakarta.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Counts;
import shop.gather.it.fixture.Shared;
import shop.gather.it.isolation.Matrix;
import shop.gather.it.isolation.Row;
import shop.gather.it.isolation.World;

/** Every list says what is wrong with a limit that is none, and keeps to one that is. */
class ListLimitsIT {

    private static World store;
    private static Map<String, Row> rows;

    @BeforeAll
    static void aStore() {
        store = World.on(Shared.postgres());
        rows = new HashMap<>();
        Matrix.rows(store).forEach(row -> rows.put(row.endpoint(), row));
    }

    @TestFactory
    Stream<DynamicTest> aLimitThatIsNoneIsNamed() {
        Set<String> lists = lists();
        Counts.executed("lists asked for a limit that is none", lists.size(), 25);
        return lists.stream()
                .map(list -> dynamicTest(list, () -> {
                    for (String limit : List.of(
                            "x", "", "1.5", "1e2", "99999999999999999999", "-1", "0", "201", "%00", "%D9%A3x")) {
                        Api.Answer answer = ask(rows.get(list), limit);
                        assertThat(answer.status()).as(limit + ": " + answer).isEqualTo(400);
                        assertThat(answer.problem()).isEqualTo("invalid-value");
                        assertThat(answer.json().getString("detail")).startsWith("limit ");
                        assertThat(ClearProblem.wrongWith(answer))
                                .as(answer.toString())
                                .isEmpty();
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> aLimitIsKept() {
        return lists().stream()
                .map(list -> dynamicTest(list, () -> {
                    Api.Answer answer = ask(rows.get(list), "1");
                    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
                    assertThat(answer.json().getJsonArray("items")).hasSizeLessThanOrEqualTo(1);
                }));
    }

    private static Api.Answer ask(Row row, String limit) {
        String currency = row.endpoint().contains("/statement") ? "&currency=EUR" : "";
        return store.caller(row.caller())
                .send("GET", row.path(store::id) + "?limit=" + limit + currency, null, Map.of());
    }

    /** As the description has them: what takes a limit is a list. */
    private static Set<String> lists() {
        JsonObject paths = store.caller("anonymous")
                .send("GET", "/openapi", null, Map.of("Accept", "application/json"))
                .json()
                .getJsonObject("paths");
        Set<String> lists = new TreeSet<>();
        paths.forEach((path, methods) -> {
            JsonObject get = methods.asJsonObject().getJsonObject("get");
            if (get != null && get.containsKey("parameters") && takesLimit(get)) {
                lists.add("GET " + path);
            }
        });
        return lists;
    }

    private static boolean takesLimit(JsonObject operation) {
        return operation.getJsonArray("parameters").stream()
                .anyMatch(each -> each.asJsonObject().getString("name", "").equals("limit"));
    }
}
