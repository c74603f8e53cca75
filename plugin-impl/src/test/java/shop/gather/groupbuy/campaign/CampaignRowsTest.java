package shop.gather.groupbuy.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.joda.money.Money;
import shop.gather.groupbuy.campaign.Campaign.State;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.SchedulePolicy;
import shop.gather.groupbuy.terms.SomeTerms;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.http.Page;
import shop.gather.spi.PriceOffers.Redemption;
import shop.gather.spi.VariantSnapshot;

/** The mapped table of campaigns: of one store, and changed only over the version that was read. */
class CampaignRowsTest {

    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    private static <T> T in(StoreDatabase database, Supplier<T> work) {
        return database.transactions().inStore(database.store(), work);
    }

    private static CampaignRows rows(StoreDatabase database) {
        return database.bean(CampaignRows.class);
    }

    /** A draft that could run from an hour ago until tomorrow. */
    private static Campaign aDraft(String variant) {
        return aDraft(variant, NOW.minus(1, ChronoUnit.HOURS), NOW.plus(1, ChronoUnit.DAYS));
    }

    private static Campaign aDraft(String variant, Instant from, Instant until) {
        return new Campaign(plan("Tea", variant, from, until), article(variant), page(variant));
    }

    private static CampaignPlan plan(String name, String variant, Instant from, Instant until) {
        CampaignTerms terms = SomeTerms.team("KWD 1.500", 2);
        return new CampaignPlan(
                name,
                variant,
                CampaignTerms.of(
                        terms.price(),
                        terms.team(),
                        terms.quantity(),
                        terms.eligibility(),
                        terms.stock(),
                        new SchedulePolicy.Period(from, until),
                        terms.payment(),
                        terms.fulfilment()));
    }

    private static VariantSnapshot article(String variant) {
        return new VariantSnapshot(
                variant, "product-" + variant, "Green tea", null, Money.parse("KWD 2.125"), OptionalInt.empty(), true);
    }

    private static String page(String variant) {
        return "https://shop.example/products/" + variant;
    }

    private static UUID add(StoreDatabase database, Campaign campaign) {
        return in(database, () -> {
            rows(database).insert(campaign);
            return campaign.id().value();
        });
    }

    /** With a change to it, which must succeed. */
    private static UUID add(StoreDatabase database, Campaign campaign, BiPredicate<CampaignRows, UUID> change) {
        UUID id = add(database, campaign);
        assertThat(changed(database, id, change)).isTrue();
        return id;
    }

    private static boolean changed(StoreDatabase database, UUID id, BiPredicate<CampaignRows, UUID> change) {
        return in(database, () -> change.test(rows(database), id));
    }

    private static boolean publishedByRebate(CampaignRows rows, UUID id) {
        return rows.publishByRebate(id, 0);
    }

    private static boolean publishing(CampaignRows rows, UUID id) {
        return rows.publish(id, 0, Redemption.COUPON_CODE, true, 1);
    }

    private static boolean accepted(CampaignRows rows, UUID id) {
        return publishing(rows, id) && accepted(rows, id, "offer-" + id);
    }

    private static boolean accepted(CampaignRows rows, UUID id, String reference) {
        return rows.answered(id, reference, null) && rows.accepted(id);
    }

    private static boolean refused(CampaignRows rows, UUID id) {
        return rows.answered(id, null, "tax: not this price") && rows.refused(id);
    }

    private static Campaign find(StoreDatabase database, UUID id) {
        return in(database, () -> rows(database).find(id)).orElseThrow();
    }

