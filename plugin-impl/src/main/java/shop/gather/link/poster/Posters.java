package shop.gather.link.poster;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.joda.money.Money;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.campaign.ListedCampaigns;
import shop.gather.groupbuy.campaign.ListedCampaigns.ListedCampaign;
import shop.gather.groupbuy.team.TeamDeadline;
import shop.gather.link.LinkAddresses;
import shop.gather.message.Language;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.CachedAnswer;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;
import shop.gather.store.Stores;

/**
 * Makes posters. A node draws at most two PNG files at the same time; further requests are refused at once. Thread-safe.
 */
@Singleton
class Posters {

    /** Describes the parameter that names a group link. */
    static final String LINK =
            "The code of a group link of this store, to which the QR code leads; without it, to the article in the shop";

    /** Names the team in the QR code's address; browsers keep it when a group link redirects them. */
    static final String TEAM_FRAGMENT = "#gather-team=";

    private static final System.Logger LOG = System.getLogger(Posters.class.getName());
    private static final Duration MAX_AGE = Duration.ofMinutes(1);
    private static final int DRAWN_AT_ONCE = 2;

    /** To be changed with the layout: it is a part of the ETag. */
    private static final String LAYOUT = "1";

    enum Format {
        SVG,
        PNG
    }

    /**
     * What was asked for.
     *
     * @param linkCode the group link to which the QR code leads; null for the article's page in the shop
     */
    record Wish(Format format, String linkCode, String acceptLanguage, String ifNoneMatch, UriInfo request) {}

    private final Transactions transactions;
    private final ListedCampaigns campaigns;
    private final Stores stores;
    private final LinkAddresses links;
    private final Semaphore drawing = new Semaphore(DRAWN_AT_ONCE);

    @Inject
    Posters(Transactions transactions, ListedCampaigns campaigns, Stores stores, LinkAddresses links) {
        this.transactions = transactions;
        this.campaigns = campaigns;
        this.stores = stores;
        this.links = links;
    }

    /** @throws ProblemException NOT_FOUND if the campaign is not published or the store has no such link */
    Response ofCampaign(StoreId store, CampaignId id, Wish wish) {
        ListedCampaign campaign = transactions.inStore(store, () -> campaigns.of(id));
        if (!campaign.offer().published()) {
            throw ProblemException.notFound("campaign");
        }
        Money price = campaign.offer().terms().highestPrice();
        return answer(store, campaign, price, campaign.endsAt(), address(store, campaign, wish), wish);
    }

    /** @throws ProblemException TEAM_CLOSED if the team is over, NOT_FOUND if the store has no such link */
    Response ofTeam(StoreId store, TeamDeadline team, Wish wish) {
        if (team.over()) {
            throw new ProblemException(
                    ProblemCode.TEAM_CLOSED, "The team is over. Share the poster of its campaign or of another team.");
        }
        ListedCampaign campaign = transactions.inStore(store, () -> campaigns.of(team.campaign()));
        Money price = campaign.offer().terms().highestPrice();
        String address = address(store, campaign, wish);
        String ofTeam = address.contains("#") ? address : address + TEAM_FRAGMENT + team.id();
        return answer(store, campaign, price, team.deadline(), ofTeam, wish);
    }

    private String address(StoreId store, ListedCampaign campaign, Wish wish) {
        return wish.linkCode() == null
                ? campaign.productUrl()
                : links.of(store, wish.linkCode(), wish.request())
                        .orElseThrow(() -> ProblemException.notFound("group link"));
    }

    private Response answer(
            StoreId store, ListedCampaign campaign, Money price, Instant deadline, String address, Wish wish) {
        ZoneId zone = ZoneId.of(stores.find(store).orElseThrow().zone());
        Language language = Language.accepted(wish.acceptLanguage());
        Poster.Content content =
                new Poster.Content(campaign.title(), price, campaign.offer().listPrice(), deadline, zone, address);
        String identity = LAYOUT + wish.format() + language + content;
        Response answer =
                CachedAnswer.of(identity, () -> draw(content, language, wish.format()), MAX_AGE, wish.ifNoneMatch());
        return Response.fromResponse(answer)
                .header("Vary", "Accept-Language")
                .header("Content-Language", language.tag())
                .build();
    }

    private Object draw(Poster.Content content, Language language, Format format) {
        Poster poster = Poster.of(content, language);
        return format == Format.SVG ? SvgPoster.of(poster) : png(poster);
    }

    private byte[] png(Poster poster) {
        if (!drawing.tryAcquire()) {
            throw new ProblemException(
                    ProblemCode.NO_CAPACITY,
                    "Too many posters are drawn now. Ask again, or ask for the SVG.",
                    Duration.ofSeconds(1));
        }
        try {
            return drawn(poster)
                    .orElseThrow(() -> new ProblemException(
                            ProblemCode.NOT_ACCEPTABLE,
                            "The server has no font for this text. Ask for the SVG, or install a font such as Noto Sans"
                                    + " CJK on the server and restart it."));
        } finally {
            drawing.release();
        }
    }

    /** Empty also if Java finds no font system on this machine, which it reports by several kinds of errors. */
    private static Optional<byte[]> drawn(Poster poster) {
        try {
            return PngPoster.of(poster);
        } catch (LinkageError | InternalError | RuntimeException noFonts) {
            LOG.log(Level.WARNING, "A poster could not be drawn as PNG. Check that fontconfig is installed.", noFonts);
            return Optional.empty();
        }
    }
}
