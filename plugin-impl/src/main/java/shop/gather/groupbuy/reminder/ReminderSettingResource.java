package shop.gather.groupbuy.reminder;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;
import shop.gather.platform.security.Scope;
import shop.gather.platform.validation.DurationBetween;

/** The owner's setting for reminders of deadlines. */
@Singleton
@Path("/api/v1/team-reminders")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Group buying")
public class ReminderSettingResource {

    private final ReminderSettings settings;
    private final Caller caller;

    @Inject
    ReminderSettingResource(ReminderSettings settings, Caller caller) {
        this.settings = settings;
        this.caller = caller;
    }

    /** @param remindBefore ISO 8601, how long before the deadline of a team; PT0S for no reminder */
    @Schema(name = "TeamReminders", example = "{\"remindBefore\":\"PT3H\"}")
    public record Body(
            @Schema(description = "How long before the deadline of a team its buyers are reminded; PT0S for never")
            @NotNull
            @DurationBetween(min = "PT0S", max = "P7D")
            String remindBefore) {}

    @GET
    @Allow(value = Role.OWNER, scope = Scope.CAMPAIGNS)
    @Operation(
            summary = "Read when buyers are reminded of a deadline",
            description = "PT3H, or what the deployment says, until the owner sets another time.")
    @APIResponse(responseCode = "200", description = "The setting")
    public Body show() {
        return new Body(settings.of(caller.store()).toString());
    }

    @PUT
    @Allow(value = Role.OWNER, scope = Scope.CAMPAIGNS)
    @Operation(
            summary = "Set when buyers are reminded of a deadline",
            description = "Applies to teams that are opened from now on. A team that is open for less than twice this"
                    + " time has no reminder. Audited. Idempotent.")
    @APIResponse(responseCode = "200", description = "The setting")
    @APIResponse(responseCode = "400", description = "remindBefore is missing or not from PT0S to P7D")
    public Body change(Body body) {
        settings.change(caller.store(), Duration.parse(body.remindBefore()), caller.name());
        return show();
    }
}
