package shop.gather.message.setting;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.message.Language;
import shop.gather.message.MessageKind;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;
import shop.gather.platform.validation.Text;
import shop.gather.platform.validation.TimeZoneId;

/** What the calling member wants to be told. */
@Singleton
@Path("/storefront/v1/me/message-settings")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "Messages")
@SecurityRequirement(name = "member")
public class MessageSettingsStorefrontResource {

    private final MessageSettings settings;
    private final Preferences preferences;
    private final Caller caller;

    @Inject
    MessageSettingsStorefrontResource(MessageSettings settings, Preferences preferences, Caller caller) {
        this.settings = settings;
        this.preferences = preferences;
        this.caller = caller;
    }

    /**
     * @param email the kinds to which the member consents by e-mail
     * @param hidden the kinds that the inbox does not show
     * @param language of e-mail, {@code en} or {@code zh}; the store's if left out
     * @param zone of the quiet hours, as {@code Asia/Shanghai}; the store's if left out
     * @param quietHours when nothing is sent; the store's if left out
     */
    @Schema(name = "MessageSettings", example = "{\"email\":[\"team-succeeded\"],\"hidden\":[\"place-paid\"]}")
    public record Body(
            @NotNull(message = LIST) @Size(max = 50, message = LIST)
            List<@NotNull @Text(max = 40) String> email,

            @NotNull(message = LIST) @Size(max = 50, message = LIST)
            List<@NotNull @Text(max = 40) String> hidden,

            @Text(max = 5) String language,
            @TimeZoneId String zone,
            @Valid QuietHoursBody quietHours) {

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

        Preferences.Preference preference() {
            return new Preferences.Preference(
                    language == null ? null : Language.required(language),
                    zone == null ? null : ZoneId.of(zone),
                    quietHours == null ? null : quietHours.parsed());
        }

        static Body of(MessageSettings.Choice choice, Preferences.Preference preference) {
            return new Body(
                    codes(choice.email()),
                    codes(choice.hidden()),
                    preference.language() == null ? null : preference.language().tag(),
                    preference.zone() == null ? null : preference.zone().getId(),
                    QuietHoursBody.of(preference.quietHours()));
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
        return Body.of(settings.of(caller.store(), caller.member()), preferences.of(caller.store(), caller.member()));
    }

    @PUT
    @Allow(Role.MEMBER)
    @Operation(
            summary = "Change my message settings",
            description = "Replaces all settings. Messages about the member's own money cannot be hidden. Messages "
                    + "outside the inbox wait until the quiet hours end, except payment-declined and payment-opened. If the consent "
                    + "changes, an address that mail did not reach is tried again.")
    @APIResponse(responseCode = "200", description = "The settings")
    @APIResponse(
            responseCode = "400",
            description =
                    "invalid-value: a list is missing, a kind, language, zone or time is unknown, or a hidden kind is "
                            + "about money")
    public Body change(Body body) {
        settings.change(caller.store(), caller.member(), body.choice(), body.preference());
        return show();
    }
}
