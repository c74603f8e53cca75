package shop.gather.message.setting;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.message.Language;
import shop.gather.platform.http.EntityTags;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;
import shop.gather.platform.security.Scope;
import shop.gather.platform.validation.Text;

/** The language and the quiet hours of members who chose none. */
@Singleton
@Path("/api/v1/message-defaults")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(ref = "Messages")
@SecurityRequirement(name = "owner")
public class MessageDefaultsResource {

    private final Preferences preferences;
    private final Caller caller;

    @Inject
    MessageDefaultsResource(Preferences preferences, Caller caller) {
        this.preferences = preferences;
        this.caller = caller;
    }

    /**
     * @param language {@code en} or {@code zh}
     * @param quietHours on the clock of the store's zone; left out for none
     */
    @Schema(
            name = "MessageDefaults",
            example = "{\"language\":\"en\",\"quietHours\":{\"from\":\"22:00\",\"to\":\"07:30\"}}")
    public record Body(
            @NotNull @Text(max = 5) String language, @Valid QuietHoursBody quietHours) {

        static Body of(Preferences.Default stored) {
            QuietHours hours = stored.quietHours();
            return new Body(stored.language().tag(), hours.from().equals(hours.to()) ? null : QuietHoursBody.of(hours));
        }
    }

    @GET
    @Allow(value = Role.OWNER, scope = Scope.COMMUNITY)
    @Operation(
            summary = "Read how members are told who chose nothing",
            description = "English and no quiet hours until the owner sets others. Its ETag is needed to change it.")
    @APIResponse(
            responseCode = "200",
            description = "The defaults",
            content = @Content(schema = @Schema(implementation = Body.class)))
    public Response get() {
        return answer(preferences.ofStore(caller.store()));
    }

    @PUT
    @Allow(value = Role.OWNER, scope = Scope.COMMUNITY)
    @Operation(
            summary = "Set how members are told who chose nothing",
            description =
                    "Messages outside the inbox wait until the quiet hours end, except payment-declined and payment-opened. Audited.")
    @APIResponse(
            responseCode = "200",
            description = "The defaults as changed",
            content = @Content(schema = @Schema(implementation = Body.class)))
    @APIResponse(responseCode = "400", description = "invalid-value: the language or a time is unknown")
    @APIResponse(responseCode = "412", description = "version-mismatch: they have changed since they were read")
    @APIResponse(responseCode = "428", description = "precondition-required: If-Match is missing")
    public Response change(@HeaderParam("If-Match") String ifMatch, Body body) {
        return answer(preferences.change(
                caller.store(),
                caller.name(),
                ifMatch,
                Language.required(body.language()),
                body.quietHours() == null ? QuietHours.NONE : body.quietHours().parsed()));
    }

    private static Response answer(Preferences.Default stored) {
        return Response.ok(Body.of(stored)).tag(EntityTags.of(stored.version())).build();
    }
}
