package shop.gather.member;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.host.Shops;
import shop.gather.platform.StoreId;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.MemberTokens;
import shop.gather.platform.security.RateLimits;
import shop.gather.platform.security.Role;
import shop.gather.platform.security.Visitors;
import shop.gather.spi.CustomerSessions;
import shop.gather.spi.CustomerSnapshot;

/** Sessions: the shop vouches for its customer, Gather answers a short-lived token. */
@Singleton
@Path("/storefront/v1/sessions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Sessions", description = "Who is browsing")
public class SessionStorefrontResource {

    private final Shops shops;
    private final Members members;
    private final Bonds bonds;
    private final MemberTokens tokens;
    private final RateLimits limits;
    private final Visitors visitors;
    private final Caller caller;

    @Inject
    SessionStorefrontResource(
            Shops shops,
            Members members,
            Bonds bonds,
            MemberTokens tokens,
            RateLimits limits,
            Visitors visitors,
            Caller caller) {
        this.shops = shops;
        this.members = members;
        this.bonds = bonds;
        this.tokens = tokens;
        this.limits = limits;
        this.visitors = visitors;
        this.caller = caller;
    }

    /**
     * @param shopToken the session token that the shop gave the customer at login
     * @param click the click token with which a group link led to the shop; may be missing
     */
    @Schema(name = "SessionRequest", example = "{\"shopToken\":\"…\",\"click\":\"eyJ…\"}")
    public record Exchange(String shopToken, String click) {}

    /**
     * @param token send it as {@code Authorization: Bearer}
     * @param bond null if the member is bound to nobody
     */
    @Schema(name = "Session")
    public record Session(String token, Instant expiresAt, Me member, Bonds.Bond bond) {}

    /** What a member is told about itself. */
    @Schema(name = "SessionMember")
    public record Me(UUID id, String displayName, Instant joinedAt) {
        static Me of(Member member) {
            return new Me(member.id(), member.displayName(), member.joinedAt());
        }
    }

    @POST
    @Allow(Role.STOREFRONT)
    @SecurityRequirement(name = "storefront")
    @Operation(
            summary = "Exchange the shop's session token for a member token",
            description =
                    "The first click token that is shown binds the member to the link's leader until the bond expires. The member token lasts 15 minutes;"
                            + " exchange again for a new one. Nothing is created twice, so no Idempotency-Key is needed.")
    @APIResponse(
            responseCode = "201",
            description = "The session",
            content = @Content(schema = @Schema(implementation = Session.class)))
    @APIResponse(responseCode = "401", description = "unauthenticated: the shop does not know this session token")
    @APIResponse(
            responseCode = "422",
            description = "not-supported-by-shop: the connected shop cannot say who is logged in")
    @APIResponse(responseCode = "429", description = "too-many-requests: too many exchanges from this address")
    @APIResponse(responseCode = "503", description = "shop-unreachable: the shop could not be asked")
    public Response open(Exchange body, @Context HttpServletRequest request) {
        StoreId store = caller.store();
        limits.checkExchange(store, visitors.address(request));
        String shopToken = Check.text(Check.body(body).shopToken(), "shopToken", 4_000);
        CustomerSessions sessions = shops.of(store)
                .customerSessions()
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.NOT_SUPPORTED_BY_SHOP, "The connected shop cannot say who is logged in."));
        CustomerSnapshot customer = sessions.whoIs(shopToken)
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.UNAUTHENTICATED, "The shop does not know this session. Log in at the shop first."));
        UUID id = members.meet(store, customer);
        Bonds.Bond bond = bonds.bind(store, id, body.click()).orElse(null);
        Member member = members.find(store, id).orElseThrow(() -> ProblemException.notFound("member"));
        MemberTokens.MemberToken token = tokens.issue(store, id);
        return Response.created(URI.create("/storefront/v1/me"))
                .entity(new Session(token.token(), token.expiresAt(), Me.of(member), bond))
                .build();
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
