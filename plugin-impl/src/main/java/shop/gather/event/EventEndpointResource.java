package shop.gather.event;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.platform.audit.AuditLog;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.Page;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.idempotency.Idempotency;
import shop.gather.platform.idempotency.Idempotency.Answer;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;
import shop.gather.platform.security.Scope;
import shop.gather.platform.validation.Text;
import shop.gather.shop.alarm.Alarms;
import shop.gather.shop.http.GuardedHttpClient;
import shop.gather.shop.http.WebAddress;
import shop.gather.spi.ShopException;

/** The addresses to which a store's events are sent. */
@Singleton
@Path("/api/v1/event-endpoints")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Events")
public class EventEndpointResource {

    private static final int MOST = 5;

    private final EventEndpoints endpoints;
    private final EventDeliveries deliveries;
    private final Alarms alarms;
    private final GuardedHttpClient outbound;
    private final Transactions transactions;
    private final Idempotency idempotency;
    private final AuditLog audit;
    private final Caller caller;

    @Inject
    EventEndpointResource(
            EventEndpoints endpoints,
            EventDeliveries deliveries,
            Alarms alarms,
            GuardedHttpClient outbound,
            Transactions transactions,
            Idempotency idempotency,
            AuditLog audit,
            Caller caller) {
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.alarms = alarms;
        this.outbound = outbound;
        this.transactions = transactions;
        this.idempotency = idempotency;
        this.audit = audit;
        this.caller = caller;
    }

    /** @param url absolute, http or https, not in a private network */
    public record NewEndpoint(@NotNull @Text(max = 1_000) String url) {}

    /** @param secret verifies the signature of each event; only in the answer that creates it, else null */
    public record EndpointView(EndpointId id, String url, String secret, Instant createdAt) {}

    @POST
    @Allow(value = Role.OWNER, scope = Scope.STORE)
    @Operation(
            summary = "Send events to an address",
            description = "Sends each event from now on at least once, signed according to the Standard Webhooks "
                    + "specification. An event that the endpoint does not accept is retried for three days. It "
                    + "then becomes a dead letter of this endpoint and can be replayed. Other endpoints are "
                    + "not affected. The secret is shown once.")
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = EndpointView.class)))
    @APIResponse(
            responseCode = "400",
            description = "The address is missing or too long, or there are too many endpoints")
    @APIResponse(
            responseCode = "422",
            description =
                    "The address is invalid or must not be called from this server, or the Idempotency-Key was used "
                            + "for another request")
    public Response add(@HeaderParam("Idempotency-Key") String key, NewEndpoint wanted) {
        String url = wanted.url().strip();
        requireAllowed(url);
        return idempotency.once(caller.store(), caller.name(), "add-event-endpoint", key, wanted, false, () -> {
            if (endpoints.active(caller.store()).size() >= MOST) {
                throw ProblemException.invalid("A store has at most " + MOST + " event endpoints; remove one first.");
            }
            EventEndpoints.Added made = endpoints.add(caller.store(), url);
            audit.record(
                    caller.store(),
                    caller.name(),
                    "event-endpoint.added",
                    made.id().toString(),
                    url);
            return new Answer(
                    201,
                    new EndpointView(made.id(), url, made.secret(), null),
                    URI.create("/api/v1/event-endpoints"),
                    null);
        });
    }

    @GET
    @Allow(value = Role.OWNER, scope = Scope.STORE)
    @Operation(summary = "List event endpoints", description = "Without their secrets.")
    @APIResponse(responseCode = "200", description = "The endpoints in use")
    public List<EndpointView> list() {
        return endpoints.active(caller.store()).stream()
                .map(endpoint -> new EndpointView(endpoint.id(), endpoint.url(), null, endpoint.createdAt()))
                .toList();
    }

    @DELETE
    @Path("/{id}")
    @Allow(value = Role.OWNER, scope = Scope.STORE)
    @Operation(
            summary = "Stop sending events to an address",
            description = "Events that are being sent may still arrive.")
    @APIResponse(responseCode = "204", description = "Removed")
    @APIResponse(responseCode = "404", description = "The endpoint does not exist")
    public void remove(@PathParam("id") String id) {
        EndpointId endpoint = Check.id(id, "event endpoint", EndpointId::new);
        transactions.inStore(caller.store(), () -> {
            if (!endpoints.remove(caller.store(), endpoint)) {
                throw ProblemException.notFound("event endpoint");
            }
            alarms.settle(caller.store(), EventDelivery.alarmKey(endpoint));
            audit.record(caller.store(), caller.name(), "event-endpoint.removed", id, "");
        });
    }

    /**
     * @param replayed how many dead letters are sent again
     * @param remaining how many are left; repeat the request for them
     */
    public record Replay(int replayed, long remaining) {}

    @GET
    @Path("/{id}/dead-letters")
    @Allow(value = Role.OWNER, scope = Scope.STORE)
    @Operation(
            summary = "List an endpoint's dead letters",
            description =
                    "Newest first: events that the endpoint did not accept for three days. They are kept for 30 days.")
    @APIResponse(responseCode = "200", description = "A page of dead letters")
    @APIResponse(responseCode = "400", description = "limit or cursor is invalid")
    @APIResponse(responseCode = "404", description = "The endpoint does not exist")
    public Page<EventDeliveries.DeadLetter> deadLetters(
            @PathParam("id") String id, @QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit) {
        return deliveries.deadLetters(caller.store(), inUse(id), cursor, Page.limit(limit));
    }

    @POST
    @Path("/{id}/replay")
    @Allow(value = Role.OWNER, scope = Scope.STORE)
    @Operation(
            summary = "Send an endpoint's dead letters again",
            description =
                    "Oldest first, at most 1000 per request, with the same ids. Each is again retried for three days. "
                            + "Can be repeated.")
    @APIResponse(responseCode = "200", description = "How many are sent again")
    @APIResponse(responseCode = "404", description = "The endpoint does not exist")
    public Replay replay(@PathParam("id") String id) {
        EndpointId endpoint = inUse(id);
        return transactions.inStore(caller.store(), () -> {
            int replayed = deliveries.replay(caller.store(), endpoint);
            endpoints.resume(caller.store(), endpoint);
            alarms.settle(caller.store(), EventDelivery.alarmKey(endpoint));
            audit.record(caller.store(), caller.name(), "event-endpoint.replayed", id, replayed + " events");
            return new Replay(replayed, deliveries.dead(caller.store(), endpoint));
        });
    }

    private EndpointId inUse(String id) {
        EndpointId endpoint = Check.id(id, "event endpoint", EndpointId::new);
        if (!endpoints.isActive(caller.store(), endpoint)) {
            throw ProblemException.notFound("event endpoint");
        }
        return endpoint;
    }

    private void requireAllowed(String url) {
        try {
            outbound.requireAllowed(WebAddress.parse(url));
        } catch (ShopException refused) {
            throw new ProblemException(ProblemCode.SHOP_REFUSED, "url: " + refused.getMessage());
        }
    }
}
