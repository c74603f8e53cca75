package shop.gather.message.setting;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.message.MessageKind;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;
import shop.gather.platform.validation.Text;

/** What the calling member wants to be told. */
@Singleton
@Path("/storefront/v1/me/message-settings")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "Messages")
@SecurityRequirement(name = "member")
public class MessageSettingsStorefrontResource {

    private final MessageSettings settings;
    private final Caller caller;

    @Inject
    MessageSettingsStorefrontResource(MessageSettings settings, Caller caller) {
        this.settings = settings;
        this.caller = caller;
    }

    /**
     * @param email the kinds to which the member consents by e-mail
     * @param hidden the kinds that the inbox does not show
     */
    @Schema(name = "MessageSettings", example = "{\"email\":[\"team-succeeded\"],\"hidden\":[\"place-paid\"]}")
    public record Body(
            @NotNull(message = LIST) @Size(max = 50, message = LIST)
            List<@NotNull @Text(max = 40) String> email,

            @NotNull(message = LIST) @Size(max = 50, message = LIST)
            List<@NotNull @Text(max = 40) String> hidden) {

        private static final String LIST = "must be a list of at most 50 kinds of messages; it may be empty.";

        MessageSettings.Choice choice() {
            return new MessageSettings.Choice(kinds("email", email), kinds("hidden", hidden));
        }

        private static Set<MessageKind> kinds(String field, List<String> codes) {
            Set<MessageKind> kinds = EnumSet.noneOf(MessageKind.class);
            for (String code : codes) {
                kinds.add(MessageKind.named(code)
                        .orElseThrow(() -> ProblemException.invalid(
                                field + " names an unknown kind. The kinds are " + MessageKind.codes() + ".")));
            }
            return kinds;
        }

        static Body of(MessageSettings.Choice choice) {
            return new Body(codes(choice.email()), codes(choice.hidden()));
        }

        private static List<String> codes(Set<MessageKind> kinds) {
            return kinds.stream().map(MessageKind::code).toList();
        }
    }

    @GET
    @Allow(Role.MEMBER)
    @Operation(
            summary = "My message settings",
            description = "Nothing is hidden and nothing is sent by e-mail unless the member says so.")
    @APIResponse(responseCode = "200", description = "The settings")
    public Body show() {
        return Body.of(settings.of(caller.store(), caller.member()));
    }

    @PUT
    @Allow(Role.MEMBER)
    @Operation(
            summary = "Change my message settings",
            description = "Replaces all settings. Messages about the member's own money cannot be hidden. This version "
                    + "of Gather stores the consent to e-mail and sends none.")
    @APIResponse(responseCode = "200", description = "The settings")
    @APIResponse(
            responseCode = "400",
            description = "invalid-value: a list is missing, a kind is unknown, or a hidden kind is about money")
    public Body change(Body body) {
        settings.change(caller.store(), caller.member(), body.choice());
        return show();
    }
}
