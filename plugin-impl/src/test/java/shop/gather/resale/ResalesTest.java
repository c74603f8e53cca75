package shop.gather.resale;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.joda.money.Money;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.campaign.CampaignCopies.Standing;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;

/** The life of a resale. The shop sells the tea for 12.99, the owner in teams for 10.00. */
class ResalesTest extends ResoldTea {

    @OnBothDatabases
    void theCampaignIsACopyForTheCommunityAtThePriceWithTheMarkUp(StoreDatabase shared) {
        aLeaderOn(shared);
        CampaignId resale = offered();
        assertThat(standing(resale)).isEqualTo(Standing.DRAFT);
        advance(database, resale);

        assertThat(standing(resale)).as("the shop is asked for the price").isEqualTo(Standing.WAITING);
        CampaignTerms terms = resales.get(store, resale).campaign().terms();
        assertThat(terms.checkoutPrice()).isEqualTo(Money.parse("EUR 10.50"));
        assertThat(terms.eligibility().audience().orElseThrow().key()).isEqualTo("community:" + community);
    }

    @OnBothDatabases
    void aResaleWhoseNodeWasKilledBeforeItWasPublishedIsPublishedByAnother(StoreDatabase shared) {
        aLeaderOn(shared);
        CampaignId resale = offered();

        advance(otherNode, resale);

        assertThat(standing(resale)).isEqualTo(Standing.WAITING);
        assertThat(dueRows()).as("nothing is due any more").isZero();
    }

    @OnBothDatabases
    void aCampaignIsOfferedOnceInACommunityHoweverOftenItIsAskedForAtTheSameTime(StoreDatabase shared)
            throws Exception {
        aLeaderOn(shared);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        CyclicBarrier start = new CyclicBarrier(4);
        List<Future<CampaignId>> all = new ArrayList<>();
        for (StoreDatabase node : List.of(database, otherNode, database, otherNode)) {
            Resales.Prepared prepared = prepared(node, community);
            all.add(threads.submit(() -> {
                start.await();
                return offer(node, prepared);
            }));
        }
        threads.shutdown();
        int made = 0;
        for (Future<CampaignId> one : all) {
            try {
                one.get();
                made++;
            } catch (ExecutionException refused) {
                assertThat(refused.getCause())
                        .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.code())
                                .isEqualTo(ProblemCode.ALREADY_EXISTS));
            }
        }

        assertThat(made).isEqualTo(1);
        assertThat(campaigns()).as("no draft is left behind").isEqualTo(2);
        offer(database, prepared(database, aCommunity()));
        assertThat(campaigns()).as("another community").isEqualTo(3);
    }

    @OnBothDatabases
    void noneIsMadeOnceTheOriginalIsClosed(StoreDatabase shared) {
        aLeaderOn(shared);
        Resales.Prepared prepared = prepared(database, community);
        close(original);

        assertRefused(() -> offer(database, prepared), ProblemCode.NOT_FOUND);
        assertThat(campaigns()).isEqualTo(1);
    }

    @OnBothDatabases
    void aPriceWithTheMarkUpThatIsNotBelowTheShopsPriceIsRefusedAtOnce(StoreDatabase shared) {
        aLeaderOn(shared);
        sellsAt("EUR 10.50");

        assertRefused(() -> prepared(database, community), ProblemCode.INVALID_VALUE);
    }

    @OnBothDatabases
    void aCampaignCanBeOfferedAgainAfterTheResaleWasClosed(StoreDatabase shared) {
        aLeaderOn(shared);
        CampaignId first = offered();
        close(first);

        CampaignId second = offered();

        assertThat(resales.ofLeader(store, leader, null, 10).items())
                .extracting(offered -> offered.resale().campaign())
                .containsExactly(second, first);
    }

    @OnBothDatabases
    void aCampaignIsOfferedTenTimesInACommunityAtMost(StoreDatabase shared) {
        aLeaderOn(shared);
        for (int time = 0; time < 10; time++) {
            close(offered());
        }

        assertRefused(this::offered, ProblemCode.CONFLICT);
    }

    @OnBothDatabases
    void aPageOfResalesCostsTheSameWhateverItsLength(StoreDatabase shared) {
        aLeaderOn(shared);
        offered();
        int one = database.statementsOf(() -> resales.ofLeader(store, leader, null, 50));
        offer(database, prepared(database, aCommunity()));
        offer(database, prepared(database, aCommunity()));

        assertThat(database.statementsOf(() -> resales.ofLeader(store, leader, null, 50)))
                .isEqualTo(one)
                .isEqualTo(2);
        assertThat(resales.ofOriginal(store, original, null, 50).items()).hasSize(3);
    }

    @OnBothDatabases
    void anotherLeaderAndAnotherStoreSeeNothing(StoreDatabase shared) {
        aLeaderOn(shared);
        CampaignId resale = offered();
        StoreDatabase elsewhere = database.anotherStore();

        assertRefused(() -> resales.get(store, database.leader(), resale), ProblemCode.NOT_FOUND);
        assertThat(resales.ofOriginal(elsewhere.store(), original, null, 50).items())
                .isEmpty();
        assertRefused(() -> resales.get(elsewhere.store(), resale), ProblemCode.NOT_FOUND);
    }
}
