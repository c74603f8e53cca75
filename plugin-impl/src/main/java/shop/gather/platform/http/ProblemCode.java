package shop.gather.platform.http;

import java.util.Locale;

/** Every way in which a request can fail. The code is stable: clients and tests rely on it; titles may change. */
public enum ProblemCode {
    MALFORMED_BODY(400, "The body cannot be read"),
    INVALID_VALUE(400, "A value is not acceptable"),
    IDEMPOTENCY_KEY_MISSING(400, "The Idempotency-Key header is missing or too long"),
    UNAUTHENTICATED(401, "No valid credentials"),
    FORBIDDEN(403, "These credentials do not allow it"),
    STORE_SUSPENDED(403, "The store is suspended"),
    PREFETCH_REFUSED(403, "Links are not loaded in advance"),
    NOT_FOUND(404, "Not found"),
    METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
    NOT_ACCEPTABLE(406, "The asked-for format is not offered"),
    REQUEST_TIMEOUT(408, "The body came too slowly"),
    IDEMPOTENCY_KEY_IN_FLIGHT(409, "A request with this Idempotency-Key is still running"),
    CONFLICT(409, "The state does not allow it"),
    ALREADY_EXISTS(409, "It exists already"),
    TEAM_FULL(409, "All places of the team are taken"),
    TEAM_CLOSED(409, "The team does not take buyers any more"),
    ALREADY_IN_TEAM(409, "The buyer has a place already"),
    CAMPAIGN_NOT_OPEN(409, "The campaign is not open"),
    INSUFFICIENT_BALANCE(409, "The available balance is lower than the amount"),
    VERSION_MISMATCH(412, "Somebody else changed it first"),
    BODY_TOO_LARGE(413, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body must be JSON"),
    IDEMPOTENCY_KEY_REUSED(422, "The Idempotency-Key was used for another request"),
    SHOP_REFUSED(422, "The shop refuses it"),
    NOT_SUPPORTED_BY_SHOP(422, "The connected shop cannot do it"),
    PRECONDITION_REQUIRED(428, "The If-Match header is missing"),
    PLACE_COOLDOWN(429, "A place of the buyer ended unpaid a moment ago"),
    TOO_MANY_TEAMS(429, "The buyer has opened too many teams"),
    TOO_MANY_REQUESTS(429, "Too many requests"),
    INTERNAL(500, "Something failed on our side"),
    SHOP_UNREACHABLE(503, "The shop cannot be reached"),
    DATABASE_AWAY(503, "The database cannot be reached"),
    NO_CAPACITY(503, "The server has no room for it now"),
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
