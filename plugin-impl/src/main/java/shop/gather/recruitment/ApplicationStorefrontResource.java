package shop.gather.recruitment;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
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
import shop.gather.member.PaidOrders;
import shop.gather.platform.LeaderId;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.Page;
import shop.gather.platform.idempotency.Idempotency;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;
import shop.gather.platform.validation.Text;

/** The storefront API for applications to become a leader. */
@Singleton
@Path("/storefront/v1/me/applications")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(ref = "Recruitment")
@SecurityRequirement(name = "member")
public class ApplicationStorefrontResource {

    private final Applications applications;
    private final Programmes programmes;
    private final PaidOrders orders;
    private final Idempotency idempotency;
    private final Caller caller;

    @Inject
    ApplicationStorefrontResource(
            Applications applications,
            Programmes programmes,
            PaidOrders orders,
            Idempotency idempotency,
            Caller caller) {
        this.applications = applications;
        this.programmes = programmes;
        this.orders = orders;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    /**
     * @param invitation the code of the leader who invited; optional
     * @param pitch the member's own text about themselves
     * @param acceptsTerms false if omitted
     */
    @Schema(
            name = "ApplicationRequest",
            example = "{\"programmeId\":\"0192f0a4-7d3e-7c11-9c5b-3f2a1d6e8b90\",\"invitation\":\"k7p2m9xw4hdqza3f\","
                    + "\"pitch\":\"I cook for the whole street.\",\"acceptsTerms\":true}")
    public record Body(
            String programmeId,
            @Text(max = 100, blank = true) String invitation,
            @NotNull @Text(max = 2_000) String pitch,
            Boolean acceptsTerms) {}

    /** @param reason why it was rejected, to be shown to the member; null otherwise */
    @Schema(name = "MyApplication")
    public record View(
            ApplicationId id,
            ProgrammeId programmeId,
            LeaderId leaderId,
            String pitch,
            String state,
            List<ApplicationResource.ScreeningResult> screening,
            String reason,
            Instant appliedAt,
            Instant decidedAt) {
        static View of(Application application) {
            return new View(
                    application.id(),
                    application.programmeId(),
                    application.leaderId(),
                    application.pitch(),
                    application.state().name(),
                    ApplicationResource.ScreeningResult.of(application),
                    application.reason(),
                    application.appliedAt(),
                    application.decidedAt());
        }
    }

    @POST
    @Allow(Role.MEMBER)
    @Operation(
            summary = "Apply to become a leader",
            description = "The programme's rules are evaluated at once: a failed rule rejects the application with its "
                    + "reason; otherwise it waits for the owner.")
    @APIResponse(
            responseCode = "201",
            description = "The application, SUBMITTED or REJECTED by the rules",
            content = @Content(schema = @Schema(implementation = View.class)))
    @APIResponse(responseCode = "400", description = "invalid-value: a field is missing or the invitation is unusable")
    @APIResponse(responseCode = "404", description = "not-found: the store has no such programme")
    @APIResponse(
            responseCode = "409",
            description =
                    "conflict: the programme is closed; already-exists: an application waits, or the caller is a leader")
    @APIResponse(responseCode = "503", description = "shop-unreachable: the shop could not be asked for orders")
    public Response apply(@HeaderParam("Idempotency-Key") String key, Body body) {
        StoreId store = caller.store();
        MemberId member = caller.member();
        ProgrammeId programme = Check.id(body.programmeId(), "programme", ProgrammeId::new);
        String pitch = body.pitch().strip();
        String invitation = body.invitation() == null || body.invitation().isBlank()
                ? null
                : body.invitation().strip();
        int asked = programmes.ordersAsked(store, programme);
        int paid = orders.count(store, member, asked);
        return idempotency.once(store, caller.name(), "applications.submit", key, body, false, () -> {
            Application application = applications.submit(
                    store,
                    new Applications.Submission(
                            member, programme, invitation, pitch, Boolean.TRUE.equals(body.acceptsTerms()), paid));
            return new Idempotency.Answer(201, View.of(application), null, null);
        });
    }

    @GET
    @Consumes(MediaType.WILDCARD)
    @Allow(Role.MEMBER)
    @Operation(summary = "List my applications", description = "Newest first.")
    @APIResponse(responseCode = "200", description = "A page of applications")
    public Page<View> list(@QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit) {
        Page<Application> page = applications.pageOfMember(caller.store(), caller.member(), cursor, Page.limit(limit));
        return new Page<>(page.items().stream().map(View::of).toList(), page.next());
    }
}
