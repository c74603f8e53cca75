package shop.gather.recruitment;

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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.platform.LeaderId;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.audit.AuditLog;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.Page;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.idempotency.Idempotency;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;
import shop.gather.platform.security.Scope;
import shop.gather.platform.validation.Text;
import shop.gather.shop.connection.Shops;
import shop.gather.shop.http.WebAddress;

/** The owner's API for leaders. */
@Singleton
@Path("/api/v1/leaders")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Leaders", description = "Members who refer buyers and recruit other leaders")
@SecurityRequirement(name = "owner")
public class LeaderResource {

    private final Leaders leaders;
    private final Shops shops;
    private final Idempotency idempotency;
    private final AuditLog audit;
    private final Caller caller;

    @Inject
    LeaderResource(Leaders leaders, Shops shops, Idempotency idempotency, AuditLog audit, Caller caller) {
        this.leaders = leaders;
        this.shops = shops;
        this.idempotency = idempotency;
        this.audit = audit;
        this.caller = caller;
    }

    /**
     * @param recruiterId the leader who invited; null if nobody did
     * @param state ACTIVE or SUSPENDED
     */
    @Schema(name = "Leader")
    public record View(LeaderId id, MemberId memberId, LeaderId recruiterId, String state, Instant since) {
        static View of(Leader leader) {
            return new View(
                    leader.id(),
                    leader.memberId(),
                    leader.recruiterId(),
                    leader.state().name(),
                    leader.since());
        }
    }

    /** @param memberId who becomes a leader */
    @Schema(name = "LeaderRequest", example = "{\"memberId\":\"0192f0a4-7d3e-7c11-9c5b-3f2a1d6e8b90\"}")
    public record Body(String memberId) {}

    /** @param reason for the audit log */
    @Schema(name = "Suspension", example = "{\"reason\":\"Sends unasked-for e-mail.\"}")
    public record Suspension(@NotNull @Text(max = 500) String reason) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Allow(value = Role.OWNER, scope = Scope.COMMUNITY)
    @Operation(
            summary = "Make a member a leader",
            description =
                    "For the first leaders, whom nobody could invite. The leader gets a community and a group link.")
    @APIResponse(
            responseCode = "201",
            description = "The leader",
            content = @Content(schema = @Schema(implementation = View.class)))
    @APIResponse(responseCode = "404", description = "not-found: the store has no such member")
    @APIResponse(responseCode = "409", description = "already-exists: the member is a leader already")
    public Response appoint(@HeaderParam("Idempotency-Key") String key, Body body) {
        StoreId store = caller.store();
        MemberId member = Check.id(body.memberId(), "member", MemberId::new);
        URI home = WebAddress.fromShop(shops.of(store).storefront().home());
        return idempotency.once(store, caller.name(), "leaders.appoint", key, body, false, () -> {
            Leader leader = leaders.appoint(store, member, null, home);
            audit.record(store, caller.name(), "leader.appointed", leader.id().toString(), "member " + member);
            return new Idempotency.Answer(201, View.of(leader), URI.create("/api/v1/leaders/" + leader.id()), null);
        });
    }

    @GET
    @Allow(value = Role.OWNER, scope = Scope.COMMUNITY)
    @Operation(summary = "List leaders", description = "Newest first.")
    @APIResponse(responseCode = "200", description = "A page of leaders")
    public Page<View> list(@QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit) {
        Page<Leader> page = leaders.page(caller.store(), cursor, Page.limit(limit));
        return new Page<>(page.items().stream().map(View::of).toList(), page.next());
    }

    @GET
    @Path("{id}")
    @Allow(value = Role.OWNER, scope = Scope.COMMUNITY)
    @Operation(summary = "Read a leader", description = "Includes the recruiter.")
    @APIResponse(responseCode = "200", description = "The leader")
    @APIResponse(responseCode = "404", description = "not-found: the store has no such leader")
    public View get(@PathParam("id") String id) {
        return View.of(leaders.find(caller.store(), Check.id(id, "leader", LeaderId::new))
                .orElseThrow(() -> ProblemException.notFound("leader")));
    }

    @POST
    @Path("{id}/suspension")
    @Consumes(MediaType.APPLICATION_JSON)
    @Allow(value = Role.OWNER, scope = Scope.COMMUNITY)
    @Operation(
            summary = "Suspend a leader",
            description =
                    "The leader's links lead to the shop's front page within 5 seconds, and new orders give no credit. "
                            + "Earned commissions stay. Repeating it changes"
                            + " nothing.")
    @APIResponse(responseCode = "200", description = "The leader, suspended")
    @APIResponse(responseCode = "400", description = "invalid-value: the reason is missing")
    @APIResponse(responseCode = "404", description = "not-found: the store has no such leader")
    public View suspend(@PathParam("id") String id, Suspension body) {
        LeaderId leader = Check.id(id, "leader", LeaderId::new);
        String reason = body.reason().strip();
        return View.of(leaders.change(caller.store(), caller.name(), leader, Leader.State.SUSPENDED, reason));
    }

    @DELETE
    @Path("{id}/suspension")
    @Allow(value = Role.OWNER, scope = Scope.COMMUNITY)
    @Operation(
            summary = "Reinstate a suspended leader",
            description =
                    "The links work again. Orders placed meanwhile stay without credit. Repeating it changes nothing.")
    @APIResponse(responseCode = "200", description = "The leader, active")
    @APIResponse(responseCode = "404", description = "not-found: the store has no such leader")
    public View reinstate(@PathParam("id") String id) {
        return View.of(leaders.change(
                caller.store(), caller.name(), Check.id(id, "leader", LeaderId::new), Leader.State.ACTIVE, ""));
    }
}
