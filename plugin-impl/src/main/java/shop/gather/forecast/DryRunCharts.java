package shop.gather.forecast;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.campaign.Campaigns;
import shop.gather.message.Language;
import shop.gather.platform.StoreId;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;

/** Charts of dry runs. Thread-safe. */
@Singleton
class DryRunCharts {

    private static final System.Logger LOG = System.getLogger(DryRunCharts.class.getName());

    private final DryRuns runs;
    private final Campaigns campaigns;

    @Inject
    DryRunCharts(DryRuns runs, Campaigns campaigns) {
        this.runs = runs;
        this.campaigns = campaigns;
    }

    /**
     * The chart as SVG.
     *
     * @throws ProblemException as {@link DryRuns#play}; NOT_ACCEPTABLE if the server has no fonts
     */
    String draw(StoreId store, CampaignId campaign, DryRuns.Wish wish, Language language) {
        PlayedCampaign played = runs.play(store, campaign, wish);
        DryRunChart chart = new DryRunChart(campaigns.title(store, campaign), played, language);
        try {
            return SvgDrawing.of(chart.draw(), DryRunChart.WIDTH, DryRunChart.HEIGHT);
        } catch (LinkageError | InternalError | RuntimeException noFonts) {
            // Java reports by several kinds of errors that it finds no font system on this machine.
            LOG.log(Level.WARNING, "A chart could not be drawn. Check that fontconfig is installed.", noFonts);
            throw new ProblemException(
                    ProblemCode.NOT_ACCEPTABLE,
                    "The server has no fonts, which the layout of a chart needs. Ask for the JSON, or install fontconfig"
                            + " and a font on the server and restart it.");
        }
    }
}
