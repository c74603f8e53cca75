package shop.gather.groupbuy.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.joda.money.Money;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.campaign.Campaign.State;
import shop.gather.groupbuy.review.Finding;
import shop.gather.groupbuy.review.Review;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.SomeTerms;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.work.SchedulingWithoutServer;
import shop.gather.shop.connection.Connections;
import shop.gather.shop.connection.ScriptedAdapter;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;
import shop.gather.spi.VariantSnapshot;

/** Drafts at a shop that supports price offers and nothing else, and whose prices change. */
class PublishingTest {

    private static final CampaignTerms AUTHORIZED = SomeTerms.team("EUR 10.00", 3);
    private static final CampaignTerms AT_ONCE = SomeTerms.paidAtOnce(AUTHORIZED);

    private StoreDatabase database;
    private Publishing publishing;
    private String variant;

    private void aStoreOn(StoreDatabase shared) {
        database = shared.anotherStore();
        SchedulingWithoutServer.on(database);
        database.bean(Connections.class)
                .save(database.store(), ScriptedAdapter.ID, Map.of(), ScriptedAdapter.identity(), "EUR", Set.of(), "0");
        publishing = database.bean(Publishing.class);
        variant = "tea-" + database.store();
        sellsAt("EUR 12.99");
    }

    private void sellsAt(String price) {
        ScriptedAdapter.sells(variant, () -> Optional.of(article(price)));
    }

    private VariantSnapshot article(String price) {
        return new VariantSnapshot(variant, "1", "Tea", "", Money.parse(price), OptionalInt.of(40), true);
    }

    private CampaignId aDraft(String name, CampaignTerms terms) {
        return database.transactions().inStore(database.store(), () -> database.bean(Campaigns.class)
                .create(
                        database.store(),
                        new CampaignPlan(name, variant, terms),
                        new Campaigns.Article(article("EUR 12.99"), "https://shop.example/tea"),
                        "owner:test")
                .id());
    }

    private State state(CampaignId id) {
        return database.transactions()
                .inStore(database.store(), () -> database.bean(Campaigns.class).get(id))
                .state();
    }

    private void publish(CampaignId id) {
        publishing.publish(database.store(), id, null, "owner:test");
    }

    private Review review(CampaignId id, String floor) {
        return publishing.review(database.store(), id, floor);
    }

    @OnBothDatabases
    void aDraftThatNothingBlocksIsPublished(StoreDatabase shared) {
        aStoreOn(shared);
        CampaignId id = aDraft("Tea", AT_ONCE);
        assertThat(review(id, "10.00").isPublishable()).isTrue();
        assertThat(state(id)).as("a review changes nothing").isEqualTo(State.DRAFT);
        publish(id);
        assertThat(state(id)).isEqualTo(State.PUBLISHING);
    }

    @OnBothDatabases
    void publishingIsRefusedByWhatTheReviewSays(StoreDatabase shared) {
        aStoreOn(shared);
        CampaignId id = aDraft("Tea", AUTHORIZED);
        sellsAt("EUR 9.99");
        assertThat(review(id, "10.01").findings().stream().filter(Finding::isBlocking))
                .extracting(Finding::code)
                .containsExactly("CAPTURE_NOT_SUPPORTED", "PRICE_NOT_BELOW_SHOP", "PRICE_BELOW_FLOOR");
        assertThatThrownBy(() -> publish(id))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("CAPTURE_NOT_SUPPORTED: ")
                .hasMessageContaining("PRICE_NOT_BELOW_SHOP: ");
        assertThat(state(id)).isEqualTo(State.DRAFT);
    }

    @OnBothDatabases
    void anArticleThatTheShopNoLongerHasBlocks(StoreDatabase shared) {
        aStoreOn(shared);
        CampaignId id = aDraft("Tea", AT_ONCE);
        ScriptedAdapter.sells(variant, Optional::empty);
        assertThatThrownBy(() -> publish(id)).hasMessageContaining("ARTICLE_MISSING: ");
    }

    @OnBothDatabases
    void otherCampaignsOfTheArticleAreNamedUnlessTheyAreClosed(StoreDatabase shared) {
        aStoreOn(shared);
        CampaignId id = aDraft("Tea", AT_ONCE);
        assertThat(review(id, null).facts().overlapping()).isEmpty();
        CampaignId other = aDraft("Advent", AT_ONCE);
        publish(other);
        assertThat(review(id, null).facts().overlapping()).singleElement().satisfies(overlap -> {
            assertThat(overlap.name()).isEqualTo("Advent");
            assertThat(overlap.state()).isEqualTo("PUBLISHING");
        });
        database.bean(Campaigns.class).close(database.store(), other, "owner:test");
        assertThat(review(id, null).facts().overlapping()).isEmpty();
    }

    @OnBothDatabases
    void onlyADraftIsReviewed(StoreDatabase shared) {
        aStoreOn(shared);
        CampaignId id = aDraft("Tea", AT_ONCE);
        publish(id);
        assertThatThrownBy(() -> review(id, null)).hasMessageContaining("this one is PUBLISHING");
    }

    @OnBothDatabases
    void publishingAgainChangesNothingAndNeedsNoArticle(StoreDatabase shared) {
        aStoreOn(shared);
        CampaignId id = aDraft("Tea", AT_ONCE);
        publish(id);
        ScriptedAdapter.sells(variant, () -> {
            throw new ShopException(ShopError.UNREACHABLE, "No connection to the shop.");
        });
        assertThat(publishing.publish(database.store(), id, null, "owner:test"))
                .noneMatch(warning -> warning.contains("Save the draft again"));
        assertThat(state(id)).isEqualTo(State.PUBLISHING);
    }

    @OnBothDatabases
    void aFloorPriceIsADecimalOfTheCurrency(StoreDatabase shared) {
        aStoreOn(shared);
        CampaignId id = aDraft("Tea", AT_ONCE);
        for (String wrong : new String[] {"", "ten", "1.001", "-1", "0"}) {
            assertThatThrownBy(() -> review(id, wrong))
                    .as(wrong)
                    .isInstanceOf(ProblemException.class)
                    .hasMessageStartingWith("floorPrice ");
        }
    }

    @OnBothDatabases
    void aReviewCostsThreeStatements(StoreDatabase shared) {
        aStoreOn(shared);
        CampaignId id = aDraft("Tea", AT_ONCE);
        review(id, null);
        assertThat(database.statementsOf(() -> review(id, null))).isEqualTo(3);
    }
}
