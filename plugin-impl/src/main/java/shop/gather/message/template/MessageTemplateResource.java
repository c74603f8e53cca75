package shop.gather.message.template;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
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
import shop.gather.message.MessageKind;
import shop.gather.platform.http.EntityTags;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;
import shop.gather.platform.security.Scope;
import shop.gather.platform.validation.Text;

/** The owner's API for the texts of messages. */
@Singleton
@Path("/api/v1/message-templates/{kind}/{language}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Messages", description = "What members are told")
@SecurityRequirement(name = "owner")
public class MessageTemplateResource {

    private final Templates templates;
    private final Caller caller;

    @Inject
    MessageTemplateResource(Templates templates, Caller caller) {
        this.templates = templates;
        this.caller = caller;
    }

    /**
     * @param subject one line
     * @param text plain text of one or more lines
     */
    @Schema(
            name = "MessageTemplateRequest",
            example = "{\"subject\":\"{campaign}: your team has succeeded\","
                    + "\"text\":\"You are {members}. The price is {price} each. Thank you!\"}")
    public record Body(
            @NotNull @Text(max = 200) String subject,
            @NotNull @Text(max = 4_000) String text) {
        public Template template() {
            return new Template(subject.strip(), text.strip());
        }
    }

    /** A message as a member would see it. */
    @Schema(name = "MessagePreview")
    public record Preview(String subject, String text) {}

    @GET
    @Allow(value = Role.OWNER, scope = Scope.COMMUNITY)
    @Operation(
            summary = "Read the template of a message",
            description = "The store's own, or Gather's where the store has none. The kinds are listed in MESSAGES.md; "
                    + "the languages are en and zh. Its ETag is needed to change it.")
    @APIResponse(
            responseCode = "200",
            description = "The template",
            content = @Content(schema = @Schema(implementation = Templates.View.class)))
    @APIResponse(responseCode = "404", description = "not-found: there is no such kind or language")
    public Response get(@PathParam("kind") String kind, @PathParam("language") String language) {
        return answer(templates.get(caller.store(), MessageKind.of(kind), language(language)));
    }

    @PUT
    @Allow(value = Role.OWNER, scope = Scope.COMMUNITY)
    @Operation(
            summary = "Set the template of a message",
            description =
                    "Plain text with placeholders in braces. Also applies to messages that exist already, because "
                            + "a message is written when it is read. Audited.")
    @APIResponse(
            responseCode = "200",
            description = "The template as changed",
            content = @Content(schema = @Schema(implementation = Templates.View.class)))
    @APIResponse(
            responseCode = "400",
            description = "invalid-value: a field is missing or too long, or a placeholder is not one of the kind")
    @APIResponse(responseCode = "404", description = "not-found: there is no such kind or language")
    @APIResponse(responseCode = "412", description = "version-mismatch: the template has changed since it was read")
    @APIResponse(responseCode = "428", description = "precondition-required: If-Match is missing")
    public Response change(
            @PathParam("kind") String kind,
            @PathParam("language") String language,
            @HeaderParam("If-Match") String ifMatch,
            Body body) {
        return answer(templates.change(
                caller.store(), caller.name(), MessageKind.of(kind), language(language), ifMatch, body.template()));
    }

    @DELETE
    @Allow(value = Role.OWNER, scope = Scope.COMMUNITY)
    @Operation(
            summary = "Return to Gather's template",
            description = "Does nothing if the store has no template of its own. Audited.")
    @APIResponse(responseCode = "204", description = "Gather's template is used")
    @APIResponse(responseCode = "404", description = "not-found: there is no such kind or language")
    public void reset(@PathParam("kind") String kind, @PathParam("language") String language) {
        templates.reset(caller.store(), caller.name(), MessageKind.of(kind), language(language));
    }

    @POST
    @Path("preview")
    @Allow(value = Role.OWNER, scope = Scope.COMMUNITY)
    @Operation(
            summary = "Preview a template",
            description = "Shows it with example values in the store's time zone. Nothing is stored.")
    @APIResponse(responseCode = "200", description = "The message")
    @APIResponse(
            responseCode = "400",
            description = "invalid-value: a field is missing or too long, or a placeholder is not one of the kind")
    @APIResponse(responseCode = "404", description = "not-found: there is no such kind or language")
    public Preview preview(@PathParam("kind") String kind, @PathParam("language") String language, Body body) {
        Template shown = templates.preview(caller.store(), MessageKind.of(kind), language(language), body.template());
        return new Preview(shown.subject(), shown.text());
    }

    private static Language language(String tag) {
        return Language.named(tag).orElseThrow(() -> ProblemException.notFound("language"));
    }

    private static Response answer(Templates.View view) {
        return Response.ok(view).tag(EntityTags.of(view.version())).build();
    }
}
