package shop.gather.groupbuy.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import shop.gather.groupbuy.place.Participation;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.groupbuy.presale.Presales;
import shop.gather.groupbuy.presale.opening.Openings;
import shop.gather.groupbuy.terms.ReserveThenPay;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.MemberId;

/** When the payment of a presale is opened, and what keeps it from being opened. */
class PresaleOpeningTest {

    private APresale presale;

    @OnBothDatabases
    void theOwnerOpensThePaymentAndEveryBuyerIsToldOnce(StoreDatabase shared) {
        presale = new APresale(shared, APresale.BY_THE_OWNER);
        MemberId mia = presale.campaign.aMember();
        Participation place = presale.reserves(mia, 3);
        presale.openings.open();
        presale.openings.open();
        presale.openings.sweep();
        presale.openings.sweep();
        assertThat(presale.openings.presale().state()).isEqualTo(Presales.State.OPEN);
        assertThat(presale.now(place).state()).isEqualTo(State.HELD);
        assertThat(presale.team().held()).isEqualTo(1);
        assertThat(presale.told(mia)).containsExactly("PAYMENT_OPENED");
        presale.campaign.database.bean(Holds.class).advance(presale.campaign.store, List.of(place.id()));
        assertThat(presale.now(place).admission()).isEqualTo(Participation.Admission.READY);
        assertThat(Duration.between(Instant.now(), presale.now(place).holdUntil()))
                .as("time to pay")
                .isBetween(Duration.ofMinutes(119), Duration.ofMinutes(121));
        assertThat(presale.reserves(presale.campaign.aMember(), 1).state())
                .as("who comes later pays at once")
                .isEqualTo(State.HELD);
    }

    @OnBothDatabases
    void anOpeningThatWasInterruptedGoesOnOnTheOtherNode(StoreDatabase shared) {
        presale = new APresale(shared, APresale.BY_THE_OWNER);
        Participation first = presale.reserves(presale.campaign.aMember(), 1);
        int places = 2 * Openings.BATCH + 1;
        presale.campaign.write("update team set size = 5000, held = ? where store_id = :store", places);
        presale.campaign.write(
                "insert into participation (store_id, id, team_id, campaign_id, member_id, idempotency_key, state,"
                        + " admission, hold_until, created_at) select p.store_id, cast(concat('00000000-0000-0000-0000-',"
                        + " lpad(cast(n.x as varchar), 12, '0')) as uuid), p.team_id, p.campaign_id, p.member_id,"
                        + " concat('key-', n.x), 'RESERVED', 'PENDING', now(), now() from participation p,"
                        + " (select row_number() over (order by a.n) as x from (values "
                        + numbers(40) + ") a(n), (values " + numbers(30) + ") b(n)) n"
                        + " where p.store_id = :store and p.id = ? and n.x < ?",
                first.id(),
                places);
        presale.openings.open();
        presale.openings.openOneBatch();
        assertThat(presale.count("participation where store_id = :store and state = 'RESERVED'"))
                .isEqualTo(places - Openings.BATCH);
        new Openings(presale.campaign.otherNode, presale.campaign.id()).sweep();
        assertThat(presale.count("participation where store_id = :store and state = 'HELD'"))
                .isEqualTo(places);
        assertThat(presale.count("message where store_id = :store and kind = 'PAYMENT_OPENED'"))
                .as("they are all of one member")
                .isEqualTo(1);
        assertThat(presale.count("team_history where store_id = :store and what = 'PAYMENT_OPENED'"))
                .isEqualTo(places);
        assertThat(presale.count("presale where store_id = :store and due_at is not null"))
                .isZero();
    }

    @OnBothDatabases
    void anOpeningAboveTheShopsPriceIsRefused(StoreDatabase shared) {
        presale = new APresale(shared, APresale.BY_THE_OWNER);
        Participation place = presale.reserves(presale.campaign.aMember(), 3);
        presale.sellsAt("EUR 10.00");
        assertThatThrownBy(presale.openings::open).hasMessageContaining("PRICE_NOT_BELOW_SHOP");
        assertThat(presale.openings.presale().state()).isEqualTo(Presales.State.RESERVING);
        assertThat(presale.now(place).state()).isEqualTo(State.RESERVED);
        presale.sellsAt("EUR 11.00");
        presale.openings.open();
        assertThat(presale.openings.presale().state()).isEqualTo(Presales.State.OPEN);
    }

    @OnBothDatabases
    void thePaymentOpensWhenSoManyUnitsAreReserved(StoreDatabase shared) {
        presale = new APresale(shared, new ReserveThenPay(Duration.ofHours(2), null, 5, null));
        presale.reserves(presale.campaign.aMember(), 4);
        presale.openings.sweep();
        assertThat(presale.openings.presale().state()).isEqualTo(Presales.State.RESERVING);
        presale.reserves(presale.campaign.aMember(), 1);
        presale.openings.sweep();
        assertThat(presale.openings.presale().state()).isEqualTo(Presales.State.OPEN);
    }

