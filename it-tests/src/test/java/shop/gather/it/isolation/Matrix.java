package shop.gather.it.isolation;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.it.fixture.Buyer;

/**
 * For every method of the deployed module: who calls it rightly, and with which of the store's ids. The order is that
 * in which the right callers succeed.
 */
public final class Matrix {

    private Matrix() {}

    public static List<Row> rows(World any) {
        List<Row> rows = new ArrayList<>(List.of(
                Row.of("GET /api/v1/alarms", "owner"),
                Row.of("POST /api/v1/alarms/{id}/closure", "owner", "alarm"),
                Row.of("GET /api/v1/applications", "owner"),
                Row.of("GET /api/v1/applications/{id}", "owner", "application"),
                Row.of("POST /api/v1/applications/{id}/approval", "owner", "application"),
                Row.of("POST /api/v1/applications/{id}/rejection", "owner", "secondApplication")
                        .sending(text("reason", "Not this spring.")),
                Row.of("GET /api/v1/attributions", "owner"),
                Row.of("GET /api/v1/audit-entries", "owner"),
                Row.of("GET /api/v1/campaigns", "owner"),
                Row.of("POST /api/v1/campaigns", "owner").sending(campaign(any)),
                Row.of("GET /api/v1/campaigns/{id}", "owner", "campaign"),
                Row.of("PUT /api/v1/campaigns/{id}", "owner", "draft")
                        .sending(campaign(any))
                        .withETag(),
                Row.of("GET /api/v1/campaigns/{id}/review", "owner", "draft"),
                Row.of("POST /api/v1/campaigns/{id}/dry-run", "owner", "draft")
                        .sending(Json.createObjectBuilder()
                                .add("buyers", 30)
                                .add("payRate", 9_000)
                                .build()),
                Row.of("POST /api/v1/campaigns/{id}/dry-run/svg as image/svg+xml", "owner", "draft")
                        .sending(Json.createObjectBuilder()
                                .add("buyers", 30)
                                .add("payRate", 9_000)
                                .build()),
                Row.of("PUT /api/v1/campaigns/{id}/visibility", "owner", "campaign")
                        .sending(text("visibility", "PUBLIC")),
                Row.of("POST /api/v1/campaigns/{id}/publication", "owner", "secondDraft"),
                Row.of("POST /api/v1/campaigns/{id}/closure", "owner", "closing"),
                Row.of("POST /api/v1/campaigns/{id}/payment-opening", "owner", "presale"),
                Row.of("GET /api/v1/campaigns/{id}/payment-opening", "owner", "presale"),
                Row.of("GET /api/v1/campaigns/{id}/teams", "owner", "campaign"),
                Row.of("GET /api/v1/interests", "owner"),
                Row.of("GET /storefront/v1/me/interests", "buyer"),
                Row.of("PUT /storefront/v1/me/interests/articles/{variantId}", "buyer", "=green-tea-100g"),
                Row.of("DELETE /storefront/v1/me/interests/articles/{variantId}", "buyer", "=green-tea-100g"),
                Row.of("PUT /storefront/v1/me/interests/campaigns/{id}", "buyer", "campaign")
                        .forEveryMember(),
                Row.of(
                        "DELETE /storefront/v1/me/interests/campaigns/{id}",
                        "buyer",
                        "=0190f5c6-0000-7000-8000-000000000001"),
                Row.of("GET /api/v1/team-reminders", "owner"),
                Row.of("PUT /api/v1/team-reminders", "owner").sending(text("remindBefore", "PT3H")),
                Row.of("GET /api/v1/campaigns/{id}/figures", "owner", "campaign"),
                Row.of("GET /api/v1/commission-plans", "owner"),
                Row.of("POST /api/v1/commission-plans", "owner").sending(plan()),
                Row.of("GET /api/v1/commission-plans/current", "owner"),
                Row.of("GET /api/v1/commission-plans/{plan}", "owner", "plan"),
                Row.of("GET /api/v1/commissions", "owner"),
                Row.of("GET /api/v1/communities", "owner"),
                Row.of("GET /api/v1/communities/{id}", "owner", "community"),
                Row.of("GET /api/v1/communities/{id}/members", "owner", "community"),
                Row.of("GET /api/v1/connection", "owner"),
                Row.of("PUT /api/v1/connection", "owner").withOwnBody(ids -> connection(ids, "")),
                Row.of("POST /api/v1/customer-sessions", "backEnd").naming(named("customerId", "vouchedCustomer")),
                Row.of("GET /api/v1/event-endpoints", "owner"),
                Row.of("POST /api/v1/event-endpoints", "owner").sending(text("url", "http://127.0.0.1:1/events")),
                Row.of("GET /api/v1/event-endpoints/{id}/dead-letters", "owner", "eventEndpoint"),
                Row.of("POST /api/v1/event-endpoints/{id}/replay", "owner", "eventEndpoint"),
                Row.of("DELETE /api/v1/event-endpoints/{id}", "owner", "eventEndpoint"),
                Row.of("GET /api/v1/group-links", "owner"),
                Row.of("POST /api/v1/group-links", "owner").naming(named("leaderId", "leader")),
                Row.of("GET /api/v1/group-links/{id}", "owner", "link"),
                Row.of("PUT /api/v1/group-links/{id}", "owner", "link")
                        .sending(Json.createObjectBuilder().add("live", false).build())
                        .withETag(),
                Row.of("GET /api/v1/group-links/{id}/qr.png as image/png", "owner", "link"),
                Row.of("GET /api/v1/group-links/{id}/qr.svg as image/svg+xml", "owner", "link"),
                Row.of("GET /api/v1/keys", "owner"),
                Row.of("POST /api/v1/keys", "owner")
                        .sending(Json.createObjectBuilder()
                                .add("name", "one more")
                                .add("kind", "STOREFRONT")
                                .build()),
                Row.of("DELETE /api/v1/keys/{id}", "owner", "key"),
                Row.of("GET /api/v1/leaders", "owner"),
                Row.of("POST /api/v1/leaders", "owner").naming(named("memberId", "newcomer")),
                Row.of("GET /api/v1/leaders/{id}", "owner", "leader"),
                Row.of("POST /api/v1/leaders/{id}/suspension", "owner", "troublesome")
                        .sending(text("reason", "Sends unasked-for e-mail.")),
                Row.of("DELETE /api/v1/leaders/{id}/suspension", "owner", "troublesome"),
                Row.of("POST /api/v1/leaders/{leader}/adjustments", "owner", "leader")
                        .sending(correction("5.00").add("direction", "CREDIT").build()),
                Row.of("GET /api/v1/leaders/{leader}/balances", "owner", "leader"),
                Row.of("GET /api/v1/leaders/{leader}/coupons", "owner", "leader"),
                Row.of("POST /api/v1/leaders/{leader}/coupons", "owner", "leader")
                        .sending(text("code", "SPRING-LEADER")),
                Row.of("DELETE /api/v1/leaders/{leader}/coupons/{code}", "owner", "leader", "coupon"),
                Row.of("GET /api/v1/leaders/{leader}/statement", "owner", "leader"),
                Row.of("POST /api/v1/leaders/{leader}/write-offs", "owner", "debtor")
                        .sending(correction("1.00").build()),
                Row.of("POST /api/v1/ledger/rebuilds", "owner"),
                Row.of("GET /api/v1/ledger/trial-balance", "owner"),
                Row.of("GET /api/v1/ledger/verification", "owner"),
                Row.of("GET /api/v1/members", "owner"),
                Row.of("GET /api/v1/members/{id}", "owner", "leaderMember"),
                Row.of("POST /api/v1/members/{id}/aliases", "backEnd", "twin")
                        .naming(named("customerId", "twinCustomer")),
                Row.of("POST /api/v1/members/{id}/erasure", "owner", "leaving"),
                Row.of("GET /api/v1/message-channels/email", "owner"),
                Row.of("PUT /api/v1/message-channels/email", "owner")
                        .sending(mailServer(1))
                        .withETag(),
                Row.of("POST /api/v1/message-channels/email/bounces", "owner")
                        .sending(Json.createObjectBuilder()
                                .add("addressHash", "a".repeat(64))
                                .add("reason", "550 5.1.1 No such user")
                                .build()),
                Row.of("POST /api/v1/message-channels/email/test", "owner").sending(text("to", "me@shop.example")),
                Row.of("POST /api/v1/message-templates/{kind}/{language}/test", "owner", "=place-paid", "=en")
                        .sending(template()),
                Row.of("DELETE /api/v1/message-channels/email", "owner"),
                Row.of("GET /api/v1/message-channels/webhook", "owner"),
                Row.of("PUT /api/v1/message-channels/webhook", "owner")
                        .sending(text("url", "http://127.0.0.1:1/messages"))
                        .withETag(),
                Row.of("DELETE /api/v1/message-channels/webhook", "owner"),
                Row.of("GET /api/v1/message-defaults", "owner"),
                Row.of("PUT /api/v1/message-defaults", "owner")
                        .sending(text("language", "zh"))
                        .withETag(),
                Row.of("GET /api/v1/message-templates/{kind}/{language}", "owner", "=place-paid", "=en"),
                Row.of("PUT /api/v1/message-templates/{kind}/{language}", "owner", "=place-paid", "=en")
                        .sending(template())
                        .withETag(),
                Row.of("POST /api/v1/message-templates/{kind}/{language}/preview", "owner", "=place-paid", "=en")
                        .sending(template()),
                Row.of("DELETE /api/v1/message-templates/{kind}/{language}", "owner", "=place-paid", "=en"),
                Row.of("POST /api/v1/participations/{id}/decision", "owner", "place")
                        .naming(ids -> Json.createObjectBuilder()
                                .add("orderId", ids.apply("order"))
                                .add("decision", "ACCEPT")
                                .add("reason", "It was paid.")
                                .build()),
                Row.of("GET /api/v1/payout-requests", "owner"),
                Row.of("GET /api/v1/payout-requests/{request}", "owner", "wished"),
                Row.of("POST /api/v1/payout-requests/{request}/approval", "owner", "wished"),
                Row.of("DELETE /api/v1/payout-requests/{request}/approval", "owner", "wished"),
                Row.of("POST /api/v1/payout-requests", "owner").naming(ids -> Json.createObjectBuilder()
                        .add("leader", ids.apply("leader"))
                        .add("amount", euros("1.00"))
                        .build()),
                Row.of("GET /api/v1/payout-settings", "owner"),
                Row.of("PUT /api/v1/payout-settings", "owner")
                        .sending(Json.createObjectBuilder()
                                .add("minimumAmounts", Json.createArrayBuilder().add(euros("1.00")))
                                .build()),
                Row.of("POST /api/v1/payout-requests/{request}/rejection", "owner", "unwanted")
                        .sending(text("reason", "The account is closed.")),
                Row.of("POST /api/v1/payout-requests/{request}/failure", "owner", "sent")
                        .sending(text("reason", "It came back.")),
                Row.of("GET /api/v1/payout-batches", "owner"),
                Row.of("POST /api/v1/payout-batches", "owner"),
                Row.of("GET /api/v1/payout-batches/{batch}", "owner", "batch"),
                Row.of("POST /api/v1/payout-batches/{batch}/settlement", "owner", "batch"),
                Row.of("GET /api/v1/postponed-orders", "owner"),
                Row.of("POST /api/v1/postponed-orders/{id}/retry", "owner", "postponedOrder"),
                Row.of("POST /api/v1/postponed-orders/{id}/skip", "owner", "secondPostponedOrder"),
                Row.of("GET /api/v1/programmes", "owner"),
                Row.of("POST /api/v1/programmes", "owner").sending(programme("Another")),
                Row.of("GET /api/v1/programmes/{id}", "owner", "programme"),
                Row.of("PUT /api/v1/programmes/{id}", "owner", "programme")
                        .sending(programme("Renamed"))
                        .withETag(),
                Row.of("GET /api/v1/reversals", "owner"),
                Row.of("POST /api/v1/reversals/resumption", "owner"),
                Row.of("GET /api/v1/shop-commands", "owner"),
                Row.of("GET /api/v1/teams/{id}", "owner", "team"),
                Row.of("GET /api/v1/teams/{id}/timeline", "owner", "team"),
                Row.of("GET /api/v1/teams/{id}/chain as text/plain", "owner", "team"),
                Row.of("POST /api/v1/teams/{id}/acceptance", "owner", "acceptedTeam"),
                Row.of("POST /api/v1/teams/{id}/cancellation", "owner", "cancelledTeam"),
                Row.of("POST /hooks/{store}", "anonymous", "store").naming(Matrix::notification),
                Row.of("GET /provider/v1/adapters", "provider"),
                Row.of("GET /provider/v1/deployment", "provider"),
                Row.of("PUT /provider/v1/deployment", "provider"),
                Row.of("GET /provider/v1/nodes", "provider"),
                Row.of("POST /provider/v1/backups", "provider"),
                Row.of("GET /provider/v1/stores", "provider"),
                Row.of("POST /provider/v1/stores", "provider")
                        .sending(Json.createObjectBuilder()
                                .add("name", "A new one")
                                .add("zone", "Europe/Berlin")
                                .build()),
                Row.of("GET /provider/v1/stores/{id}", "provider", "store"),
                Row.of("PUT /provider/v1/stores/{id}/connection", "provider", "spareStore")
                        .withOwnBody(ids -> connection(ids, "spare ")),
                Row.of("GET /provider/v1/stores/{id}/health", "provider", "store"),
                Row.of("POST /provider/v1/stores/{id}/owner-keys", "provider", "spareStore"),
                Row.of("PUT /provider/v1/stores/{id}/suspension", "provider", "spareStore"),
                Row.of("DELETE /provider/v1/stores/{id}/suspension", "provider", "spareStore"),
                Row.of("GET /storefront/v1/campaigns", "storefront"),
                Row.of("GET /storefront/v1/campaigns/{id}", "storefront", "campaign"),
                Row.of("GET /storefront/v1/campaigns/{id}/prices", "storefront", "campaign"),
                Row.of("GET /storefront/v1/campaigns/{id}/cases", "storefront", "campaign"),
                Row.of("GET /storefront/v1/campaigns/{id}/poster/png as image/png", "storefront", "campaign"),
                Row.of("GET /storefront/v1/campaigns/{id}/poster/svg as image/svg+xml", "storefront", "campaign"),
                Row.of("POST /storefront/v1/campaigns/{id}/teams", "opener", "campaign")
                        .sending(Buyer.units(1))
                        .forEveryMember(),
                Row.of("GET /storefront/v1/communities", "leader"),
                Row.of("GET /storefront/v1/communities/{id}", "leader", "community"),
                Row.of("PUT /storefront/v1/communities/{id}", "leader", "community")
                        .sending(text("name", "Our street"))
                        .withETag(),
                Row.of("GET /storefront/v1/me", "leader"),
                Row.of("GET /storefront/v1/me/applications", "leader"),
                Row.of("POST /storefront/v1/me/applications", "applicant")
                        .naming(ids -> Json.createObjectBuilder()
                                .add("programmeId", ids.apply("programme"))
                                .add("pitch", "I like tea.")
                                .build())
                        .forEveryMember(),
                Row.of("GET /storefront/v1/me/balances", "leader"),
                Row.of("GET /storefront/v1/me/commissions", "leader"),
                Row.of("GET /storefront/v1/me/group-links", "leader"),
                Row.of("POST /storefront/v1/me/group-links", "leader").sending(JsonObject.EMPTY_JSON_OBJECT),
                Row.of("GET /storefront/v1/me/group-links/{id}/qr.png as image/png", "leader", "link"),
                Row.of("GET /storefront/v1/me/group-links/{id}/qr.svg as image/svg+xml", "leader", "link"),
                Row.of("POST /storefront/v1/me/invitations", "leader")
                        .naming(named("programmeId", "programme"))
                        .forEveryMember(),
                Row.of("GET /storefront/v1/me/leader", "leader"),
                Row.of("GET /storefront/v1/me/message-settings", "told"),
                Row.of("PUT /storefront/v1/me/message-settings", "told").sending(consent("team-failed")),
                Row.of("GET /storefront/v1/me/messages", "told"),
                Row.of("POST /storefront/v1/me/messages/{id}/reading", "told", "message"),
                Row.of("GET /storefront/v1/me/team-display", "buyer"),
                Row.of("PUT /storefront/v1/me/team-display", "buyer").sending(text("display", "INITIALS")),
                Row.of("GET /storefront/v1/me/campaigns", "buyer"),
                Row.of("GET /storefront/v1/me/participations", "buyer"),
                Row.of("GET /storefront/v1/me/participations/{id}", "buyer", "place"),
                Row.of("DELETE /storefront/v1/me/participations/{id}", "quitter", "leftPlace"),
                Row.of("GET /storefront/v1/me/payout-methods", "leader"),
                Row.of("GET /storefront/v1/me/payout-requests", "leader"),
                Row.of("POST /storefront/v1/me/payout-requests", "leader")
                        .sending(Json.createObjectBuilder()
                                .add("amount", euros("1.00"))
                                .build()),
                Row.of("GET /storefront/v1/me/payout-requests/{request}", "leader", "sent"),
                Row.of("GET /storefront/v1/me/statement", "leader"),
                Row.of("GET /storefront/v1/open-teams", "storefront"),
                Row.of("GET /storefront/v1/programmes", "storefront"),
                Row.of("POST /storefront/v1/sessions", "storefront").naming(named("shopToken", "newcomerToken")),
                Row.of("DELETE /storefront/v1/sessions", "leaver"),
                Row.of("GET /storefront/v1/teams/{id}", "storefront", "team"),
                Row.of("GET /storefront/v1/teams/{id}/draw", "storefront", "drawTeam"),
                Row.of("GET /storefront/v1/teams/{id}/members", "storefront", "team"),
                Row.of("GET /storefront/v1/teams/{id}/progress as text/event-stream", "storefront", "cancelledTeam"),
                Row.of("GET /storefront/v1/teams/{id}/chain as text/plain", "buyer", "team"),
                Row.of("GET /storefront/v1/teams/{id}/poster/png as image/png", "storefront", "team"),
                Row.of("GET /storefront/v1/teams/{id}/poster/svg as image/svg+xml", "storefront", "team"),
                Row.of("GET /storefront/v1/unsubscriptions/{token}", "anonymous", "unsubscription"),
                Row.of("POST /storefront/v1/unsubscriptions/{token}", "anonymous", "unsubscription"),
                Row.of("POST /storefront/v1/teams/{id}/participations", "joiner", "team")
                        .sending(Buyer.units(1))
                        .forEveryMember(),
                Row.of("POST /storefront/v1/teams/{id}/help", "joiner", "helpedTeam")
                        .forEveryMember()));
        rows.addAll(PickupMatrix.rows());
        rows.addAll(ResaleWorld.rows());
        rows.addAll(SeriesMatrix.rows(any.store().shop().articles().get(0).variantId()));
        return rows;
    }

