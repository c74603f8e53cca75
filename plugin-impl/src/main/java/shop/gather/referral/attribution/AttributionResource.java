package shop.gather.referral.attribution;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.platform.LeaderId;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.Page;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;
import shop.gather.platform.security.Scope;
import shop.gather.referral.PlanId;

/** The owner's API for attributions: who gets credit for which order, and why. */
@Singleton
@Path("/api/v1/attributions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Attribution", description = "Who gets credit for an order, and why")
@SecurityRequirement(name = "owner")
public class AttributionResource {

    private final Attributions attributions;
    private final Caller caller;

    @Inject
    AttributionResource(Attributions attributions, Caller caller) {
        this.attributions = attributions;
        this.caller = caller;
    }

    /**
     * @param memberId the buyer; null for guests
     * @param leaderId who gets credit; null if nobody does
     * @param recruiterId who recruited that leader; null if nobody did, or the recruiter gets no credit
     * @param planId the commission plan that was in force; null if there was none
     * @param evidence COUPON, CLICK, BOND or NONE
     */
    @Schema(
            name = "Attribution",
            example =
                    "{\"orderId\":\"1042\",\"leaderId\":\"0192f0a4-7d3e-7c11-9c5b-3f2a1d6e8b90\",\"evidence\":\"COUPON\","
                            + "\"reason\":\"coupon code MARIA10 of leader 0192f0a4-7d3e-7c11-9c5b-3f2a1d6e8b90, outranks the link of leader"
                            + " 0192f0a5-11aa-7e0f-8d22-5b6c7d8e9f00 clicked 3 days before the order\"}")
    public record View(
            String orderId,
            MemberId memberId,
            LeaderId leaderId,
            LeaderId recruiterId,
            PlanId planId,
            String evidence,
            String reason,
            Instant decidedAt) {
        static View of(Attribution attribution) {
            return new View(
                    attribution.orderId(),
                    attribution.memberId(),
                    attribution.leaderId(),
                    attribution.recruiterId(),
                    attribution.planId(),
                    attribution.evidence().name(),
                    attribution.reason(),
                    attribution.decidedAt());
        }
    }

    @GET
    @Allow(value = Role.OWNER, scope = Scope.COMMUNITY)
    @Operation(
            summary = "List attributions",
            description =
                    "Newest first. Each order is attributed once, when first authorized or paid, possibly to nobody.")
    @APIResponse(responseCode = "200", description = "A page of attributions")
    @APIResponse(responseCode = "400", description = "invalid-value: the cursor or limit is invalid")
    public Page<View> list(
            @Parameter(description = "Only the one of this order") @QueryParam("order") String order,
            @Parameter(description = "Only those of this leader") @QueryParam("leader") String leader,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") Integer limit) {
        StoreId store = caller.store();
        if (order != null) {
            return new Page<>(
                    attributions.of(store, order).map(View::of).stream().toList(), null);
        }
        Page<Attribution> page = leader == null
                ? attributions.page(store, cursor, Page.limit(limit))
                : attributions.pageOf(store, Check.id(leader, "leader", LeaderId::new), cursor, Page.limit(limit));
        List<View> items = page.items().stream().map(View::of).toList();
        return new Page<>(items, page.next());
    }
}
