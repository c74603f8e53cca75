package shop.gather.groupbuy.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.SchedulePolicy;
import shop.gather.groupbuy.terms.SomeTerms;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.Ids;
import shop.gather.platform.http.Page;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.work.SchedulingWithoutServer;
import shop.gather.spi.VariantSnapshot;

/** The campaigns that the directory shows. */
class CampaignDirectoryTest {

    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private static final DirectoryFilter ALL = new DirectoryFilter.All();
    private static final Pattern READ = Pattern.compile(
            "scanCount: (\\d+)|Scan[^\n]*actual time=\\S+ rows=(\\d+) loops=1|Rows Removed by Filter: (\\d+)");

    private StoreDatabase database;
    private Campaigns campaigns;

    private void aStoreOf(StoreDatabase shared) {
        database = shared.anotherStore();
        SchedulingWithoutServer.on(database);
        campaigns = database.bean(Campaigns.class);
    }

    private CampaignId aDraft(String variant, Visibility visibility, Duration from, Duration until) {
        CampaignTerms terms = SomeTerms.team("EUR 10.00", 2);
        CampaignPlan plan = new CampaignPlan(
                "Tea",
                variant,
                CampaignTerms.of(
                        terms.price(),
                        terms.team(),
                        terms.quantity(),
                        terms.eligibility(),
                        terms.stock(),
                        new SchedulePolicy.Period(NOW.plus(from), NOW.plus(until)),
                        terms.payment(),
                        terms.fulfilment()),
                Map.of(),
                visibility);
        Campaign campaign = new Campaign(
                plan,
                new VariantSnapshot(
                        variant,
                        variant.split("-")[0],
                        "Green tea",
                        null,
                        Money.parse("EUR 12.99"),
                        OptionalInt.empty(),
                        true),
                "https://shop.example/tea");
        database.transactions().inStore(database.store(), () -> database.bean(CampaignRows.class)
                .insert(campaign));
        return campaign.id();
    }

    private CampaignId published(String variant, Visibility visibility, Duration from, Duration until) {
        CampaignId id = aDraft(variant, visibility, from, until);
        assertThat(database.transactions().inStore(database.store(), () -> database.bean(CampaignRows.class)
                        .publishByRebate(id.value(), 0)))
                .isTrue();
        return id;
    }

    private CampaignId running(String variant) {
        return published(variant, Visibility.PUBLIC, Duration.ofHours(-1), Duration.ofDays(1));
    }

    private Page<Campaign> directory(DirectoryFilter filter, String cursor, int limit) {
        return database.transactions().inStore(database.store(), () -> database.bean(ListedCampaigns.class)
                .accepting(database.store(), filter, cursor, limit));
    }

    private List<CampaignId> listed(DirectoryFilter filter) {
        List<CampaignId> found = new ArrayList<>();
        String cursor = null;
        do {
            Page<Campaign> page = directory(filter, cursor, 2);
            page.items().forEach(campaign -> found.add(campaign.id()));
            cursor = page.next();
        } while (cursor != null);
        return found;
    }

    @OnBothDatabases
    void showsPublicCampaignsThatRunNowNewestFirst(StoreDatabase shared) {
        aStoreOf(shared);
        List<CampaignId> expected = new ArrayList<>();
        for (String variant : List.of("tea-green", "tea-black", "mint-1", "tea-green", "mint-2")) {
            expected.add(0, running(variant));
        }
        aDraft("tea-green", Visibility.PUBLIC, Duration.ofHours(-1), Duration.ofHours(1));
        published("tea-green", Visibility.LINK_ONLY, Duration.ofHours(-1), Duration.ofHours(1));
        published("tea-green", Visibility.PUBLIC, Duration.ofHours(-2), Duration.ofHours(-1));
        published("tea-green", Visibility.PUBLIC, Duration.ofHours(1), Duration.ofHours(2));
        campaigns.close(database.store(), running("tea-green"), "owner:test");

        assertThat(listed(ALL)).isEqualTo(expected);
        assertThat(listed(new DirectoryFilter.OnArticle("tea-green")))
                .containsExactly(expected.get(1), expected.get(4));
        assertThat(listed(new DirectoryFilter.OnProduct("mint"))).containsExactly(expected.get(0), expected.get(2));
        assertThat(listed(new DirectoryFilter.OnArticle("tea"))).isEmpty();

        aStoreOf(shared);
        assertThat(listed(ALL)).as("of another store").isEmpty();
        assertThat(listed(new DirectoryFilter.OnArticle("tea-green"))).isEmpty();
        assertThat(listed(new DirectoryFilter.OnProduct("mint"))).isEmpty();
    }

