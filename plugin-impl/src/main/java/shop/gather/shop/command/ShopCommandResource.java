package shop.gather.shop.command;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.platform.http.Page;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;
import shop.gather.platform.security.Scope;

/** Commands to the shop, for the owner. */
@Singleton
@Path("/api/v1/shop-commands")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Shop connection")
public class ShopCommandResource {

    private final CommandHistory commands;
    private final Caller caller;

    @Inject
    ShopCommandResource(CommandHistory commands, Caller caller) {
        this.commands = commands;
        this.caller = caller;
    }

    @GET
    @Allow(value = Role.OWNER, scope = Scope.STORE)
    @Operation(
            summary = "List commands to the shop",
            description =
                    "Newest first. The parameter state filters by WAITING, DONE or REFUSED. Commands that revoked an "
                            + "admission to a price are deleted some time after they have ended.")
    @APIResponse(responseCode = "200", description = "A page of commands")
    @APIResponse(responseCode = "400", description = "state, limit or cursor is invalid")
    public Page<CommandHistory.View> list(
            @QueryParam("state") String state,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") Integer limit) {
        ShopCommands.State wanted = state == null
                ? null
                : Arrays.stream(ShopCommands.State.values())
                        .filter(value -> value.name().equals(state))
                        .findFirst()
                        .orElseThrow(() -> ProblemException.invalid("state must be WAITING, DONE or REFUSED."));
        return commands.page(caller.store(), wanted, cursor, Page.limit(limit));
    }
}
