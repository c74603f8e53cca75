package shop.gather.recruitment;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
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
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;
import shop.gather.platform.security.Scope;
import shop.gather.platform.validation.Text;
import shop.gather.shop.connection.Shops;
import shop.gather.shop.http.WebAddress;

/** The owner's API for applications. */
@Singleton
@Path("/api/v1/applications")
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "Recruitment")
@SecurityRequirement(name = "owner")
public class ApplicationResource {

    private final Applications applications;
    private final Shops shops;
    private final Caller caller;

    @Inject
    ApplicationResource(Applications applications, Shops shops, Caller caller) {
        this.applications = applications;
        this.shops = shops;
        this.caller = caller;
    }

    /**
     * @param leaderId the id of the member as a leader; null if the member is not a leader
     * @param recruiterId the leader who invited; null if nobody did
     * @param screening the result of each rule
     * @param decidedBy {@code rules}, or who decided; null while it waits
     */
    @Schema(name = "Application")
    public record View(
            ApplicationId id,
            ProgrammeId programmeId,
            MemberId memberId,
            LeaderId leaderId,
            LeaderId recruiterId,
            String pitch,
            String state,
            List<ScreeningResult> screening,
            String decidedBy,
            String reason,
            Instant appliedAt,
            Instant decidedAt) {
        static View of(Application application) {
            return new View(
                    application.id(),
                    application.programmeId(),
                    application.memberId(),
                    application.leaderId(),
                    application.recruiterId(),
                    application.pitch(),
                    application.state().name(),
                    ScreeningResult.of(application),
                    application.decidedBy(),
                    application.reason(),
                    application.appliedAt(),
                    application.decidedAt());
        }
    }

    /** The result of one rule. */
    @Schema(name = "ScreeningResult")
    public record ScreeningResult(String rule, boolean passed, String reason) {
        static List<ScreeningResult> of(Application application) {
            return application.screening().stream()
                    .map(verdict -> new ScreeningResult(verdict.rule(), verdict.passed(), verdict.reason()))
                    .toList();
        }
    }

    /** @param reason shown to the applicant */
    @Schema(name = "Rejection", example = "{\"reason\":\"All places of this spring are taken.\"}")
    public record Rejection(@NotNull @Text(max = 500) String reason) {}

    @GET
    @Allow(value = Role.OWNER, scope = Scope.COMMUNITY)
    @Operation(
            summary = "List applications",
            description = "Newest first. Lists waiting applications unless state names another one.")
    @APIResponse(responseCode = "200", description = "A page of applications")
    @APIResponse(responseCode = "400", description = "invalid-value: the state, cursor or limit is invalid")
    public Page<View> list(
            @Parameter(description = "SUBMITTED, APPROVED or REJECTED") @DefaultValue("SUBMITTED") @QueryParam("state")
                    String state,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") Integer limit) {
        Page<Application> page = applications.page(caller.store(), state(state), cursor, Page.limit(limit));
        return new Page<>(page.items().stream().map(View::of).toList(), page.next());
    }

    @GET
    @Path("{id}")
    @Allow(value = Role.OWNER, scope = Scope.COMMUNITY)
    @Operation(summary = "Read an application", description = "Includes the result of each rule.")
    @APIResponse(responseCode = "200", description = "The application")
    @APIResponse(responseCode = "404", description = "not-found: the store has no such application")
    public View get(@PathParam("id") String id) {
        return View.of(applications.get(caller.store(), Check.id(id, "application", ApplicationId::new)));
    }

    @POST
    @Path("{id}/approval")
    @Allow(value = Role.OWNER, scope = Scope.COMMUNITY)
    @Operation(
            summary = "Approve an application",
            description =
                    "Makes the member a leader, with a community and a group link. Repeating it changes nothing, so "
                            + "no Idempotency-Key is needed.")
    @APIResponse(responseCode = "200", description = "The approved application with its leaderId")
    @APIResponse(responseCode = "404", description = "not-found: the store has no such application")
    @APIResponse(
            responseCode = "409",
            description = "conflict: it was rejected before; already-exists: the member became a leader in another way")
    public View approve(@PathParam("id") String id) {
        StoreId store = caller.store();
        ApplicationId application = Check.id(id, "application", ApplicationId::new);
        applications.get(store, application);
        URI home = WebAddress.fromShop(shops.of(store).storefront().home());
        return View.of(applications.approve(store, caller.name(), application, home));
    }

    @POST
    @Path("{id}/rejection")
    @Consumes(MediaType.APPLICATION_JSON)
    @Allow(value = Role.OWNER, scope = Scope.COMMUNITY)
    @Operation(
            summary = "Reject an application",
            description = "The applicant is shown the reason and may apply again. Repeating it changes nothing.")
    @APIResponse(responseCode = "200", description = "The rejected application")
    @APIResponse(responseCode = "400", description = "invalid-value: the reason is missing")
    @APIResponse(responseCode = "404", description = "not-found: the store has no such application")
    @APIResponse(responseCode = "409", description = "conflict: it was approved before")
    public View reject(@PathParam("id") String id, Rejection body) {
        ApplicationId application = Check.id(id, "application", ApplicationId::new);
        String reason = body.reason().strip();
        return View.of(applications.reject(caller.store(), caller.name(), application, reason));
    }

    private static Application.State state(String text) {
        try {
            return Application.State.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw ProblemException.invalid("state must be SUBMITTED, APPROVED or REJECTED.");
        }
    }
}
