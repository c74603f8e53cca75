package shop.gather.groupbuy.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.campaign.Campaign.State;
import shop.gather.groupbuy.pricing.PriceCodes;
import shop.gather.groupbuy.review.Finding;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.FurtherArticle;
import shop.gather.groupbuy.terms.PricePolicy;
import shop.gather.groupbuy.terms.SomeTerms;
import shop.gather.groupbuy.terms.TermsJson;
import shop.gather.groupbuy.terms.TieredPrice;
import shop.gather.groupbuy.terms.TieredPrice.Tier;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.work.SchedulingWithoutServer;
import shop.gather.shop.command.CommandEnded;
import shop.gather.shop.command.CommandKey;
import shop.gather.shop.connection.Connections;
import shop.gather.shop.connection.ScriptedAdapter;
import shop.gather.spi.CommandResult;
import shop.gather.spi.RefusalCode;
import shop.gather.spi.VariantSnapshot;

/** A campaign that sells tea, and two other sizes of it at their own prices. */
class SeveralArticlesTest {

    private static final CommandResult REFUSED = new CommandResult.Refused(RefusalCode.PRICE_UNREACHABLE, "Tax.");

    private StoreDatabase database;
    private Campaigns campaigns;

    private void aStoreOn(StoreDatabase shared) {
        database = shared.anotherStore().withAListener();
        SchedulingWithoutServer.on(database);
        database.bean(Connections.class)
                .save(database.store(), ScriptedAdapter.ID, Map.of(), ScriptedAdapter.identity(), "EUR", Set.of(), "0");
        campaigns = database.bean(Campaigns.class);
        for (String size : List.of("small", "medium", "large")) {
            sells(size, "EUR 30.00");
        }
    }

    private String variant(String size) {
        return size + "-" + database.store();
    }

    private void sells(String size, String price) {
        sells(size, "Tea " + size, price);
    }

    private void sellsAs(String size, String title) {
        sells(size, title, "EUR 30.00");
    }

    private void sells(String size, String title, String price) {
        String id = variant(size);
        ScriptedAdapter.sells(
                id,
                () -> Optional.of(
                        new VariantSnapshot(id, "1", title, "", Money.parse(price), OptionalInt.of(40), true)));
    }

    private CampaignPlan plan() {
        return new CampaignPlan(
                "Tea",
                variant("small"),
                SomeTerms.paidAtOnce(SomeTerms.team("EUR 10.00", 2)),
                Map.of(
                        variant("medium"), new ArticlePlan(SomeTerms.groupPrice("EUR 15.00")),
                        variant("large"), new ArticlePlan(SomeTerms.groupPrice("EUR 20.00"))),
                Visibility.PUBLIC);
    }

    private CampaignId aDraft() {
        CampaignPlan plan = plan();
        Campaigns.Article article = campaigns.article(database.store(), plan);
        return database.transactions()
                .inStore(database.store(), () -> campaigns.create(database.store(), plan, article, "owner:test"))
                .id();
    }

    private CampaignId aPublishedDraft() {
        CampaignId id = aDraft();
        publish(id);
        return id;
    }

    private void publish(CampaignId id) {
        database.bean(Publishing.class).publish(database.store(), id, null, "owner:test");
    }

    private Campaign find(CampaignId id) {
        return database.transactions().inStore(database.store(), () -> campaigns.get(id));
    }

    private List<String> commands(String like) {
        return all("select command_key as text from shop_command where store_id = :store and command_key like '" + like
                + "' order by id");
    }

    private List<String> references() {
        return all("select offer_reference as text from campaign_article where store_id = :store and offer_reference"
                + " is not null order by offer_reference");
    }

    private List<String> events() {
        return all("select type as text from event_out where store_id = :store order by id");
    }

    private List<String> all(String query) {
        return database.transactions().inStore(database.store(), () -> database.sql()
                .list(database.store(), query, row -> row.getString("text")));
    }

    private void answers(StoreDatabase node, String key, CommandResult result) {
        node.transactions().inStore(database.store(), () -> node.bean(CampaignOffers.class)
                .answered(
                        new CommandEnded(database.store(), CommandKey.read(key).orElseThrow(), null, result)));
    }

    private void answers(String key, CommandResult result) {
        answers(database, key, result);
    }