    @OnBothDatabases
    void aRowSaysWhatWasWritten(StoreDatabase database) {
        Campaign draft = aDraft("tea");
        UUID id = add(database, draft);
        Campaign found = find(database, id);
        assertThat(found.name()).isEqualTo("Tea");
        assertThat(found.variantId()).isEqualTo("tea");
        assertThat(found.title()).isEqualTo("Green tea");
        assertThat(found.productUrl()).isEqualTo(page("tea"));
        assertThat(found.listPrice()).isEqualTo(Money.parse("KWD 2.125"));
        assertThat(found.terms()).isEqualTo(draft.terms());
        assertThat(found.startsAt()).isEqualTo(draft.startsAt());
        assertThat(found.endsAt()).isEqualTo(draft.endsAt());
        assertThat(found.state()).isEqualTo(State.DRAFT);
        assertThat(found.refusal()).isNull();
        assertThat(found.priceBy()).isNull();
        assertThat(found.version()).isEqualTo(draft.version()).isZero();
        Instant createdAt = in(database, () -> database.sql()
                        .first(
                                database.store(),
                                "select created_at from campaign where store_id = :store and id = ? and product_id = 'product-tea'"
                                        + " and currency = 'KWD' and list_price = 2125",
                                row -> row.getTimestamp("created_at").toInstant(),
                                id))
                .orElseThrow();
        assertThat(Duration.between(NOW, createdAt).abs()).isLessThan(Duration.ofMinutes(10));
    }

    @OnBothDatabases
    void aPlanIsWrittenOverTheVersionThatWasSeen(StoreDatabase database) {
        UUID id = add(database, aDraft("tea"));
        Campaign mint =
                new Campaign(plan("Mint", "mint", NOW, NOW.plus(2, ChronoUnit.DAYS)), article("mint"), page("mint"));
        assertThat(changed(database, id, (rows, one) -> rows.change(one, 1, mint)))
                .isFalse();
        assertThat(changed(database, id, (rows, one) -> rows.change(one, 0, mint)))
                .isTrue();
        assertThat(changed(database, id, (rows, one) -> rows.change(one, 0, aDraft("tea"))))
                .isFalse();
        Campaign found = find(database, id);
        assertThat(found)
                .usingRecursiveComparison()
                .ignoringFields("id", "storeId", "version", "createdAt")
                .isEqualTo(mint);
        assertThat(found.version()).isEqualTo(1);
    }

    @OnBothDatabases
    void aCampaignGoesThroughItsLifeAtAShopThatTakesPriceOffers(StoreDatabase database) {
        UUID id = add(database, aDraft("tea"), CampaignRowsTest::publishing);
        Campaign publishing = find(database, id);
        assertThat(publishing.state()).isEqualTo(State.PUBLISHING);
        assertThat(publishing.version()).isEqualTo(1);
        assertThat(publishing.priceBy()).isEqualTo(PriceBy.OFFER);
        assertThat(publishing.offer().redemption()).isEqualTo(Redemption.COUPON_CODE);
        assertThat(publishing.offer().accountEmail()).isTrue();
        assertThat(changed(database, id, CampaignRowsTest::publishing)).isFalse();
        assertThat(changed(database, id, (rows, one) -> rows.change(one, 1, aDraft("mint"))))
                .isFalse();
        assertThat(changed(database, id, CampaignRowsTest::refused)).isTrue();
        assertThat(find(database, id).refusal()).isEqualTo("tax: not this price");
        assertThat(changed(database, id, (rows, one) -> accepted(rows, one, "late")))
                .isFalse();
        assertThat(changed(database, id, (rows, one) -> rows.publish(one, 1, Redemption.AUTOMATIC, false, 1)))
                .isFalse();
        assertThat(changed(database, id, (rows, one) -> rows.publish(one, 2, Redemption.AUTOMATIC, false, 1)))
                .isTrue();
        assertThat(changed(database, id, (rows, one) -> accepted(rows, one, "offer")))
                .isTrue();
        Campaign published = find(database, id);
        assertThat(published.state()).isEqualTo(State.PUBLISHED);
        assertThat(published.refusal()).isNull();
        assertThat(published.offerReference()).isEqualTo("offer");
        assertThat(published.offer().accountEmail()).isFalse();
        assertThat(changed(database, id, CampaignRows::withdrawOffer)).isFalse();
        assertThat(changed(database, id, CampaignRows::close)).isTrue();
        assertThat(changed(database, id, CampaignRows::close)).isFalse();
        assertThat(changed(database, id, CampaignRows::withdrawOffer)).isTrue();
        assertThat(changed(database, id, CampaignRows::withdrawOffer)).isFalse();
        assertThat(find(database, id).offerReference()).isNull();
        assertThat(find(database, id).version()).isEqualTo(6);
    }

