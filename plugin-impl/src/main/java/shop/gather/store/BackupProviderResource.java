package shop.gather.store;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.platform.database.Backups;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.idempotency.Idempotency;
import shop.gather.platform.idempotency.Idempotency.Answer;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;

/** Backups of the embedded database, for the hosting provider. */
@Singleton
@Path("/provider/v1/backups")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Hosting provider")
public class BackupProviderResource {

    private final Backups backups;
    private final Idempotency idempotency;
    private final Caller caller;

    @Inject
    BackupProviderResource(Backups backups, Idempotency idempotency, Caller caller) {
        this.backups = backups;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    @POST
    @Allow(Role.PROVIDER)
    @Operation(
            summary = "Back up the embedded database",
            description =
                    "Writes a zip file on this node while the database is in use. It contains everything that was "
                            + "acknowledged before the request, but not the secrets of the data directory: back those "
                            + "up separately. PostgreSQL is backed up with pg_dump.")
    @APIResponse(
            responseCode = "201",
            description = "The backup is complete",
            content = @Content(schema = @Schema(implementation = Backups.Backup.class)))
    @APIResponse(responseCode = "409", description = "conflict: the database is PostgreSQL")
    public Response take(@HeaderParam("Idempotency-Key") String key) {
        return idempotency.once(StoreProviderResource.NO_STORE, caller.name(), "backup", key, "", false, () -> {
            Backups.Backup backup = backups.take()
                    .orElseThrow(() -> new ProblemException(
                            ProblemCode.CONFLICT,
                            "This deployment uses PostgreSQL. Back it up with pg_dump; see deploy/README.md."));
            return new Answer(201, backup, null, null);
        });
    }
}