    @OnBothDatabases
    void itOpensWhenTheShopHasAcceptedEachPrice(StoreDatabase shared) {
        aStoreOn(shared);
        CampaignId id = aPublishedDraft();
        List<String> asked = commands("offer:%");
        assertThat(asked).hasSize(3);
        assertThat(database.transactions().inStore(database.store(), () -> database.bean(CampaignOffers.class)
                        .live()))
                .isEqualTo(3);
        for (String key : List.of(asked.get(2), asked.get(0))) {
            answers(key, new CommandResult.Done("of " + key));
            assertThat(find(id).state()).isEqualTo(State.PUBLISHING);
        }
        answers(asked.get(1), new CommandResult.AlreadyDone("of " + asked.get(1)));
        assertThat(find(id).state()).isEqualTo(State.PUBLISHED);
        assertThat(find(id).offerReference()).isEqualTo("of " + asked.get(0));
        assertThat(references()).containsExactly("of " + asked.get(1), "of " + asked.get(2));
        for (String key : asked) {
            String code = ("of " + key).toUpperCase(Locale.ROOT);
            assertThat(database.transactions().inStore(database.store(), () -> database.bean(PriceCodes.class)
                            .isOffer(database.store(), code)))
                    .as("no leader gets the code of an offer")
                    .isTrue();
        }
        answers(asked.get(1), new CommandResult.Done("again"));
        assertThat(events()).containsExactly("campaign.published");
    }

    /** And it can be published again, with new commands. */
    @OnBothDatabases
    void ifTheShopRefusesOnePriceTheOthersAreTakenBack(StoreDatabase shared) {
        aStoreOn(shared);
        CampaignId id = aPublishedDraft();
        List<String> asked = commands("offer:%");
        answers(asked.get(1), REFUSED);
        answers(asked.get(2), new CommandResult.Done("b"));
        assertThat(find(id).state()).as("an answer is missing").isEqualTo(State.PUBLISHING);
        answers(asked.get(0), new CommandResult.Done("a"));
        assertThat(find(id).state()).isEqualTo(State.REFUSED);
        assertThat(find(id).refusal()).isEqualTo("PRICE_UNREACHABLE: Tax.");
        assertThat(find(id).offerReference()).isNull();
        assertThat(references()).isEmpty();
        assertThat(commands("close-offer:%")).hasSize(2);
        assertThat(events()).containsExactly("campaign.refused");

        publish(id);
        List<String> again = commands("offer:%").subList(3, 6);
        again.forEach(key -> answers(key, new CommandResult.Done("of " + key)));
        assertThat(find(id).state()).isEqualTo(State.PUBLISHED);
        assertThat(find(id).refusal()).isNull();
        campaigns.close(database.store(), id, "owner:test");
        campaigns.sweep();
        campaigns.sweep();
        assertThat(commands("close-offer:%")).hasSize(5).doesNotHaveDuplicates();
        assertThat(references()).isEmpty();
    }

    @OnBothDatabases
    void offersThatTheShopAcceptsAfterTheCampaignWasClosedAreTakenBack(StoreDatabase shared) {
        aStoreOn(shared);
        CampaignId id = aPublishedDraft();
        List<String> asked = commands("offer:%");
        answers(asked.get(2), new CommandResult.Done("b"));
        campaigns.close(database.store(), id, "owner:test");
        answers(asked.get(0), REFUSED);
        answers(asked.get(1), new CommandResult.Done("c"));
        assertThat(find(id).state()).isEqualTo(State.CLOSED);
        assertThat(find(id).refusal()).isNull();
        assertThat(references()).isEmpty();
        assertThat(commands("close-offer:%")).hasSize(2);
        assertThat(events()).containsExactly("campaign.closed");
    }

