package shop.gather.groupbuy.team;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.campaign.Campaigns;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.Page;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;
import shop.gather.platform.security.Scope;

/** The owner's API for the teams of a campaign. */
@Singleton
@Path("/api/v1/campaigns/{id}/teams")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Group buying")
public class CampaignTeamsResource {

    private final Campaigns campaigns;
    private final Teams teams;
    private final Caller caller;

    @Inject
    CampaignTeamsResource(Campaigns campaigns, Teams teams, Caller caller) {
        this.campaigns = campaigns;
        this.teams = teams;
        this.caller = caller;
    }

    @GET
    @Allow(value = Role.OWNER, scope = Scope.CAMPAIGNS)
    @Operation(summary = "List a campaign's teams", description = "Newest first; empty for an unknown campaign.")
    @APIResponse(responseCode = "200", description = "A page of teams")
    @APIResponse(responseCode = "400", description = "limit or cursor is invalid")
    public Page<TeamResource.TeamView> list(
            @PathParam("id") String campaign, @QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit) {
        CampaignId id = Check.id(campaign, "campaign", CampaignId::new);
        Page<Team> page = teams.ofCampaign(caller.store(), id, cursor, Page.limit(limit));
        if (page.items().isEmpty()) {
            return new Page<>(List.of(), page.next());
        }
        CampaignTerms terms = campaigns.offer(caller.store(), id).terms();
        return new Page<>(
                page.items().stream()
                        .map(team -> TeamResource.TeamView.of(team, terms))
                        .toList(),
                page.next());
    }
}
