package shop.gather.it.isolation;

import static shop.gather.it.isolation.Matrix.text;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import shop.gather.it.fixture.Buyer;

/** The rows of the {@link Matrix} about campaigns that repeat. */
final class SeriesMatrix {

    private SeriesMatrix() {}

    /** @param article one that every shop sells */
    static List<Row> rows(String article) {
        String day = "=" + LocalDate.now(ZoneOffset.UTC).plusDays(9);
        return List.of(
                Row.of("PUT /api/v1/campaigns/{id}/series", "owner", "repeating")
                        .sending(text("rule", "FREQ=DAILY")),
                Row.of("GET /api/v1/campaigns/{id}/series", "owner", "repeating"),
                Row.of("PUT /api/v1/campaigns/{id}/series/state", "owner", "repeating")
                        .sending(text("state", "ACTIVE")),
                Row.of("PUT /api/v1/campaigns/{id}/series/skips/{day}", "owner", "repeating", day),
                Row.of("DELETE /api/v1/campaigns/{id}/series/skips/{day}", "owner", "repeating", day),
                Row.of("GET /api/v1/campaigns/{id}/series/cycles", "owner", "repeating"),
                Row.of("GET /storefront/v1/campaigns/{id}/cycles", "storefront", "repeating"),
                Row.of("PUT /storefront/v1/me/participations/{id}/quantity", "subscriber", "weeklyPlace")
                        .sending(Buyer.units(1)),
                Row.of("GET /storefront/v1/me/standing-orders", "subscriber"),
                Row.of("PUT /storefront/v1/me/standing-orders/{id}", "subscriber", "weekly")
                        .sending(standing(article))
                        .forEveryMember(),
                Row.of("GET /storefront/v1/me/standing-orders/{id}", "subscriber", "weekly"),
                Row.of("PUT /storefront/v1/me/standing-orders/{id}/pause", "subscriber", "weekly")
                        .sending(text("until", "2027-01-11")),
                Row.of("DELETE /storefront/v1/me/standing-orders/{id}/pause", "subscriber", "weekly"),
                Row.of("DELETE /storefront/v1/me/standing-orders/{id}", "subscriber", "weekly")
                        .forEveryMember());
    }

    static JsonObject standing(String variantId) {
        return Json.createObjectBuilder()
                .add(
                        "lines",
                        Json.createArrayBuilder()
                                .add(Json.createObjectBuilder()
                                        .add("variantId", variantId)
                                        .add("quantity", 1)))
                .build();
    }

    /** Cut-offs at noon, far from those of the campaign; cycles have no campaign before they open. */
    static JsonObject daily() {
        return Json.createObjectBuilder()
                .add("rule", "FREQ=DAILY")
                .add("firstCutOff", "2026-01-01T12:00:00Z")
                .add("opensBefore", "PT1M")
                .add("ahead", 0)
                .build();
    }
}
