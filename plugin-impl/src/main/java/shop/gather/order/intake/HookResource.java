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
 * Where shops send what happened. The adapter verifies the signature; what it cannot verify is dropped, and an unknown
 * store answers the same.
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

    /** @param orders how many orders are read again */
    @Schema(name = "NotificationAnswer", example = "{\"orders\":0}")
    public record Answer(int orders) {}

    @POST
    @Public
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Tell Gather that orders may have changed",
            description = "Signed as the shop's adapter asks. Answered once the hint is kept.")
    @APIResponse(
            responseCode = "200",
            description = "Understood; it is about no order, as when a shop tries the address",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Answer.class)))
    @APIResponse(responseCode = "202", description = "Noted; the order is read from the shop")
    @APIResponse(responseCode = "401", description = "The signature does not match, or there is no such store")
    @APIResponse(responseCode = "413", description = "The body is too large")
    @APIResponse(
            responseCode = "429",
            description =
                    "too-many-requests: too many notifications, or too many without a right signature; a right one is taken all the same")
    public Response receive(
            @PathParam("store") String store,
            @Context HttpHeaders headers,
            @Context HttpServletRequest request,
            String body) {
        StoreId id = Ids.parse(store).map(StoreId::new).orElseThrow(HookResource::unverified);
        if (body != null && body.length() > MAX_BODY) {
            throw new ProblemException(
                    ProblemCode.BODY_TOO_LARGE, "A notification has at most " + MAX_BODY + " characters.");
        }
        List<String> orders = verified(id, visitors.address(request), headers, body == null ? "" : body);
        limits.checkNotification(id);
        if (orders.isEmpty()) {
            // Some shops try an address with a message about nothing, and take 200 alone for a good answer.
            return Response.ok(new Answer(0), MediaType.APPLICATION_JSON).build();
        }
        intake.hint(id, orders);
        return Response.accepted().build();
    }

    /**
     * The orders that a notification is about. Notifications without a valid signature have a limit of their own, so
     * forgers do not use up the store's. A valid one is accepted even while forged ones are refused. A shop that is not
     * open on this node is not opened to check them then.
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
