package shop.gather.it.isolation;

import static shop.gather.it.isolation.Matrix.named;
import static shop.gather.it.isolation.Matrix.text;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;

/** The rows of the {@link Matrix} about pickup. */
final class PickupMatrix {

    private PickupMatrix() {}

    static List<Row> rows() {
        return List.of(
                Row.of("GET /api/v1/pickup-points", "owner"),
                Row.of("POST /api/v1/pickup-points", "owner").sending(point("Another point")),
                Row.of("GET /api/v1/pickup-points/{id}", "owner", "pickupPoint"),
                Row.of("PUT /api/v1/pickup-points/{id}", "owner", "sparePickupPoint")
                        .sending(point("Renamed"))
                        .withETag(),
                Row.of("POST /api/v1/pickup-points/{id}/hand-overs", "owner", "pickupPoint")
                        .sending(handOver()),
                Row.of("POST /api/v1/pickup-points/{id}/no-shows", "owner", "pickupPoint")
                        .sending(noShow()),
                Row.of("GET /api/v1/campaigns/{id}/pick-list", "owner", "pickupCampaign"),
                Row.of("GET /api/v1/campaigns/{id}/pickups", "owner", "pickupCampaign"),
                Row.of("GET /api/v1/campaigns/{id}/purchase-list", "owner", "pickupCampaign"),
                Row.of("POST /api/v1/campaigns/{id}/purchase-list/sent", "owner", "pickupCampaign"),
                Row.of("POST /api/v1/campaigns/{id}/deliveries", "owner", "pickupCampaign")
                        .sending(delivery()),
                Row.of("GET /api/v1/participations/{id}/pickup", "owner", "collectedPlace"),
                Row.of("PUT /api/v1/participations/{id}/pickup", "owner", "collectedPlace")
                        .naming(named("pickupPointId", "pickupPoint")),
                Row.of("POST /api/v1/participations/{id}/pickup/reversal", "owner", "handedPlace")
                        .sending(text("reason", "The wrong code was scanned.")),
                Row.of("GET /storefront/v1/me/participations/{id}/pickup", "collector", "collectedPlace"),
                Row.of("PUT /storefront/v1/me/participations/{id}/pickup", "collector", "collectedPlace")
                        .naming(named("pickupPointId", "pickupPoint")),
                Row.of(
                        "GET /storefront/v1/me/participations/{id}/pickup/code.svg as image/svg+xml",
                        "collector",
                        "collectedPlace"),
                Row.of("GET /storefront/v1/me/pickup-points", "leader"),
                Row.of("GET /storefront/v1/me/pickup-points/{id}/pick-list", "leader", "pickupPoint"),
                Row.of("GET /storefront/v1/me/pickup-points/{id}/pickups", "leader", "pickupPoint"),
                Row.of("POST /storefront/v1/me/pickup-points/{id}/hand-overs", "leader", "pickupPoint")
                        .sending(handOver()),
                Row.of("POST /storefront/v1/me/pickup-points/{id}/no-shows", "leader", "pickupPoint")
                        .sending(noShow()),
                Row.of("GET /storefront/v1/pickup-points", "storefront"));
    }

    private static JsonObject delivery() {
        return Json.createObjectBuilder()
                .add(
                        "items",
                        Json.createArrayBuilder()
                                .add(Json.createObjectBuilder()
                                        .add("participationId", "0191b6f0-0000-7000-8000-000000000001")
                                        .add("delivered", 940)))
                .build();
    }

    /** A pickup point of nobody in particular. */
    static JsonObject point(String name) {
        return Json.createObjectBuilder()
                .add("name", name)
                .add("addressLines", Json.createArrayBuilder().add("1 Long Street"))
                .add("zone", "Europe/Berlin")
                .build();
    }

    private static JsonObject handOver() {
        return Json.createObjectBuilder()
                .add("items", Json.createArrayBuilder().add(text("code", "22222222222222")))
                .build();
    }

    private static JsonObject noShow() {
        return Json.createObjectBuilder()
                .add("participationIds", Json.createArrayBuilder().add("00000000-0000-7000-8000-000000000000"))
                .build();
    }
}
