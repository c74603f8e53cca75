package shop.gather.store;

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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.Deployment;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.Page;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.idempotency.Idempotency;
import shop.gather.platform.idempotency.Idempotency.Answer;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.ApiKeys;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;
import shop.gather.platform.security.Scope;
import shop.gather.platform.validation.Text;
import shop.gather.platform.validation.TimeZoneId;
import shop.gather.shop.adapter.AdapterRegistry;
import shop.gather.shop.connection.ConnectionResource.NewConnection;
import shop.gather.shop.connection.ConnectionService;
import shop.gather.shop.connection.HookAddress;
import shop.gather.spi.AdapterDescriptor;

/** Stores, their connection and their suspension, for the hosting provider. */
@Singleton
@Path("/provider/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Hosting provider")
public class StoreProviderResource {

    /** The store id under which answers to the provider's idempotent requests are kept; no store has it. */
    static final StoreId NO_STORE = new StoreId(new UUID(0, 0));

    private final Stores stores;
    private final ConnectionService connections;
    private final AdapterRegistry adapters;
    private final Deployment deployment;
    private final ApiKeys keys;
    private final Idempotency idempotency;
    private final Caller caller;

    @Inject
    StoreProviderResource(
            Stores stores,
            ConnectionService connections,
            AdapterRegistry adapters,
            Deployment deployment,
            ApiKeys keys,
            Idempotency idempotency,
            Caller caller) {
        this.stores = stores;
        this.connections = connections;
        this.adapters = adapters;
        this.deployment = deployment;
        this.keys = keys;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    /** @param zone an IANA time zone, to show deadlines in; UTC if left out */
    public record NewStore(
            @NotNull @Text(max = 200) String name,
            @TimeZoneId String zone) {}

    /**
     * @param connected whether it has a shop;
     * @param problem the problem of the connection; null if there is none
     */
    public record Health(
            StoreId store,
            String name,
            boolean connected,
            String shopName,
            String problem,
            Instant problemSince,
            Instant polledAt) {}

    /**
     * @param ownerKey shown once;
     * @param publishableKey the storefront's key, not a secret;
     * @param hookUrl the address to which the store's shop sends its notifications
     */
    public record CreatedStore(Stores.Store store, String ownerKey, String publishableKey, String hookUrl) {}

    /** @param ownerKey shown once */
    public record NewKey(UUID id, String ownerKey) {}

    /**
     * @param commandsPaused whether this installation sends no commands, polls or events because its database came from
     *     another installation
     * @param reason why they are paused and how to resume; null if they are not paused
     * @param takeovers the installations that have sent commands to the shops, the present one first
     */
    public record DeploymentView(boolean commandsPaused, String reason, List<Deployment.Takeover> takeovers) {}

    @POST
    @Path("/stores")
    @Allow(Role.PROVIDER)
    @Operation(
            summary = "Create a store",
            description =
                    "Returns the owner's first key, the publishable key and the address for the shop's notifications. "
                            + "The owner's key is shown once. It has all scopes except SESSIONS; create a separate key "
                            + "with that scope if a storefront's back end needs one.")
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = CreatedStore.class)))
    @APIResponse(responseCode = "400", description = "A value is missing or invalid")
    @APIResponse(responseCode = "422", description = "The Idempotency-Key was used for another request")
    public Response create(@HeaderParam("Idempotency-Key") String key, NewStore wanted, @Context UriInfo request) {
        String name = wanted.name().strip();
        String zone = zone(wanted.zone());
        return idempotency.once(NO_STORE, caller.name(), "create-store", key, wanted, false, () -> {
            Stores.Created created = stores.create(name, zone, caller.name());
            return Answer.created(
                    URI.create("/provider/v1/stores/" + created.store().id()),
                    new CreatedStore(
                            created.store(),
                            created.ownerKey(),
                            created.publishableKey(),
                            HookAddress.of(created.store().id(), request)),
                    created.store().version());
        });
    }

    @GET
    @Path("/stores")
    @Allow(Role.PROVIDER)
    @Operation(summary = "List stores", description = "Newest first.")
    @APIResponse(responseCode = "200", description = "A page of stores")
    @APIResponse(responseCode = "400", description = "limit or cursor is invalid")
    public Page<Stores.Store> list(@QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit) {
        return stores.page(cursor, Page.limit(limit));
    }

    @GET
    @Path("/stores/{id}")
    @Allow(Role.PROVIDER)
    @Operation(summary = "Show a store", description = "Its name, state and zone.")
    @APIResponse(responseCode = "200", description = "The store")
    @APIResponse(responseCode = "404", description = "The store does not exist")
    public Stores.Store show(@PathParam("id") String id) {
        return store(id);
    }

    @GET
    @Path("/stores/{id}/health")
    @Allow(Role.PROVIDER)
    @Operation(summary = "Show the state of a store's connection", description = "For the provider only.")
    @APIResponse(responseCode = "200", description = "The connection's state")
    @APIResponse(responseCode = "404", description = "The store does not exist")
    public Health health(@PathParam("id") String id) {
        Stores.Store store = store(id);
        return connections
                .view(store.id())
                .map(view -> new Health(
                        store.id(),
                        store.name(),
                        true,
                        view.shopName(),
                        view.problem(),
                        view.problemSince(),
                        view.polledAt()))
                .orElse(new Health(store.id(), store.name(), false, null, null, null, null));
    }

    @PUT
    @Path("/stores/{id}/connection")
    @Allow(Role.PROVIDER)
    @Operation(
            summary = "Connect a store to its shop",
            description = "The connection to the shop is tested before anything is changed.")
    @APIResponse(responseCode = "200", description = "Connected")
    @APIResponse(responseCode = "400", description = "A setting is missing or invalid")
    @APIResponse(responseCode = "404", description = "The store does not exist")
    @APIResponse(
            responseCode = "409",
            description =
                    "conflict: the store has customers or orders of another shop; create a new store for this shop")
    @APIResponse(
            responseCode = "422",
            description = "The shop refuses the connection or cannot be reached; the detail says what to do")
    public ConnectionService.View connect(@PathParam("id") String id, NewConnection wanted, @Context UriInfo request) {
        StoreId store = store(id).id();
        return connections
                .connect(
                        store,
                        wanted.adapter(),
                        wanted.settings(),
                        wanted.currency(),
                        Boolean.TRUE.equals(wanted.moved()),
                        caller.name())
                .reachedAt(HookAddress.of(store, request));
    }

    @PUT
    @Path("/stores/{id}/suspension")
    @Allow(Role.PROVIDER)
    @Operation(
            summary = "Suspend a store",
            description = "Its keys and sessions are refused, and its links lead to the shop without attribution.")
    @APIResponse(responseCode = "204", description = "Suspended")
    @APIResponse(responseCode = "404", description = "The store does not exist")
    public void suspend(@PathParam("id") String id) {
        stores.change(store(id).id(), Stores.State.SUSPENDED, caller.name());
    }

    @DELETE
    @Path("/stores/{id}/suspension")
    @Allow(Role.PROVIDER)
    @Operation(summary = "Resume a store", description = "Keys, sessions and links work again as before.")
    @APIResponse(responseCode = "204", description = "Active")
    @APIResponse(responseCode = "404", description = "The store does not exist")
    public void resume(@PathParam("id") String id) {
        stores.change(store(id).id(), Stores.State.ACTIVE, caller.name());
    }

    @POST
    @Path("/stores/{id}/owner-keys")
    @Allow(Role.PROVIDER)
    @Operation(
            summary = "Create a new key for a store's owner",
            description = "For an owner who lost the first key, or whose storefront's back end opens sessions: for the "
                    + "latter, give only the scope SESSIONS. Without scopes the key has all except SESSIONS. "
                    + "The key is shown once; its creation is recorded in the store's audit log.")
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = NewKey.class)))
    @APIResponse(responseCode = "400", description = "invalid-value: an unknown scope, or a name that is too long")
    @APIResponse(responseCode = "404", description = "The store does not exist")
    public Response newOwnerKey(
            @PathParam("id") String id,
            @HeaderParam("Idempotency-Key") String key,
            @QueryParam("scope") List<String> named,
            @QueryParam("name") String called) {
        StoreId store = store(id).id();
        Set<Scope> scopes = named == null || named.isEmpty() ? Scope.ofOwners() : Scopes.named(named);
        String name = called == null ? "made by the provider" : Check.text(called, "name", 200);
        List<String> body =
                Stream.concat(Stream.of(name), scopes.stream().map(Scope::name)).toList();
        Response answer = idempotency.once(NO_STORE, caller.name(), "owner-key:" + id, key, body, false, () -> {
            ApiKeys.NewKey made = keys.create(store, Role.OWNER, name, scopes);
            return new Answer(201, new NewKey(made.id(), made.secret()), null, null);
        });
        if (!Idempotency.isReplay(answer)) {
            stores.auditKey(store, caller.name(), name, scopes);
        }
        return answer;
    }

    @GET
    @Path("/adapters")
    @Allow(Role.PROVIDER)
    @Operation(summary = "List the adapters of this deployment", description = "With the settings of each adapter.")
    @APIResponse(responseCode = "200", description = "The adapters")
    public Collection<AdapterDescriptor> adapters() {
        return adapters.descriptors();
    }

    @GET
    @Path("/deployment")
    @Allow(Role.PROVIDER)
    @Operation(
            summary = "Show whether commands to shops are paused",
            description = "Commands are paused after the database was copied or restored from another installation.")
    @APIResponse(responseCode = "200", description = "The state")
    public DeploymentView deployment() {
        boolean paused = deployment.commandsPaused();
        return new DeploymentView(paused, paused ? Deployment.FOREIGN : null, deployment.takeovers());
    }

    @PUT
    @Path("/deployment")
    @Allow(Role.PROVIDER)
    @Operation(
            summary = "Resume commands to shops",
            description =
                    "Allows this installation to send commands to the shops. First make sure that the installation "
                            + "from which the database came is stopped; otherwise both send commands. The caller and "
                            + "the time are recorded.")
    @APIResponse(responseCode = "200", description = "Commands are resumed")
    public DeploymentView adopt() {
        deployment.adopt(caller.name());
        return deployment();
    }

    private Stores.Store store(String id) {
        return stores.find(Check.id(id, "store", StoreId::new)).orElseThrow(() -> ProblemException.notFound("store"));
    }

    private static String zone(String zone) {
        return zone == null || zone.isBlank() ? "UTC" : ZoneId.of(zone).getId();
    }
}
