package shop.gather.store;

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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.platform.audit.AuditLog;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.idempotency.Idempotency;
import shop.gather.platform.idempotency.Idempotency.Answer;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.ApiKeys;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;
import shop.gather.platform.security.Scope;
import shop.gather.platform.validation.OneOf;
import shop.gather.platform.validation.Text;

/** A store's API keys. */
@Singleton
@Path("/api/v1/keys")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Keys")
public class KeyResource {

    private final ApiKeys keys;
    private final AuditLog audit;
    private final Transactions transactions;
    private final Idempotency idempotency;
    private final Caller caller;

    @Inject
    KeyResource(ApiKeys keys, AuditLog audit, Transactions transactions, Idempotency idempotency, Caller caller) {
        this.keys = keys;
        this.audit = audit;
        this.transactions = transactions;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    /**
     * @param kind OWNER or STOREFRONT;
     * @param scopes the scopes of an owner's key: STORE, COMMUNITY, CAMPAIGNS, MONEY, SESSIONS
     */
    public record WantedKey(
            @NotNull @Text(max = 200) String name,
            @NotNull @OneOf(Kind.class) String kind,
            List<String> scopes) {
        enum Kind {
            OWNER,
            STOREFRONT
        }
    }

    /** @param secret only in the answer that creates the key; else null */
    public record KeyView(UUID id, String name, String kind, List<String> scopes, String secret) {}

    @POST
    @Allow(value = Role.OWNER, scope = Scope.STORE)
    @Operation(
            summary = "Create a key",
            description =
                    "The secret is shown once. A key can only create keys with scopes that it has itself. The hosting "
                            + "provider creates the first key with the scope SESSIONS: POST "
                            + "/provider/v1/stores/{id}/owner-keys.")
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = KeyView.class)))
    @APIResponse(responseCode = "400", description = "A value is missing or invalid")
    @APIResponse(
            responseCode = "403",
            description = "forbidden: the calling key lacks a scope that the new key should have")
    public Response create(@HeaderParam("Idempotency-Key") String key, WantedKey wanted) {
        String name = wanted.name().strip();
        Role role = Role.valueOf(wanted.kind());
        Set<Scope> scopes = role == Role.OWNER ? Scopes.named(wanted.scopes()) : Set.of();
        requireOwn(scopes);
        return idempotency.once(caller.store(), caller.name(), "create-key", key, wanted, false, () -> {
            ApiKeys.NewKey made = keys.create(caller.store(), role, name, scopes);
            audit.record(caller.store(), caller.name(), "key.created", made.id().toString(), role + " " + scopes);
            KeyView view = new KeyView(made.id(), name, role.name(), names(scopes), made.secret());
            return new Answer(201, view, URI.create("/api/v1/keys"), null);
        });
    }

    @GET
    @Allow(value = Role.OWNER, scope = Scope.STORE)
    @Operation(summary = "List keys", description = "Without their secrets.")
    @APIResponse(responseCode = "200", description = "The active keys")
    public List<KeyView> list() {
        return keys.ofStore(caller.store()).stream()
                .map(key -> new KeyView(key.id(), key.name(), key.role().name(), names(key.scopes()), null))
                .toList();
    }

    @DELETE
    @Path("/{id}")
    @Allow(value = Role.OWNER, scope = Scope.STORE)
    @Operation(summary = "Revoke a key", description = "It is refused within 5 seconds.")
    @APIResponse(responseCode = "204", description = "Revoked")
    @APIResponse(responseCode = "404", description = "The key does not exist")
    public void revoke(@PathParam("id") String id) {
        UUID key = Check.id(id, "key");
        transactions.inStore(caller.store(), () -> {
            if (!keys.revoke(caller.store(), key)) {
                throw ProblemException.notFound("key");
            }
            audit.record(caller.store(), caller.name(), "key.revoked", id, "");
        });
    }

    private void requireOwn(Set<Scope> wanted) {
        Set<Scope> lacking = EnumSet.noneOf(Scope.class);
        lacking.addAll(wanted);
        lacking.removeAll(caller.scopes());
        if (!lacking.isEmpty()) {
            throw new ProblemException(
                    ProblemCode.FORBIDDEN,
                    "This key lacks " + lacking + ", and a key cannot create a key with more scopes than it has itself."
                            + " Use a key that has them, or ask your hosting provider for one.");
        }
    }

    private static List<String> names(Set<Scope> scopes) {
        return scopes.stream().map(Scope::name).sorted().toList();
    }
}