    @OnBothDatabases
    void aRuleThatMayNotOpenThePaymentAlarmsTheOwner(StoreDatabase shared) {
        presale = new APresale(shared, new ReserveThenPay(Duration.ofHours(2), null, 5, null));
        presale.reserves(presale.campaign.aMember(), 5);
        presale.sellsAt("EUR 9.00");
        presale.openings.sweep();
        assertThat(presale.openings.presale().state()).isEqualTo(Presales.State.RESERVING);
        assertThat(presale.openings.presale().refusal()).contains("PRICE_NOT_BELOW_SHOP");
        assertThat(presale.count("alarm where store_id = :store and kind = 'payment-not-opened' and closed_at is null"))
                .isEqualTo(1);
        presale.sellsAt("EUR 12.99");
        presale.openings.open();
        assertThat(presale.count("alarm where store_id = :store and kind = 'payment-not-opened' and closed_at is null"))
                .isZero();
    }

    @OnBothDatabases
    void nothingIsOpenedOnceTheTeamHasEnded(StoreDatabase shared) {
        presale = new APresale(shared, APresale.BY_THE_OWNER);
        Participation place = presale.reserves(presale.campaign.aMember(), 3);
        presale.openings.open();
        presale.campaign.database.transactions().inStore(presale.campaign.store, () -> presale.campaign
                .database
                .bean(TeamEnding.class)
                .cancel(presale.campaign.store, presale.team().id()));
        presale.openings.openOneBatch();
        assertThat(presale.now(place).state()).isEqualTo(State.RESERVED);
        assertThat(presale.count("message where store_id = :store and kind = 'PAYMENT_OPENED'"))
                .isZero();
    }

    @OnBothDatabases
    void aRuleThatIsMetInTheLastMomentOpensThePaymentAlthoughTheSweepComesAfterIt(StoreDatabase shared) {
        presale = new APresale(shared, APresale.AT_THREE_UNITS);
        presale.reserves(presale.campaign.aMember(), 3);
        presale.campaign.write("update team set deadline = now() + interval '119' minute where store_id = :store");
        presale.openings.sweep();
        assertThat(presale.openings.presale().state()).isEqualTo(Presales.State.OPEN);
    }

    @OnBothDatabases
    void aRuleThatIsMetTooLateAlarmsTheOwnerUntilTheTeamEnds(StoreDatabase shared) {
        presale = new APresale(shared, APresale.AT_THREE_UNITS);
        presale.reserves(presale.campaign.aMember(), 3);
        presale.campaign.write("update team set deadline = now() + interval '60' minute where store_id = :store");
        presale.openings.sweep();
        assertThat(presale.openings.presale().state()).isEqualTo(Presales.State.RESERVING);
        assertThat(presale.count("alarm where store_id = :store and kind = 'payment-not-opened' and closed_at is null"))
                .isEqualTo(1);
        presale.campaign.write("update team set deadline = now() where store_id = :store");
        presale.openings.sweep();
        assertThat(presale.count("alarm where store_id = :store and kind = 'payment-not-opened' and closed_at is null"))
                .isZero();
        assertThat(presale.count("presale where store_id = :store and due_at is not null"))
                .isZero();
    }

    @OnBothDatabases
    void theOwnerCanTryAgainAfterTheShopHasRefusedThePrice(StoreDatabase shared) {
        presale = new APresale(shared, APresale.BY_THE_OWNER);
        Participation place = presale.reserves(presale.campaign.aMember(), 5);
        presale.openings.openInVain("SHOP_REFUSED: too many offers");
        assertThat(presale.openings.presale())
                .extracting(Presales.Presale::state, Presales.Presale::refusal)
                .containsExactly(
                        Presales.State.RESERVING, "The shop has refused the price: SHOP_REFUSED: too many offers");
        assertThat(presale.now(place).state()).isEqualTo(State.RESERVED);
        presale.openings.open();
        assertThat(presale.openings.presale().asked()).as("under another key").isEqualTo(2);
        assertThat(presale.openings.presale().state()).isEqualTo(Presales.State.OPEN);
    }

    @OnBothDatabases
    void itCannotOpenWhenTheBuyersWouldHaveTooLittleTime(StoreDatabase shared) {
        presale = new APresale(shared, APresale.BY_THE_OWNER);
        presale.reserves(presale.campaign.aMember(), 5);
        presale.campaign.write("update team set deadline = now() + interval '1' hour where store_id = :store");
        assertThatThrownBy(presale.openings::open).hasMessageContaining("PT2H to pay");
    }

    private static String numbers(int most) {
        StringBuilder values = new StringBuilder("(1)");
        for (int i = 2; i <= most; i++) {
            values.append(", (").append(i).append(')');
        }
        return values.toString();
    }
}
