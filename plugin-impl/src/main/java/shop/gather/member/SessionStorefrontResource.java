package shop.gather.member;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.platform.StoreId;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.MemberTokens;
import shop.gather.platform.security.RateLimits;
import shop.gather.platform.security.Role;
import shop.gather.platform.security.Visitors;
import shop.gather.platform.validation.Text;
import shop.gather.shop.connection.Shops;
import shop.gather.spi.CustomerSessions;
import shop.gather.spi.CustomerSnapshot;

/** Sessions: the shop vouches for its customer, and Gather issues a short-lived token. */
@Singleton
@Path("/storefront/v1/sessions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Sessions", description = "Sessions of members")
public class SessionStorefrontResource {

    private final Shops shops;
    private final Members members;
    private final Sessions sessions;
    private final MemberTokens tokens;
    private final RateLimits limits;
    private final Visitors visitors;
    private final Caller caller;

    @Inject
    SessionStorefrontResource(
            Shops shops,
            Members members,
            Sessions sessions,
            MemberTokens tokens,
            RateLimits limits,
            Visitors visitors,
            Caller caller) {
        this.shops = shops;
        this.members = members;
        this.sessions = sessions;
        this.tokens = tokens;
        this.limits = limits;
        this.visitors = visitors;
        this.caller = caller;
    }

    /**
     * @param shopToken the session token that the shop gave the customer at login
     * @param click the click token that a group link added to the shop's address; optional
     */
    @Schema(name = "SessionRequest", example = "{\"shopToken\":\"…\",\"click\":\"eyJ…\"}")
    public record Exchange(@NotNull @Text(max = 4_000) String shopToken, String click) {}

    @POST
    @Allow(Role.STOREFRONT)
    @SecurityRequirement(name = "storefront")
    @Operation(
            summary = "Exchange the shop's session token for a member token",
            description =
                    "The first click token that is sent binds the member to the link's leader until the bond expires. "
                            + "The member token expires after 15 minutes; repeat the exchange for a new one. Repeating "
                            + "it creates nothing twice, so no Idempotency-Key is needed.")
    @APIResponse(
            responseCode = "201",
            description = "The session",
            content = @Content(schema = @Schema(implementation = Sessions.Session.class)))
    @APIResponse(responseCode = "401", description = "unauthenticated: the shop does not know this session token")
    @APIResponse(
            responseCode = "422",
            description = "not-supported-by-shop: the connected shop cannot identify the logged-in customer; the "
                    + "storefront's back end can, with POST /api/v1/customer-sessions")
    @APIResponse(responseCode = "429", description = "too-many-requests: too many exchanges from this address")
    @APIResponse(responseCode = "503", description = "shop-unreachable: the shop could not be asked")
    public Response open(Exchange body, @Context HttpServletRequest request) {
        StoreId store = caller.store();
        limits.checkExchange(store, visitors.address(request));
        String shopToken = body.shopToken().strip();
        CustomerSessions atShop = shops.of(store)
                .customerSessions()
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.NOT_SUPPORTED_BY_SHOP,
                        "The connected shop cannot identify the logged-in customer. The storefront's back end can: "
                                + "POST /api/v1/customer-sessions."));
        CustomerSnapshot customer = atShop.whoIs(shopToken)
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.UNAUTHENTICATED, "The shop does not know this session. Log in at the shop first."));
        return Sessions.answer(sessions.open(store, customer, body.click()));
    }

    @DELETE
    @Consumes(MediaType.WILDCARD)
    @Allow(Role.MEMBER)
    @SecurityRequirement(name = "member")
    @Operation(
            summary = "Log out everywhere",
            description = "Ends all sessions of the member, on every node within 5 seconds.")
    @APIResponse(responseCode = "204", description = "All member tokens issued so far are refused")
    public void close() {
        members.endSessions(caller.store(), caller.member());
        tokens.forget(caller.store());
    }
}
