package shop.gather.referral.attribution;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.platform.LeaderId;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.idempotency.Idempotency;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;
import shop.gather.platform.security.Scope;
import shop.gather.platform.validation.Text;
import shop.gather.recruitment.Leaders;

/** The owner's API for the coupon codes of a leader. */
@Singleton
@Path("/api/v1/leaders/{leader}/coupons")
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "Leaders")
@SecurityRequirement(name = "owner")
public class LeaderCouponResource {

    private final LeaderCoupons coupons;
    private final Leaders leaders;
    private final Idempotency idempotency;
    private final Caller caller;

    @Inject
    LeaderCouponResource(LeaderCoupons coupons, Leaders leaders, Idempotency idempotency, Caller caller) {
        this.coupons = coupons;
        this.leaders = leaders;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    /** @param code as in the shop; case-insensitive */
    @Schema(name = "LeaderCouponRequest", example = "{\"code\":\"MARIA10\"}")
    public record CouponRequest(@NotNull @Text(max = 100) String code) {}

    /**
     * @param code in upper case
     * @param validFrom orders placed from this time on are credited by it
     */
    @Schema(name = "LeaderCoupon", example = "{\"code\":\"MARIA10\",\"validFrom\":\"2026-11-22T18:00:00Z\"}")
    public record Coupon(String code, Instant validFrom) {
        static Coupon of(LeaderCoupon coupon) {
            return new Coupon(coupon.code(), coupon.validFrom());
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Allow(value = Role.OWNER, scope = Scope.COMMUNITY)
    @Operation(
            summary = "Give a coupon code to a leader",
            description = "Orders that are placed from now on and use the code are credited to the leader, even if a "
                    + "link of another leader was clicked. The coupon itself is created in the shop.")
    @APIResponse(
            responseCode = "201",
            description = "The code, in upper case, and since when it is valid",
            content = @Content(schema = @Schema(implementation = Coupon.class)))
    @APIResponse(responseCode = "404", description = "not-found: the store has no such leader")
    @APIResponse(
            responseCode = "409",
            description = "already-exists: the code belongs to another leader; conflict: it belongs to a group price")
    public Response give(
            @PathParam("leader") String leader, @HeaderParam("Idempotency-Key") String key, CouponRequest body) {
        LeaderId id = Check.id(leader, "leader", LeaderId::new);
        String code = body.code().strip();
        return idempotency.once(
                caller.store(),
                caller.name(),
                "leaders.coupons.give/" + id,
                key,
                body,
                false,
                () -> new Idempotency.Answer(
                        201, Coupon.of(coupons.give(caller.store(), caller.name(), id, code)), null, null));
    }

    @GET
    @Allow(value = Role.OWNER, scope = Scope.COMMUNITY)
    @Operation(summary = "List a leader's coupon codes", description = "In alphabetical order.")
    @APIResponse(responseCode = "200", description = "The codes")
    @APIResponse(responseCode = "404", description = "not-found: the store has no such leader")
    public List<Coupon> list(@PathParam("leader") String leader) {
        LeaderId id = Check.id(leader, "leader", LeaderId::new);
        leaders.find(caller.store(), id).orElseThrow(() -> ProblemException.notFound("leader"));
        return coupons.of(caller.store(), id).stream().map(Coupon::of).toList();
    }

    @DELETE
    @Path("{code}")
    @Allow(value = Role.OWNER, scope = Scope.COMMUNITY)
    @Operation(
            summary = "Take a coupon code from a leader",
            description = "Orders placed from now on are not credited by it; earlier ones are, even if paid later.")
    @APIResponse(responseCode = "204", description = "Taken")
    @APIResponse(responseCode = "404", description = "not-found: the leader has no such code")
    public void take(@PathParam("leader") String leader, @PathParam("code") String code) {
        if (!coupons.take(caller.store(), caller.name(), Check.id(leader, "coupon", LeaderId::new), code)) {
            throw ProblemException.notFound("coupon");
        }
    }
}
