package shop.gather.groupbuy.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import shop.gather.groupbuy.place.Participation;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.groupbuy.terms.CampaignStock;
import shop.gather.groupbuy.terms.SomeTerms;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.MemberId;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;

/** Buyers reserve without paying, and pay when the payment is opened. */
class PresaleTest {

    private APresale presale;

    @OnBothDatabases
    void aReservationTakesAPlaceAndNoPayment(StoreDatabase shared) {
        presale = new APresale(shared, SomeTerms.presale(APresale.BY_THE_OWNER, 5, new CampaignStock(500)));
        MemberId mia = presale.campaign.aMember();
        Participation place = presale.reserves(mia, 3);
        assertThat(place.state()).isEqualTo(State.RESERVED);
        assertThat(presale.team().held()).isEqualTo(1);
        assertThat(presale.campaign.unitsLeft())
                .as("the units of all places are reserved")
                .isZero();
        presale.campaign.database.bean(Holds.class).advance(presale.campaign.store, List.of(place.id()));
        assertThat(presale.now(place))
                .extracting(Participation::state, Participation::admission)
                .containsExactly(State.RESERVED, Participation.Admission.PENDING);
        assertThat(presale.campaign.database.transactions().inStore(presale.campaign.store, () -> presale.campaign
                        .database
                        .bean(Teams.class)
                        .payFree(presale.campaign.store, place.team(), 3, Instant.now())))
                .as("no payment counts before the opening")
                .isFalse();
        assertThatThrownBy(() -> presale.reserves(mia, 1))
                .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.code())
                        .isEqualTo(ProblemCode.ALREADY_IN_TEAM));
    }

    @OnBothDatabases
    void aReservationCanBeLeftAndTakenAgainAtOnce(StoreDatabase shared) {
        presale = new APresale(shared, APresale.BY_THE_OWNER);
        MemberId mia = presale.campaign.aMember();
        Participation place = presale.reserves(mia, 3);
        presale.campaign.database.bean(Leaving.class).leave(presale.campaign.store, place);
        assertThat(presale.now(place).state()).isEqualTo(State.WITHDRAWN);
        assertThat(presale.team().held()).isZero();
        assertThat(presale.reserves(mia, 2).state()).isEqualTo(State.RESERVED);
    }

    /** The shop admits a buyer for a time that begins with the opening, and orders from before pay for nothing. */
    @OnBothDatabases
    void whoHasReservedLongAgoHasTheWholeTimeToPay(StoreDatabase shared) {
        presale = new APresale(shared, APresale.BY_THE_OWNER);
        Participation place = presale.reserves(presale.campaign.aMember(), 3);
        presale.campaign.write(
                "update participation set created_at = now() - interval '9' day where store_id = :store and id = ?",
                place.id());
        presale.openings.open();
        presale.openings.sweep();
        assertThat(Duration.between(presale.now(place).createdAt(), Instant.now()))
                .isLessThan(Duration.ofMinutes(1));
        presale.campaign.database.bean(Holds.class).advance(presale.campaign.store, List.of(place.id()));
        assertThat(Duration.between(Instant.now(), presale.now(place).holdUntil()))
                .isGreaterThan(Duration.ofMinutes(119));
    }

    @OnBothDatabases
    void theLastPlacesAreReservedOrHeldAndNoneIsForgotten(StoreDatabase shared) throws Exception {
        presale = new APresale(shared, APresale.BY_THE_OWNER);
        presale.reserves(presale.campaign.aMember(), 1);
        ExecutorService threads = Executors.newFixedThreadPool(5);
        try {
            List<Future<Participation>> joins = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                MemberId member = presale.campaign.aMember();
                StoreDatabase node = i % 2 == 0 ? presale.campaign.database : presale.campaign.otherNode;
                joins.add(threads.submit(() -> presale.campaign.opens(node, member)));
                if (i == 5) {
                    threads.submit(presale.openings::open);
                }
            }
            for (Future<Participation> join : joins) {
                join.get();
            }
        } finally {
            threads.shutdown();
            assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        }
        presale.openings.sweep();
        assertThat(presale.count("participation where store_id = :store and state = 'HELD'"))
                .isEqualTo(13);
        assertThat(presale.team().held()).isEqualTo(13);
    }

    @OnBothDatabases
    void reservationsEndWithTheCampaignWhenThePaymentWasNeverOpened(StoreDatabase shared) {
        presale = new APresale(shared, APresale.BY_THE_OWNER);
        MemberId mia = presale.campaign.aMember();
        Participation place = presale.reserves(mia, 5);
        presale.campaign.write("update team set deadline = now() - interval '1' second where store_id = :store");
        TeamClosing closing = presale.campaign.database.bean(TeamClosing.class);
        closing.advance(presale.campaign.store, place.team());
        closing.advance(presale.campaign.store, place.team());
        assertThat(presale.team().state()).isEqualTo(Team.State.FAILED);
        assertThat(presale.now(place))
                .extracting(Participation::state, Participation::reason)
                .containsExactly(State.WITHDRAWN, "payment-not-opened");
        assertThat(presale.team().held()).isZero();
        assertThat(presale.told(mia)).containsExactly("PAYMENT_NOT_OPENED");
    }

    @OnBothDatabases
    void whoDoesNotPayInTimeIsReleasedAndTold(StoreDatabase shared) {
        presale = new APresale(shared, APresale.BY_THE_OWNER);
        MemberId mia = presale.campaign.aNewBuyer();
        Participation place = presale.reserves(mia, 5);
        presale.openings.open();
        presale.openings.sweep();
        Holds holds = presale.campaign.database.bean(Holds.class);
        holds.advance(presale.campaign.store, List.of(place.id()));
        presale.campaign.write(
                "update participation set hold_until = now() - interval '1' second where store_id = :store and id = ?",
                place.id());
        holds.advance(presale.campaign.store, List.of(place.id()));
        assertThat(presale.now(place))
                .extracting(Participation::state, Participation::reason)
                .containsExactly(State.EXPIRED, "hold-ended-without-payment");
        assertThat(presale.team().held()).isZero();
        assertThat(presale.team().state()).as("others may still pay").isEqualTo(Team.State.OPEN);
        assertThat(presale.told(mia)).containsExactly("PAYMENT_OPENED", "RESERVATION_RELEASED");
    }
}
