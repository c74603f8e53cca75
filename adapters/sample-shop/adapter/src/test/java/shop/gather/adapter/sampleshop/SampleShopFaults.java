package shop.gather.adapter.sampleshop;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/** What shall go wrong at a sample shop: operations first, then how. Each call returns a new plan. */
public final class SampleShopFaults {

    private final JsonObject plan;

    private SampleShopFaults(JsonObject plan) {
        this.plan = plan;
    }

    /** Calls of these operations, for example {@code capture}, {@code read-order}; {@code *} for all. */
    public static SampleShopFaults of(String... operations) {
        return new SampleShopFaults(Json.createObjectBuilder()
                .add("operations", Json.createArrayBuilder(List.of(operations)))
                .build());
    }

    /** Only webhooks go wrong. */
    public static SampleShopFaults none() {
        return new SampleShopFaults(JsonObject.EMPTY_JSON_OBJECT);
    }

    /** They begin so much later. */
    public SampleShopFaults slow(Duration delay) {
        return with(builder().add("delayMs", delay.toMillis()));
    }

    /** They are done, but the answer comes so much later. */
    public SampleShopFaults answeredLate(Duration delay) {
        return with(builder().add("delayMs", delay.toMillis()).add("timeoutAfterCommit", true));
    }

    /** All of them fail with this status and are not done. */
    public SampleShopFaults failing(int status) {
        return failing(status, "1", 0);
    }

    /**
     * Some of them fail.
     *
     * @param share decimal text from 0 to 1
     * @param seed the same seed gives the same failures
     */
    public SampleShopFaults failing(int status, String share, long seed) {
        return with(builder()
                .add("errorStatus", status)
                .add("errorRate", new BigDecimal(share))
                .add("seed", seed));
    }

    /** Only the next so many calls. */
    public SampleShopFaults times(int calls) {
        return with(builder().add("count", calls));
    }

    /**
     * Webhooks go wrong too.
     *
     * @param duplicate how often each is sent again
     * @param shuffle whether they overtake one another
     * @param dropShare decimal text from 0 to 1
     * @param seed the same seed gives the same faults
     */
    public SampleShopFaults webhooks(int duplicate, boolean shuffle, String dropShare, long seed) {
        return with(builder()
                .add(
                        "webhooks",
                        Json.createObjectBuilder()
                                .add("duplicate", duplicate)
                                .add("shuffle", shuffle)
                                .add("dropRate", new BigDecimal(dropShare))
                                .add("seed", seed)));
    }

    JsonObject json() {
        return plan;
    }

    private JsonObjectBuilder builder() {
        return Json.createObjectBuilder(plan);
    }

    private static SampleShopFaults with(JsonObjectBuilder builder) {
        return new SampleShopFaults(builder.build());
    }
}
