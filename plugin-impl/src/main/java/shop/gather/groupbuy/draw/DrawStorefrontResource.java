package shop.gather.groupbuy.draw;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.TeamId;
import shop.gather.platform.http.CachedAnswer;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;

/** The storefront API that shows the draw of a team, so that anybody can verify it. */
@Singleton
@Path("/storefront/v1/teams/{id}/draw")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Storefront: group buying")
public class DrawStorefrontResource {

    private static final Duration MAX_AGE = Duration.ofSeconds(10);

    private final Draws draws;
    private final Caller caller;

    @Inject
    DrawStorefrontResource(Draws draws, Caller caller) {
        this.draws = draws;
        this.caller = caller;
    }

    /**
     * The draw of a team. CAMPAIGNS.md, "The draw", states how the result follows from these values.
     *
     * @param held whether the draw was held: the team has succeeded
     */
    public record DrawView(
            TeamId team,
            boolean held,

            @Schema(description = "The number of places that win")
            int winners,

            @Schema(description = "SHA-256 of the secret, published when the team was opened")
            String commitment,

            @Schema(description = "32 bytes in hexadecimal; null until the draw was held")
            String secret,

            @Schema(description = "When the team succeeded; null until then")
            Instant closedAt,

            @Schema(description = "The public seed; null until the draw was held")
            String seed,

            @Schema(description = "The participations that took part, sorted; empty until the draw was held")
            List<ParticipationId> entries,

            @Schema(description = "The entries that have won, sorted; empty until the draw was held")
            List<ParticipationId> won) {}

    @GET
    @Allow(Role.STOREFRONT)
    @Operation(
            summary = "Show the draw of a team",
            description =
                    "The commitment is shown from the opening of the team. Once the team has succeeded, everything"
                            + " that decides the draw is shown, so that anybody can repeat it. A buyer knows the own"
                            + " participation's id; nothing else is told about buyers.")
    @APIResponse(
            responseCode = "200",
            description = "The draw",
            content = @Content(schema = @Schema(implementation = DrawView.class)))
    @APIResponse(responseCode = "304", description = "The draw has the ETag that was sent as If-None-Match")
    @APIResponse(responseCode = "404", description = "There is no such team, or it has no draw")
    public Response draw(@PathParam("id") String id, @HeaderParam("If-None-Match") String ifNoneMatch) {
        TeamId team = Check.id(id, "team", TeamId::new);
        Draws.Published draw =
                draws.published(caller.store(), team).orElseThrow(() -> ProblemException.notFound("draw"));
        return CachedAnswer.of(
                new DrawView(
                        team,
                        draw.secret() != null,
                        draw.winners(),
                        draw.commitment(),
                        draw.secret(),
                        draw.closedAt(),
                        draw.seed(),
                        draw.entries(),
                        draw.won()),
                MAX_AGE,
                ifNoneMatch);
    }
}
