package shop.gather.groupbuy.cycle;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.campaign.Campaigns;
import shop.gather.groupbuy.cycle.CampaignSeries.Overview;
import shop.gather.groupbuy.cycle.Series.CycleState;
import shop.gather.groupbuy.cycle.Series.State;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;

/** The storefront API for the next cycles of a campaign. */
@Singleton
@Path("/storefront/v1/campaigns/{id}/cycles")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Storefront: group buying")
public class CyclesStorefrontResource {

    private static final int SHOWN = 10;

    private final CampaignSeries series;
    private final Campaigns campaigns;
    private final Caller caller;

    @Inject
    CyclesStorefrontResource(CampaignSeries series, Campaigns campaigns, Caller caller) {
        this.series = series;
        this.campaigns = campaigns;
        this.caller = caller;
    }

    /**
     * A cycle that has not ended.
     *
     * @param opensAt when buyers can order; null if it is already known by its campaign only
     * @param cutOff until when
     * @param campaignId its campaign, once it is published
     */
    public record ComingCycle(Instant opensAt, Instant cutOff, UUID campaignId) {}

    /**
     * @param zone of the store
     * @param items those that have not ended, earliest first, at most 10; without plans while the series is paused
     */
    public record ComingCycles(String zone, List<ComingCycle> items) {}

    @GET
    @Allow(Role.STOREFRONT)
    @Operation(
            summary = "Show the next cycles of a campaign",
            description =
                    "The id is that of any cycle's campaign. Cycles without campaignId are planned; they can change."
                            + " Empty for a campaign that does not repeat.")
    @APIResponse(responseCode = "200", description = "The cycles that have not ended")
    @APIResponse(responseCode = "404", description = "There is no such campaign")
    public ComingCycles coming(@PathParam("id") String id) {
        CampaignId campaign = Check.id(id, "campaign", CampaignId::new);
        if (!campaigns.offer(caller.store(), campaign).published()) {
            throw ProblemException.notFound("campaign");
        }
        return series.find(caller.store(), campaign)
                .map(CyclesStorefrontResource::coming)
                .orElseGet(() -> new ComingCycles(null, List.of()));
    }

    private static ComingCycles coming(Overview overview) {
        boolean active = overview.series().state() == State.ACTIVE;
        return new ComingCycles(
                overview.zone().getId(),
                CycleView.coming(overview).stream()
                        .filter(CyclesStorefrontResource::takesPlace)
                        .filter(cycle -> active || isPublished(cycle))
                        .limit(SHOWN)
                        .map(cycle -> new ComingCycle(
                                cycle.opensAt(), cycle.cutOff(), isPublished(cycle) ? cycle.campaignId() : null))
                        .toList());
    }

    private static boolean isPublished(CycleView cycle) {
        return cycle.state().equals(CycleState.PUBLISHED.name());
    }

    private static boolean takesPlace(CycleView cycle) {
        return !cycle.state().equals(CycleState.SKIPPED.name())
                && !cycle.state().equals(CycleState.MISSED.name());
    }
}
