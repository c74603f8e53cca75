package shop.gather.groupbuy.interest;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.groupbuy.interest.Interests.Demand;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;
import shop.gather.platform.security.Scope;

/** The owner's view of the interests of members. */
@Singleton
@Path("/api/v1/interests")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Group buying")
public class DemandResource {

    private final Interests interests;
    private final Caller caller;

    @Inject
    DemandResource(Interests interests, Caller caller) {
        this.interests = interests;
        this.caller = caller;
    }

    /** @param items the articles that most members are interested in first, at most 200 */
    public record Articles(List<Demand> items) {}

    @GET
    @Allow(value = Role.OWNER, scope = Scope.CAMPAIGNS)
    @Operation(
            summary = "Show in which articles members are interested",
            description = "The number of members for each article, most wanted first, at most 200. Nobody is named.")
    @APIResponse(responseCode = "200", description = "The articles")
    public Articles show() {
        return new Articles(interests.demand(caller.store()));
    }
}
