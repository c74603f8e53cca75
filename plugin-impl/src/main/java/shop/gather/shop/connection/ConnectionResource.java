package shop.gather.shop.connection;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;
import shop.gather.platform.security.Scope;
import shop.gather.platform.validation.Text;

/** The owner's view of the connection to the shop. */
@Singleton
@Path("/api/v1/connection")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Shop connection")
public class ConnectionResource {

    private final ConnectionService service;
    private final Caller caller;

    @Inject
    ConnectionResource(ConnectionService service, Caller caller) {
        this.service = service;
        this.caller = caller;
    }

    /**
     * @param adapter the id of an adapter
     * @param settings the settings of that adapter; a secret that is left out keeps its value
     * @param currency the currency in which the store sells, ISO 4217
     * @param moved true if the shop has moved, keeping its customers and orders with their ids, and now identifies
     *     itself as another shop; optional
     */
    public record NewConnection(
            @NotNull @Text(max = 60) String adapter,
            Map<String, String> settings,

            @NotNull @Pattern(regexp = "[A-Z]{3}", message = "must be an ISO 4217 code such as EUR.")
            String currency,

            Boolean moved) {}

    @PUT
    @Allow(
            value = Role.OWNER,
            scope = Scope.STORE,
            also = {Scope.COMMUNITY, Scope.CAMPAIGNS, Scope.MONEY})
    @Operation(
            summary = "Connect the store to its shop",
            description =
                    "Tests the connection to the shop before anything is changed. A store belongs to one shop: once it "
                            + "has customers or orders, another shop is refused unless moved is true, which states "
                            + "that it is the same shop at a new address. The key needs all scopes of an owner, "
                            + "because the connected shop determines who a customer is and what was bought.")
    @APIResponse(responseCode = "200", description = "Connected")
    @APIResponse(responseCode = "400", description = "A setting is missing or invalid")
    @APIResponse(
            responseCode = "409",
            description =
                    "conflict: this is another shop, so create a store for it; or the store was connected by another "
                            + "request at the same time")
    @APIResponse(
            responseCode = "422",
            description = "The shop refuses the connection or cannot be reached; the detail says what to do")
    public ConnectionService.View connect(NewConnection wanted, @Context UriInfo request) {
        return service.connect(
                        caller.store(),
                        wanted.adapter(),
                        wanted.settings(),
                        wanted.currency(),
                        Boolean.TRUE.equals(wanted.moved()),
                        caller.name())
                .reachedAt(HookAddress.of(caller.store(), request));
    }

    @GET
    @Allow(value = Role.OWNER, scope = Scope.STORE)
    @Operation(
            summary = "Show the connection",
            description =
                    "Secrets are never shown. hookUrl is the address for the shop's notifications; enter it in the "
                            + "shop or in Gather's plugin there.")
    @APIResponse(responseCode = "200", description = "The connection and its state")
    @APIResponse(responseCode = "404", description = "The store is not connected yet")
    public ConnectionService.View show(@Context UriInfo request) {
        return service.view(caller.store())
                .map(view -> view.reachedAt(HookAddress.of(caller.store(), request)))
                .orElseThrow(() -> ProblemException.notFound("connection"));
    }
}
