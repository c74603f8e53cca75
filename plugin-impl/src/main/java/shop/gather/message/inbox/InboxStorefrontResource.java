package shop.gather.message.inbox;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.message.Language;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.Page;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;

/** The messages of the calling member. */
@Singleton
@Path("/storefront/v1/me/messages")
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "Messages")
@SecurityRequirement(name = "member")
public class InboxStorefrontResource {

    private final Inbox inbox;
    private final Caller caller;

    @Inject
    InboxStorefrontResource(Inbox inbox, Caller caller) {
        this.inbox = inbox;
        this.caller = caller;
    }

    @GET
    @Allow(Role.MEMBER)
    @Operation(
            summary = "My messages",
            description =
                    "Newest first, in English or Chinese as Accept-Language asks; English if it asks for neither. "
                            + "Subject and text are plain text: escape them where they are shown as HTML. A message is deleted "
                            + "180 days after it was read.")
    @APIResponse(
            responseCode = "200",
            description = "A page of messages, and how many are unread",
            content = @Content(schema = @Schema(implementation = Inbox.Shown.class)))
    @APIResponse(responseCode = "400", description = "invalid-value: the cursor or limit is invalid")
    public Response list(
            @HeaderParam("Accept-Language") String acceptLanguage,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") Integer limit) {
        Language language = Language.accepted(acceptLanguage);
        return Response.ok(inbox.show(caller.store(), caller.member(), language, cursor, Page.limit(limit)))
                .header(HttpHeaders.CONTENT_LANGUAGE, language.tag())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .build();
    }

    @POST
    @Path("{id}/reading")
    @Allow(Role.MEMBER)
    @Operation(summary = "Mark one of my messages as read", description = "Can be repeated.")
    @APIResponse(responseCode = "204", description = "The message is read")
    @APIResponse(responseCode = "404", description = "not-found: the caller has no such message")
    public void read(@PathParam("id") String id) {
        inbox.read(caller.store(), caller.member(), Check.id(id, "message", MessageId::new));
    }
}
