package shop.gather.groupbuy.live;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.groupbuy.TeamId;
import shop.gather.platform.http.Check;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;
import shop.gather.platform.security.Visitors;

/**
 * The stream of a team's progress. JAX-RS authenticates and suspends the request; the answer is written as servlet
 * output, because JAX-RS can only write by blocking a thread.
 */
@Singleton
@Path("/storefront/v1/teams/{id}/progress")
@Tag(name = "Storefront: group buying")
public class TeamProgressStorefrontResource {

    private final TeamWatch watch;
    private final Caller caller;

    @Inject
    TeamProgressStorefrontResource(TeamWatch watch, Caller caller) {
        this.watch = watch;
        this.caller = caller;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Allow(Role.STOREFRONT)
    @Operation(
            summary = "Follow how full a team is",
            description =
                    "Server-sent events: progress with the present state at once and after each change, and end with"
                            + " the final state, after which the stream ends; data is the team as GET"
                            + " /storefront/v1/teams/{id} shows it. A change is seen within about a second. States may be left"
                            + " out, but never come out of order. A stream ends after 10 minutes at the latest: connect again"
                            + " with Last-Event-ID. Send the publishable key in Authorization: use fetch, since EventSource"
                            + " cannot send headers.")
    @APIResponse(
            responseCode = "200",
            description = "The stream",
            content = @Content(mediaType = "text/event-stream", schema = @Schema(implementation = String.class)))
    @APIResponse(
            responseCode = "204",
            description = "The team has ended, and Last-Event-ID names its final state: do not connect again")
    @APIResponse(responseCode = "404", description = "There is no such team")
    @APIResponse(
            responseCode = "503",
            description =
                    "no-capacity: the visitor's network, the store or the server has too many streams; try again after Retry-After, or"
                            + " poll the team")
    public void progress(
            @PathParam("id") String id,
            @HeaderParam("Last-Event-ID") String lastEventId,
            @Suspended AsyncResponse answer,
            @Context HttpServletRequest request) {
        WatchedTeam team = watch.find(caller.store(), Check.id(id, "team", TeamId::new));
        if (team.current().over() && team.current().version().equals(lastEventId)) {
            answer.resume(Response.noContent().build());
            return;
        }
        AsyncContext async = request.isAsyncStarted() ? request.getAsyncContext() : request.startAsync();
        async.setTimeout(0);
        try {
            ServletSink sink = new ServletSink(async);
            watch.begin(team, String.valueOf(request.getAttribute(Visitors.ADDRESS)), lastEventId, sink, watcher -> {
                begin((HttpServletResponse) async.getResponse());
                sink.open(watcher);
            });
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void begin(HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentType(MediaType.SERVER_SENT_EVENTS + ";charset=UTF-8");
        // nginx would collect the events otherwise.
        response.setHeader("X-Accel-Buffering", "no");
        response.setHeader("Vary", "Authorization");
    }
}