    @OnBothDatabases
    void theOwnerHidesAndShowsAPublishedCampaign(StoreDatabase shared) {
        aStoreOf(shared);
        CampaignId id = running("tea-green");
        Campaign hidden = campaigns.show(database.store(), id, Visibility.LINK_ONLY, "owner:test");
        assertThat(hidden.visibility()).isEqualTo(Visibility.LINK_ONLY);
        assertThat(CampaignView.of(hidden).visibility()).isEqualTo(Visibility.LINK_ONLY);
        assertThat(listed(ALL)).isEmpty();
        assertThat(campaigns
                        .show(database.store(), id, Visibility.LINK_ONLY, "owner:test")
                        .version())
                .as("nothing was changed")
                .isEqualTo(hidden.version());
        assertThat(audited()).isEqualTo(1);
        campaigns.show(database.store(), id, Visibility.PUBLIC, "owner:test");
        assertThat(listed(ALL)).containsExactly(id);
        assertThat(audited()).isEqualTo(2);
    }

    private long audited() {
        return database.transactions()
                .inStore(database.store(), () -> database.sql()
                        .first(
                                database.store(),
                                "select count(*) as n from audit_entry where store_id = :store and action = 'campaign.visibility-changed'",
                                row -> row.getLong("n")))
                .orElseThrow();
    }

    @OnBothDatabases
    void aStoreCannotHideTheCampaignOfAnother(StoreDatabase shared) {
        aStoreOf(shared);
        CampaignId id = running("tea-green");
        StoreDatabase owner = database;
        aStoreOf(shared);
        assertThatThrownBy(() -> campaigns.show(database.store(), id, Visibility.LINK_ONLY, "owner:test"))
                .isInstanceOf(ProblemException.class);
        database = owner;
        assertThat(listed(ALL)).containsExactly(id);
    }

    @OnBothDatabases
    void aDraftKeepsTheVisibilityOfItsPlan(StoreDatabase shared) {
        aStoreOf(shared);
        CampaignId id = aDraft("tea-green", Visibility.LINK_ONLY, Duration.ofHours(-1), Duration.ofHours(1));
        Campaign draft = database.transactions().inStore(database.store(), () -> campaigns.get(id));
        assertThat(draft.visibility()).isEqualTo(Visibility.LINK_ONLY);
        Campaign open = database.transactions()
                .inStore(
                        database.store(),
                        () -> campaigns.change(
                                database.store(),
                                draft,
                                new CampaignPlan("Tea", "tea-green", draft.terms()),
                                new Campaigns.Article(
                                        new VariantSnapshot(
                                                "tea-green",
                                                "tea",
                                                "Green tea",
                                                null,
                                                Money.parse("EUR 12.99"),
                                                OptionalInt.empty(),
                                                true),
                                        "https://shop.example/tea")));
        assertThat(open.visibility()).isEqualTo(Visibility.PUBLIC);
        assertThat(open.version()).isEqualTo(draft.version() + 1);
    }

    @OnBothDatabases
    void aPageReadsItsCampaignsInOneStatement(StoreDatabase shared) {
        aStoreOf(shared);
        for (int i = 0; i < 10; i++) {
            running(i % 2 == 0 ? "tea-green" : "mint-1");
        }
        for (int i = 0; i < 500; i++) {
            aDraft("tea-green", Visibility.PUBLIC, Duration.ofHours(-1), Duration.ofHours(1));
        }
        database.analyzed();
        for (DirectoryFilter filter :
                List.of(ALL, new DirectoryFilter.OnArticle("tea-green"), new DirectoryFilter.OnProduct("mint"))) {
            assertThat(database.statementsOf(() -> directory(filter, null, 5))).isEqualTo(1);
            assertThat(database.plansOf(() -> directory(filter, null, 5)))
                    .hasSize(1)
                    .allSatisfy(plan -> assertThat(rowsRead(plan)).as(plan).isLessThanOrEqualTo(25));
        }
    }

    private static int rowsRead(String plan) {
        int rows = 0;
        Matcher read = READ.matcher(plan);
        while (read.find()) {
            for (int group = 1; group <= 3; group++) {
                rows += read.group(group) == null ? 0 : Integer.parseInt(read.group(group));
            }
        }
        return rows;
    }

    @Test
    void aRequestHasOneFilter() {
        String id = Ids.next().toString();
        assertThatThrownBy(() -> DirectoryFilter.of("tea-green", "tea", null, null))
                .hasMessageContaining("only one");
        assertThatThrownBy(() -> DirectoryFilter.of(null, null, id, id)).hasMessageContaining("only one");
        assertThatThrownBy(() -> DirectoryFilter.of(" ", null, null, null))
                .hasMessageContaining("variantId is missing");
        assertThatThrownBy(() -> DirectoryFilter.of(null, "x".repeat(2001), null, null))
                .hasMessageContaining("productId");
        assertThatThrownBy(() -> DirectoryFilter.of(null, null, "x", null)).hasMessageContaining("community");
        assertThatThrownBy(() -> DirectoryFilter.of(null, null, null, "x")).hasMessageContaining("pickup point");
        assertThat(DirectoryFilter.of(null, null, null, null)).isEqualTo(ALL);
    }
}
