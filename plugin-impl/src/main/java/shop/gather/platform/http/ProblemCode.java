package shop.gather.platform.http;

import java.util.Locale;

/** Every way in which a request can fail. The code is stable: clients and tests rely on it; titles may change. */
public enum ProblemCode {
    MALFORMED_BODY(400, "The body cannot be read"),
    INVALID_VALUE(400, "A value is invalid"),
    IDEMPOTENCY_KEY_MISSING(400, "The Idempotency-Key header is missing or too long"),
    UNAUTHENTICATED(401, "No valid credentials"),
    FORBIDDEN(403, "These credentials do not permit this operation"),
    STORE_SUSPENDED(403, "The store is suspended"),
    NOT_ELIGIBLE(403, "The buyer does not meet the conditions of the campaign"),
    PREFETCH_REFUSED(403, "Links are not loaded in advance"),
    NOT_FOUND(404, "Not found"),
    METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
    NOT_ACCEPTABLE(406, "The requested format is not available"),
    REQUEST_TIMEOUT(408, "The body arrived too slowly"),
    IDEMPOTENCY_KEY_IN_FLIGHT(409, "A request with this Idempotency-Key is in progress"),
    CONFLICT(409, "The current state does not permit this operation"),
    ALREADY_EXISTS(409, "It exists already"),
    TEAM_FULL(409, "All places of the team are taken"),
    TEAM_CLOSED(409, "The team no longer accepts buyers"),
    TEAM_SUCCEEDED(409, "The team has succeeded"),
    TEAM_NOT_PAID(409, "The buyer of the team has not paid"),
    OWN_TEAM(409, "Buyers cannot help themselves"),
    ALREADY_HELPED(409, "The member has helped another buyer of the campaign"),
    ALL_HELPS_GIVEN(409, "All helps are given"),
    ALREADY_IN_TEAM(409, "The buyer already has a place"),
    CAMPAIGN_NOT_OPEN(409, "The campaign is not open"),
    BUYER_LIMIT(409, "The buyer has as many units of the campaign as a buyer may take"),
    SOLD_OUT(409, "The campaign has too few units left"),
    CASE_FULL(409, "The place does not help to fill the open case"),
    PICKUP_POINT_FULL(409, "The pickup point has no free place"),
    NO_PAST_ORDERS(409, "No order of the past contains the article"),
    INSUFFICIENT_BALANCE(409, "The available balance is lower than the amount"),
    VERSION_MISMATCH(412, "It was changed since you read it"),
    BODY_TOO_LARGE(413, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body must be JSON"),
    IDEMPOTENCY_KEY_REUSED(422, "The Idempotency-Key was used for another request"),
    SHOP_REFUSED(422, "The shop refused the operation"),
    NOT_SUPPORTED_BY_SHOP(422, "The connected shop does not support this operation"),
    PRECONDITION_REQUIRED(428, "The If-Match header is missing"),
    PLACE_COOLDOWN(429, "A place of the buyer recently ended unpaid"),
    TOO_MANY_TEAMS(429, "The buyer has opened too many teams"),
    TOO_MANY_REQUESTS(429, "Too many requests"),
    INTERNAL(500, "Internal error"),
    SHOP_UNREACHABLE(503, "The shop cannot be reached"),
    DATABASE_AWAY(503, "The database cannot be reached"),
    NO_CAPACITY(503, "The server has no capacity for this request now"),
    STARTING(503, "The server is starting");

    private final int status;
    private final String title;

    ProblemCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** The code as it is sent: lower case with dashes. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