    @OnBothDatabases
    void atAnotherShopItIsPublishedAtOnce(StoreDatabase database) {
        UUID id = add(database, aDraft("tea"), CampaignRowsTest::publishing);
        assertThat(changed(database, id, CampaignRowsTest::refused)).isTrue();
        assertThat(changed(database, id, (rows, one) -> rows.publishByRebate(one, 2)))
                .isTrue();
        Campaign published = find(database, id);
        assertThat(published.state()).isEqualTo(State.PUBLISHED);
        assertThat(published.refusal()).isNull();
        assertThat(published.priceBy()).isEqualTo(PriceBy.REBATE);
        assertThat(published.offer().redemption()).isNull();
        assertThat(published.offer().accountEmail()).isFalse();
    }

    @OnBothDatabases
    void theRowsOfAnotherStoreAreNeitherSeenNorChanged(StoreDatabase shared) {
        StoreDatabase database = shared.anotherStore();
        StoreDatabase other = shared.anotherStore();
        UUID id = add(database, aDraft("tea"), CampaignRowsTest::accepted);
        UUID waiting = add(database, aDraft("tea"), CampaignRowsTest::publishing);
        UUID draft = add(database, aDraft("tea"));
        assertThat(in(other, () -> rows(other).find(id))).isEmpty();
        assertThat(pages(other)).isEmpty();
        assertThat(in(other, () -> rows(other).newestRunning())).isEmpty();
        assertThat(in(other, () -> rows(other).anyOffered())).isEmpty();
        assertThat(in(other, () -> rows(other).liveOffers())).isZero();
        assertThat(in(other, () -> rows(other).variants("", 10))).isEmpty();
        assertThat(changed(other, id, CampaignRows::close)).isFalse();
        assertThat(changed(other, waiting, (rows, one) -> accepted(rows, one, "theirs")))
                .isFalse();
        assertThat(changed(other, waiting, CampaignRowsTest::refused)).isFalse();
        assertThat(changed(other, draft, (rows, one) -> rows.change(one, 0, aDraft("mint"))))
                .isFalse();
        assertThat(changed(other, draft, CampaignRowsTest::publishing)).isFalse();
        assertThat(changed(other, draft, CampaignRowsTest::publishedByRebate)).isFalse();
        in(other, () -> {
            rows(other).lead("tea", "https://other.example");
            return null;
        });
        assertThat(find(database, id).state()).isEqualTo(State.PUBLISHED);
        assertThat(find(database, id).productUrl()).isEqualTo(page("tea"));
        assertThat(find(database, waiting).state()).isEqualTo(State.PUBLISHING);
        assertThat(find(database, draft).version()).isZero();
    }

    @OnBothDatabases
    void theNewestCampaignThatTakesBuyersIsFound(StoreDatabase shared) {
        StoreDatabase database = shared.anotherStore();
        assertThat(in(database, () -> database.bean(RunningArticles.class).newest()))
                .isEmpty();
        add(database, aDraft("old"), CampaignRowsTest::publishedByRebate);
        add(database, aDraft("running"), CampaignRowsTest::publishedByRebate);
        add(database, aDraft("draft"));
        add(database, aDraft("closed"), CampaignRows::close);
        add(
                database,
                aDraft("over", NOW.minus(2, ChronoUnit.HOURS), NOW.minus(1, ChronoUnit.HOURS)),
                CampaignRowsTest::publishedByRebate);
        add(
                database,
                aDraft("later", NOW.plus(1, ChronoUnit.HOURS), NOW.plus(2, ChronoUnit.HOURS)),
                CampaignRowsTest::publishedByRebate);
        RunningArticles.Article article = in(
                        database, () -> database.bean(RunningArticles.class).newest())
                .orElseThrow();
        assertThat(article.variantId()).isEqualTo("running");
        assertThat(article.page()).hasToString(page("running"));
    }