    /** An SMTP server on this machine. */
    static JsonObject mailServer(int port) {
        return Json.createObjectBuilder()
                .add("host", "127.0.0.1")
                .add("port", port)
                .add("security", "NONE")
                .add("from", "shop@shop.example")
                .build();
    }

    static JsonObject consent(String kind) {
        return Json.createObjectBuilder()
                .add("email", Json.createArrayBuilder().add(kind))
                .add("hidden", Json.createArrayBuilder())
                .build();
    }

    static JsonObject euros(String amount) {
        return Json.createObjectBuilder()
                .add("amount", amount)
                .add("currency", "EUR")
                .build();
    }

    /** What the sample shop says when an order changed. */
    public static JsonObject notification(Ids ids) {
        return Json.createObjectBuilder()
                .add("type", "order.changed")
                .add("data", Json.createObjectBuilder().add("orderId", ids.apply("order")))
                .build();
    }

    static JsonObject text(String name, String value) {
        return Json.createObjectBuilder().add(name, value).build();
    }

    static Function<Ids, JsonObject> named(String field, String id) {
        return ids -> text(field, ids.apply(id));
    }

    private static JsonObjectBuilder correction(String amount) {
        return Json.createObjectBuilder().add("amount", euros(amount)).add("reason", "a correction");
    }

    private static JsonObject programme(String name) {
        return Json.createObjectBuilder()
                .add("name", name)
                .add("rules", Json.createArrayBuilder())
                .build();
    }

    private static JsonObject template() {
        return Json.createObjectBuilder()
                .add("subject", "{campaign}")
                .add("text", "{paid} of {size} places are paid.")
                .build();
    }

    private static JsonObject plan() {
        return Json.createObjectBuilder()
                .add("name", "Another plan")
                .add("level1Percent", "5")
                .build();
    }

    private static JsonObject campaign(World any) {
        return any.store().campaign(Money.of(CurrencyUnit.EUR, 10), 3, Duration.ofHours(24), Duration.ofMinutes(15));
    }

    private static JsonObject connection(Ids ids, String prefix) {
        JsonObjectBuilder settings = Json.createObjectBuilder();
        for (String name : List.of("baseUrl", "adminKey", "webhookSecret")) {
            settings.add(name, ids.apply(prefix + name));
        }
        return Json.createObjectBuilder()
                .add("adapter", "sample-shop")
                .add("settings", settings)
                .add("currency", "EUR")
                .build();
    }
}
