package shop.gather.groupbuy.help;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.help.Helping.Given;
import shop.gather.groupbuy.team.TeamProgress;
import shop.gather.platform.http.Amount;
import shop.gather.platform.http.Check;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;

/** The storefront API with which members help a buyer. */
@Singleton
@Path("/storefront/v1/teams/{id}/help")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Storefront: group buying")
@SecurityRequirement(name = "member")
public class HelpStorefrontResource {

    private final Helping helping;
    private final Caller caller;

    @Inject
    HelpStorefrontResource(Helping helping, Caller caller) {
        this.helping = helping;
        this.caller = caller;
    }

    /**
     * A help that the member has given.
     *
     * @param worth by how much it has lowered the price of one unit
     * @param team as it is now; its price is the one after all helps so far
     */
    public record HelpView(Amount worth, TeamProgress team) {}

    @POST
    @Allow(Role.MEMBER)
    @Operation(
            summary = "Help a buyer to a lower price",
            description =
                    "In a campaign with pricePolicy helped: lowers the final price of the team's buyer by one step."
                            + " The helper buys nothing, and can help one buyer of a campaign. Idempotent: a member who has"
                            + " helped this team gets the same worth again.")
    @APIResponse(responseCode = "200", description = "The help counts, by this request or an earlier one")
    @APIResponse(responseCode = "404", description = "There is no such team")
    @APIResponse(
            responseCode = "409",
            description =
                    "own-team: buyers cannot help themselves; already-helped: the member has helped another buyer of"
                            + " the campaign; all-helps-given; team-not-paid: the buyer has not paid yet; team-closed: the"
                            + " team has ended, or its deadline has passed; conflict: friends cannot help in this campaign")
    public HelpView help(@PathParam("id") String id) {
        Given given = helping.help(caller.store(), caller.member(), Check.id(id, "team", TeamId::new));
        return new HelpView(Amount.of(given.worth()), TeamProgress.of(given.team(), given.terms()));
    }
}