    @OnBothDatabases
    void ofTwoAnswersAtTheSameTimeOneIsTheLast(StoreDatabase shared) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 10; round++) {
                aStoreOn(shared);
                StoreDatabase otherNode = database.anotherNode();
                CampaignId id = aPublishedDraft();
                List<String> asked = commands("offer:%");
                answers(asked.get(0), new CommandResult.Done("a"));
                CyclicBarrier start = new CyclicBarrier(2);
                List<Future<Object>> both = new ArrayList<>();
                for (int i = 1; i <= 2; i++) {
                    String key = asked.get(i);
                    StoreDatabase node = i == 1 ? database : otherNode;
                    both.add(threads.submit(() -> {
                        start.await();
                        answers(node, key, new CommandResult.Done(key));
                        return null;
                    }));
                }
                for (Future<Object> one : both) {
                    one.get();
                }
                assertThat(find(id).state()).isEqualTo(State.PUBLISHED);
                assertThat(events()).containsExactly("campaign.published");
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @OnBothDatabases
    void eachArticleIsReviewedWithItsOwnPrice(StoreDatabase shared) {
        aStoreOn(shared);
        CampaignId id = aDraft();
        sells("large", "EUR 19.99");
        ScriptedAdapter.sells(variant("medium"), Optional::empty);
        List<Finding> blocking =
                database.bean(Publishing.class).review(database.store(), id, "10.01").findings().stream()
                        .filter(Finding::isBlocking)
                        .toList();
        assertThat(blocking)
                .extracting(Finding::code)
                .containsExactlyInAnyOrder("PRICE_BELOW_FLOOR", "PRICE_NOT_BELOW_SHOP", "ARTICLE_MISSING");
        assertThat(blocking)
                .extracting(Finding::problem)
                .anyMatch(text -> text.startsWith("Tea large: "))
                .anyMatch(text -> text.startsWith("Tea medium: "));
        sellsAs("large", "Tea");
        sellsAs("medium", "Tea");
        CampaignId sameNames = aDraft();
        ScriptedAdapter.sells(variant("large"), Optional::empty);
        ScriptedAdapter.sells(variant("medium"), Optional::empty);
        assertThat(database.bean(Publishing.class)
                        .review(database.store(), sameNames, null)
                        .findings())
                .as("articles with the same name")
                .filteredOn(finding -> finding.code().equals("ARTICLE_MISSING"))
                .hasSize(2);
        sells("medium", "EUR 30.00");
        ScriptedAdapter.sells(variant("medium"), Optional::empty);
        assertThatThrownBy(() -> publish(id)).hasMessageContaining("Tea medium: The shop no longer has the article.");
    }

    @OnBothDatabases
    void aDraftIsRefusedIfAnArticleIsMissingOrTooDear(StoreDatabase shared) {
        aStoreOn(shared);
        sells("large", "EUR 20.00");
        assertThatThrownBy(this::aDraft).hasMessageContaining("Tea large: groupPrice, EUR 20.00, must be lower");
        ScriptedAdapter.sells(variant("large"), Optional::empty);
        assertThatThrownBy(this::aDraft).hasMessageContaining("The shop has no variant " + variant("large"));
    }

    @OnBothDatabases
    void theCampaignIsFoundByEachArticle(StoreDatabase shared) {
        aStoreOn(shared);
        CampaignId id = aPublishedDraft();
        for (String key : commands("offer:%")) {
            answers(key, new CommandResult.Done(key));
        }
        database.transactions().inStore(database.store(), () -> {
            database.sql()
                    .update(
                            database.store(),
                            "update campaign set starts_at = now() - interval '1' hour where store_id = :store");
        });
        for (String size : List.of("small", "medium", "large")) {
            DirectoryFilter onIt = new DirectoryFilter.OnArticle(variant(size));
            ListedCampaigns listed = database.bean(ListedCampaigns.class);
            database.transactions().inStore(database.store(), () -> {
                assertThat(listed.accepting(database.store(), onIt, null, 10).items())
                        .extracting(Campaign::id)
                        .containsExactly(id);
                assertThat(listed.withTeams(database.store(), onIt, 10)).containsExactly(id);
            });
        }
    }

    private static FurtherArticle article(String variantId, PricePolicy price) {
        return new FurtherArticle(variantId, "Tea", null, "https://shop.example", Money.parse("EUR 30.00"), price);
    }

    @Test
    void theTermsOfAnArticleHaveItsPrice() {
        CampaignTerms terms =
                SomeTerms.team("EUR 10.00", 2).with(List.of(article("large", SomeTerms.groupPrice("EUR 20.00"))));
        assertThat(terms.of("large").checkoutPrice()).isEqualTo(Money.parse("EUR 20.00"));
        assertThat(terms.of(null).checkoutPrice()).isEqualTo(Money.parse("EUR 10.00"));
        assertThat(TermsJson.read(TermsJson.write(terms))).isEqualTo(terms);
    }

    @Test
    void articlesMustBeDifferentAndHaveOneCurrencyAndNoTiersByTurnover() {
        CampaignTerms terms = SomeTerms.team("EUR 10.00", 2);
        PricePolicy twenty = SomeTerms.groupPrice("EUR 20.00");
        PricePolicy turnover = new TieredPrice(List.of(
                Tier.ofTurnover(Money.parse("EUR 20.00"), Money.parse("EUR 20.00")),
                Tier.ofTurnover(Money.parse("EUR 40.00"), Money.parse("EUR 19.00"))));
        assertThatThrownBy(() -> terms.with(List.of(article("large", twenty), article("large", twenty))))
                .hasMessage("furtherArticles must be different variants.");
        assertThatThrownBy(() -> terms.with(List.of(article("large", SomeTerms.groupPrice("USD 20.00")))))
                .hasMessage("The prices of furtherArticles must be in the store's currency.");
        assertThatThrownBy(() -> terms.with(List.of(article("large", turnover))))
                .hasMessageStartingWith("Tiers by turnover are for campaigns without furtherArticles, ");
    }
}
