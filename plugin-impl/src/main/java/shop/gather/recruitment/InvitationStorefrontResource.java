package shop.gather.recruitment;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.platform.StoreId;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.StrictJson;
import shop.gather.platform.idempotency.Idempotency;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;
import shop.gather.platform.validation.DurationBetween;

/** The storefront API with which a leader invites others into a programme. */
@Singleton
@Path("/storefront/v1/me/invitations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(ref = "Recruitment")
@SecurityRequirement(name = "member")
public class InvitationStorefrontResource {

    private static final String DEFAULT_VALIDITY = "P30D";

    private final Invitations invitations;
    private final Programmes programmes;
    private final Leaders leaders;
    private final Idempotency idempotency;
    private final Caller caller;

    @Inject
    InvitationStorefrontResource(
            Invitations invitations, Programmes programmes, Leaders leaders, Idempotency idempotency, Caller caller) {
        this.invitations = invitations;
        this.programmes = programmes;
        this.leaders = leaders;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    /** @param validFor ISO 8601, up to a year; 30 days if omitted */
    @Schema(
            name = "InvitationRequest",
            example = "{\"programmeId\":\"0192f0a4-7d3e-7c11-9c5b-3f2a1d6e8b90\",\"validFor\":\"P30D\"}")
    public record Body(
            String programmeId,
            @DurationBetween(min = "PT1M", max = "P365D") String validFor) {}

    /** @param code the leader becomes the recruiter of everyone who is approved with it; shown only here */
    @Schema(name = "Invitation")
    public record View(UUID id, ProgrammeId programmeId, String code, Instant expiresAt) {}

    @POST
    @Allow(Role.MEMBER)
    @Operation(
            summary = "Invite into a programme",
            description =
                    "For active leaders. Whoever is approved with the code has the caller as recruiter. The code may "
                            + "be used by several people until it"
                            + " expires.")
    @APIResponse(
            responseCode = "201",
            description = "The invitation with its code",
            content = @Content(schema = @Schema(implementation = View.class)))
    @APIResponse(responseCode = "403", description = "forbidden: the caller is not an active leader")
    @APIResponse(responseCode = "404", description = "not-found: the store has no such programme")
    @APIResponse(responseCode = "409", description = "conflict: the programme is closed")
    public Response create(@HeaderParam("Idempotency-Key") String key, Body body) {
        StoreId store = caller.store();
        ProgrammeId programme = Check.id(body.programmeId(), "programme", ProgrammeId::new);
        Duration validFor = Duration.parse(body.validFor() == null ? DEFAULT_VALIDITY : body.validFor());
        Response kept = idempotency.once(store, caller.name(), "invitations.create", key, body, false, () -> {
            Leader leader = leaders.requireActive(store, caller.member());
            programmes.rulesOfOpen(store, programme);
            return new Idempotency.Answer(201, invitations.create(store, programme, leader.id(), validFor), null, null);
        });
        // The answer stored for repeated requests does not contain the code; it is added here.
        Invitations.Made made = StrictJson.codec().fromJson((String) kept.getEntity(), Invitations.Made.class);
        return Response.fromResponse(kept)
                .entity(new View(made.id(), made.programmeId(), invitations.code(store, made.id()), made.expiresAt()))
                .build();
    }
}
