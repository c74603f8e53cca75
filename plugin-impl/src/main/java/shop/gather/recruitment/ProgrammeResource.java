package shop.gather.recruitment;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.EntityTags;
import shop.gather.platform.http.Page;
import shop.gather.platform.idempotency.Idempotency;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;
import shop.gather.platform.security.Scope;
import shop.gather.platform.validation.Text;

/** The owner's API for programmes. */
@Singleton
@Path("/api/v1/programmes")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Recruitment", description = "How members become leaders")
@SecurityRequirement(name = "owner")
public class ProgrammeResource {

    private final Programmes programmes;
    private final Idempotency idempotency;
    private final Caller caller;

    @Inject
    ProgrammeResource(Programmes programmes, Idempotency idempotency, Caller caller) {
        this.programmes = programmes;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    /** @param open whether it accepts applications; true if omitted */
    @Schema(
            name = "ProgrammeRequest",
            example = "{\"name\":\"Spring leaders\",\"rules\":[{\"rule\":\"invited-by-a-leader\"},"
                    + "{\"rule\":\"registered-for\",\"duration\":\"P30D\"},"
                    + "{\"rule\":\"bought-at-least\",\"orders\":1},{\"rule\":\"accepts-terms\"}],\"open\":true}")
    public record Body(@NotNull @Text(max = 200) String name, List<RuleSpec> rules, Boolean open) {
        String trimmedName() {
            return name.strip();
        }

        boolean isOpen() {
            return open == null || open;
        }
    }

    @POST
    @Allow(value = Role.OWNER, scope = Scope.COMMUNITY)
    @Operation(summary = "Create a programme", description = "A failed rule rejects an application at once.")
    @APIResponse(
            responseCode = "201",
            description = "The programme",
            content = @Content(schema = @Schema(implementation = Programmes.View.class)))
    @APIResponse(responseCode = "400", description = "invalid-value: a field is missing or a rule is unknown")
    public Response create(@HeaderParam("Idempotency-Key") String key, Body body) {
        return idempotency.once(caller.store(), caller.name(), "programmes.create", key, body, false, () -> {
            Programmes.View view =
                    programmes.create(caller.store(), caller.name(), body.trimmedName(), body.rules(), body.isOpen());
            return Idempotency.Answer.created(URI.create("/api/v1/programmes/" + view.id()), view, view.version());
        });
    }

    @GET
    @Allow(value = Role.OWNER, scope = Scope.COMMUNITY)
    @Operation(summary = "List programmes", description = "Newest first.")
    @APIResponse(responseCode = "200", description = "A page of programmes")
    public Page<Programmes.View> list(@QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit) {
        return programmes.page(caller.store(), false, cursor, Page.limit(limit));
    }

    @GET
    @Path("{id}")
    @Allow(value = Role.OWNER, scope = Scope.COMMUNITY)
    @Operation(summary = "Read a programme", description = "Its ETag is needed to change it.")
    @APIResponse(
            responseCode = "200",
            description = "The programme",
            content = @Content(schema = @Schema(implementation = Programmes.View.class)))
    @APIResponse(responseCode = "404", description = "not-found: the store has no such programme")
    public Response get(@PathParam("id") String id) {
        return answer(programmes.get(caller.store(), Check.id(id, "programme", ProgrammeId::new)));
    }

    @PUT
    @Path("{id}")
    @Allow(value = Role.OWNER, scope = Scope.COMMUNITY)
    @Operation(
            summary = "Change a programme",
            description =
                    "Replaces name, rules and whether it is open. Applications that were screened before keep their result.")
    @APIResponse(
            responseCode = "200",
            description = "The programme as changed",
            content = @Content(schema = @Schema(implementation = Programmes.View.class)))
    @APIResponse(responseCode = "400", description = "invalid-value: a field is missing or a rule is unknown")
    @APIResponse(responseCode = "404", description = "not-found: the store has no such programme")
    @APIResponse(responseCode = "412", description = "version-mismatch: the programme has changed since it was read")
    @APIResponse(responseCode = "428", description = "precondition-required: If-Match is missing")
    public Response change(@PathParam("id") String id, @HeaderParam("If-Match") String ifMatch, Body body) {
        return answer(programmes.change(
                caller.store(),
                caller.name(),
                Check.id(id, "programme", ProgrammeId::new),
                ifMatch,
                body.trimmedName(),
                body.rules(),
                body.isOpen()));
    }

    private static Response answer(Programmes.View view) {
        return Response.ok(view).tag(EntityTags.of(view.version())).build();
    }
}