    @OnBothDatabases
    void offersCountWhileTheShopHasThemOrIsAsked(StoreDatabase shared) {
        StoreDatabase database = shared.anotherStore();
        OfferedCampaigns offered = database.bean(OfferedCampaigns.class);
        add(database, aDraft("draft"));
        assertThat(in(database, () -> offered.any(database.store()))).isFalse();
        add(database, aDraft("refused"), (rows, id) -> publishing(rows, id) && refused(rows, id));
        add(database, aDraft("rebate"), CampaignRowsTest::publishedByRebate);
        assertThat(in(database, () -> rows(database).liveOffers())).isZero();
        assertThat(in(database, () -> offered.any(database.store()))).isTrue();
        add(database, aDraft("asked"), CampaignRowsTest::publishing);
        UUID taken = add(database, aDraft("taken"), CampaignRowsTest::accepted);
        assertThat(changed(database, taken, CampaignRows::close)).isTrue();
        assertThat(in(database, () -> rows(database).liveOffers())).isEqualTo(2);
        assertThat(changed(database, taken, CampaignRows::withdrawOffer)).isTrue();
        assertThat(in(database, () -> rows(database).liveOffers())).isEqualTo(1);
    }

    @OnBothDatabases
    void anotherPageIsANewVersionOfWhatIsNotClosed(StoreDatabase shared) {
        StoreDatabase database = shared.anotherStore();
        UUID one = add(database, aDraft("tea"), CampaignRowsTest::publishedByRebate);
        UUID two = add(database, aDraft("tea"));
        UUID closed = add(database, aDraft("tea"), CampaignRows::close);
        UUID other = add(database, aDraft("mint"));
        CampaignPages pages = database.bean(CampaignPages.class);
        assertThat(pages.variants(database.store(), "", 10)).containsExactly("mint", "tea");
        assertThat(pages.variants(database.store(), "mint", 10)).containsExactly("tea");
        assertThat(pages.variants(database.store(), "", 1)).containsExactly("mint");
        URI moved = URI.create("https://moved.example/tea");
        for (int i = 0; i < 2; i++) {
            pages.lead(database.store(), "tea", moved, moved);
        }
        assertThat(find(database, one).productUrl()).isEqualTo(moved.toString());
        assertThat(find(database, one).version()).isEqualTo(2);
        assertThat(find(database, two).version()).isEqualTo(1);
        assertThat(find(database, closed).productUrl()).isEqualTo(page("tea"));
        assertThat(find(database, other).productUrl()).isEqualTo(page("mint"));
        assertThat(find(database, other).version()).isZero();
    }

    @OnBothDatabases
    void pagesGoOnWhereTheLastOneEnded(StoreDatabase shared) {
        StoreDatabase database = shared.anotherStore();
        List<UUID> made = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            made.add(0, add(database, aDraft("tea")));
        }
        assertThat(pages(database)).isEqualTo(made);
    }

    /** All campaigns, three at a time. */
    private static List<UUID> pages(StoreDatabase database) {
        List<UUID> found = new ArrayList<>();
        String cursor = null;
        do {
            Page<Campaign> page = database.bean(Campaigns.class).page(database.store(), cursor, 3);
            page.items().forEach(campaign -> found.add(campaign.id().value()));
            cursor = page.next();
        } while (cursor != null);
        return found;
    }
}
