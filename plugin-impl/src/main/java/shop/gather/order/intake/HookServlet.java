package shop.gather.order.intake;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.platform.Ids;
import shop.gather.platform.StoreId;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.security.Public;
import shop.gather.platform.security.RateLimits;
import shop.gather.platform.security.Visitors;
import shop.gather.shop.connection.Shops;
import shop.gather.spi.Notifications;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopException;

/**
 * The webhook endpoint for notifications from shops. The adapter verifies the signature. Unverifiable notifications are
 * dropped, and an unknown store gets the same answer.
 */
@Singleton
@Path("/hooks/{store}")
@Tag(name = "Notifications from the shop")
public class HookResource {

    private static final int MAX_BODY = 256 * 1024;

    private final Shops shops;
    private final Intake intake;
    private final RateLimits limits;
    private final Visitors visitors;

    @Inject
    HookResource(Shops shops, Intake intake, RateLimits limits, Visitors visitors) {
        this.shops = shops;
        this.intake = intake;
        this.limits = limits;
        this.visitors = visitors;
    }

    /** @param orders the number of orders that are read again */
    @Schema(name = "NotificationAnswer", example = "{\"orders\":0}")
    public record Answer(int orders) {}

    @POST
    @Public
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Tell Gather that orders may have changed",
            description = "Signed as the shop's adapter requires. Answered when the notification is stored.")
    @APIResponse(
            responseCode = "200",
            description = "Accepted; it is about no order, for example a test message of the shop",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Answer.class)))
    @APIResponse(responseCode = "202", description = "Stored; the orders are read from the shop")
    @APIResponse(responseCode = "401", description = "The signature does not match, or there is no such store")
    @APIResponse(responseCode = "413", description = "The body is too large")
    @APIResponse(
            responseCode = "429",
            description = "too-many-requests: too many notifications, or too many without a valid signature; "
                    + "a valid one is accepted nevertheless")
    public Response receive(
            @PathParam("store") String store,
            @Context HttpHeaders headers,
            @Context HttpServletRequest request,
            String body) {
        StoreId id = Ids.parse(store).map(StoreId::new).orElseThrow(HookResource::unverified);
        if (body != null && body.length() > MAX_BODY) {
            throw new ProblemException(
                    ProblemCode.BODY_TOO_LARGE, "A notification must have at most " + MAX_BODY + " characters.");
        }
        List<String> orders = verified(id, visitors.address(request), headers, body == null ? "" : body);
        limits.checkNotification(id);
        if (orders.isEmpty()) {
            // Some shops test the address with a message about no order, and accept only 200 as an answer.
            return Response.ok(new Answer(0), MediaType.APPLICATION_JSON).build();
        }
        intake.hint(id, orders);
        return Response.accepted().build();
    }

    /**
     * The orders that a notification is about. Notifications without a valid signature have a separate limit, so that
     * forgers do not use up the store's. A valid one is accepted even while forged ones are refused. During that time,
     * a shop whose connection is not cached on this node is not connected to verify notifications.
     */
    private List<String> verified(StoreId store, String visitor, HttpHeaders headers, String body) {
        Map<String, String> single = new HashMap<>();
        headers.getRequestHeaders().forEach((name, values) -> single.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        try {
            Shop shop = limits.sentTooManyUnverified(store, visitor)
                    ? shops.ifOpen(store).orElseThrow(HookResource::unverified)
                    : shops.of(store);
            Notifications port = shop.notifications().orElseThrow(HookResource::unverified);
            return port.changedOrders(new Notifications.Notification(single, body));
        } catch (ShopException | ProblemException refused) {
            limits.countUnverified(store, visitor);
            throw unverified();
        }
    }

    private static ProblemException unverified() {
        return new ProblemException(ProblemCode.UNAUTHENTICATED, "The notification's signature does not match.");
    }
}
