package shop.gather.groupbuy.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.joda.money.Money;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.place.ChangedPlaces;
import shop.gather.groupbuy.place.Participation;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.groupbuy.place.Participations;
import shop.gather.groupbuy.place.Wish;
import shop.gather.groupbuy.pricing.Admissions;
import shop.gather.groupbuy.terms.Basket;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.FurtherArticle;
import shop.gather.groupbuy.terms.GroupOrder;
import shop.gather.groupbuy.terms.OpenerPrice;
import shop.gather.groupbuy.terms.SomeTerms;
import shop.gather.groupbuy.terms.UpTo;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.MemberId;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;

/** Buyers who change how many units they want, before they pay. Up to five of an article, up to eight in all. */
class ChangingTest {

    private RunningCampaign campaign;
    private MemberId mia;

    private Participation aPlaceOn(StoreDatabase shared) {
        CampaignTerms simple = SomeTerms.paidAtOnce(SomeTerms.team("EUR 10.00", 3));
        campaign = new RunningCampaign(shared, SomeTerms.with(new UpTo(5, 8), simple)).connected();
        return open();
    }

    private Participation open() {
        mia = campaign.aMember();
        return find(campaign.opens(campaign.database, mia, new Wish(2, null)).id());
    }

    private Participation find(ParticipationId id) {
        return campaign.database
                .bean(Participations.class)
                .find(campaign.store, id)
                .orElseThrow();
    }

    private Participation change(Participation place, int quantity) {
        return change(campaign.database, place, quantity);
    }

    private Participation change(StoreDatabase node, Participation place, int quantity) {
        return new Changing(
                        node.transactions(),
                        node.bean(Participations.class),
                        node.bean(ChangedPlaces.class),
                        node.bean(Admissions.class),
                        node.bean(CandidateOrders.class))
                .change(campaign.store, place, quantity);
    }

    private ProblemCode refusal(Participation place, int quantity) {
        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> change(place, quantity));
        return refused == null ? null : refused.code();
    }

    private Team team(Participation place) {
        return campaign.database
                .bean(Teams.class)
                .find(campaign.store, place.team())
                .orElseThrow();
    }

    @OnBothDatabases
    void theNewPlaceReplacesTheOldOneWithoutAGap(StoreDatabase shared) {
        Participation before = aPlaceOn(shared);
        Participation after = change(before, 5);
        assertThat(after.id()).isNotEqualTo(before.id());
        assertThat(after.team()).isEqualTo(before.team());
        assertThat(after.quantity()).isEqualTo(5);
        assertThat(after.state()).isEqualTo(State.HELD);
        assertThat(after.admission()).isEqualTo(Participation.Admission.PENDING);
        assertThat(find(before.id()).state()).isEqualTo(State.WITHDRAWN);
        assertThat(find(before.id()).reason()).isEqualTo("quantity-changed");
        assertThat(team(after).held()).isEqualTo(1);
        assertThat(team(after).state()).as("the only place of the team").isEqualTo(Team.State.OPEN);
        assertThat(change(before, 5)).as("repeated").isEqualTo(after);
        assertThat(change(after, 5)).as("the same quantity").isEqualTo(after);
        assertThat(refusal(before, 4)).as("the old place").isEqualTo(ProblemCode.CONFLICT);
        assertThat(change(after, 1).quantity()).isEqualTo(1);
    }

    @OnBothDatabases
    void twoRequestsAtATimeMakeOnePlace(StoreDatabase shared) throws Exception {
        Participation before = aPlaceOn(shared);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            CyclicBarrier start = new CyclicBarrier(2);
            List<Future<ParticipationId>> both = new ArrayList<>();
            for (StoreDatabase node : List.of(campaign.database, campaign.otherNode)) {
                both.add(threads.submit(() -> {
                    start.await();
                    return change(node, before, 4).id();
                }));
            }
            Set<ParticipationId> places = new HashSet<>();
            for (Future<ParticipationId> one : both) {
                places.add(one.get());
            }
            assertThat(places).hasSize(1);
            assertThat(team(before).held()).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @OnBothDatabases
    void theLimitsAreThoseOfAJoin(StoreDatabase shared) {
        CampaignTerms simple = SomeTerms.paidAtOnce(SomeTerms.team("EUR 10.00", 3));
        campaign = new RunningCampaign(
                        shared,
                        CampaignTerms.of(
                                        simple.price(),
                                        new GroupOrder(4, 100, null),
                                        new Basket(5, 6),
                                        simple.eligibility(),
                                        simple.stock(),
                                        simple.schedule(),
                                        simple.payment(),
                                        simple.fulfilment())
                                .with(List.of(new FurtherArticle(
                                        "eggs",
                                        "Eggs",
                                        null,
                                        "https://shop.example",
                                        Money.parse("EUR 4.00"),
                                        SomeTerms.groupPrice("EUR 3.00")))))
                .connected();
        Participation tea = open();
        Participation eggs = find(
                campaign.joins(mia, tea.team(), new Wish(3, "eggs"), "eggs").id());
        assertThat(refusal(tea, 6)).isEqualTo(ProblemCode.INVALID_VALUE);
        assertThat(refusal(tea, 4)).isEqualTo(ProblemCode.BUYER_LIMIT);
        assertThat(find(tea.id()).state()).as("nothing has changed").isEqualTo(State.HELD);
        Participation fewer = change(eggs, 2);
        assertThat(fewer.variantId()).isEqualTo("eggs");
        assertThat(change(tea, 4).quantity()).isEqualTo(4);
        assertThat(team(tea).held()).isEqualTo(2);
    }

    @OnBothDatabases
    void whatIsPaidOrOverIsNotChanged(StoreDatabase shared) {
        Participation place = aPlaceOn(shared);
        for (State state : List.of(State.PAID, State.CONFIRMED, State.EXPIRED)) {
            campaign.write("update participation set state = ? where store_id = :store and id = ?", state, place.id());
            assertThat(refusal(place, 3))
                    .as("%s", state)
                    .isEqualTo(state == State.CONFIRMED ? ProblemCode.TEAM_SUCCEEDED : ProblemCode.CONFLICT);
        }
        Participation other = open();
        campaign.write("update team set deadline = now() - interval '1' second where store_id = :store");
        assertThat(refusal(other, 3)).isEqualTo(ProblemCode.TEAM_CLOSED);
        assertThat(find(other.id()).state()).isEqualTo(State.HELD);
    }

    @OnBothDatabases
    void nobodyKeepsAPlaceByChangingItAgainAndAgain(StoreDatabase shared) {
        Participation place = aPlaceOn(shared);
        for (int i = 0; i < 5; i++) {
            place = change(place, i % 2 == 0 ? 3 : 2);
        }
        assertThat(refusal(place, 1)).isEqualTo(ProblemCode.TOO_MANY_REQUESTS);
    }

    @OnBothDatabases
    void theOpenerRemainsTheOpener(StoreDatabase shared) {
        CampaignTerms simple = SomeTerms.paidAtOnce(SomeTerms.with(
                new OpenerPrice(Money.parse("EUR 10.00"), Money.parse("EUR 8.00")), SomeTerms.fullTeam(3)));
        campaign = new RunningCampaign(shared, SomeTerms.with(new UpTo(5, 8), simple)).connected();
        Participation after = change(open(), 3);
        assertThat(campaign.database.bean(Participations.class).opener(campaign.store, after.team()))
                .contains(after.id());
    }
}
