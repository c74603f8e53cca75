package shop.gather.groupbuy.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.place.Participation;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.groupbuy.place.Participations;
import shop.gather.groupbuy.place.Wish;
import shop.gather.groupbuy.presale.Presales;
import shop.gather.groupbuy.presale.opening.Openings;
import shop.gather.groupbuy.pricing.Admissions;
import shop.gather.groupbuy.terms.CampaignStock;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.GroupOrder;
import shop.gather.groupbuy.terms.PaymentPolicy;
import shop.gather.groupbuy.terms.QuantityPolicy;
import shop.gather.groupbuy.terms.ReserveThenPay;
import shop.gather.groupbuy.terms.SomeTerms;
import shop.gather.groupbuy.terms.StockPolicy;
import shop.gather.groupbuy.terms.TeamPolicy;
import shop.gather.groupbuy.terms.TermsJson;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.MemberId;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;
import shop.gather.shop.connection.ScriptedAdapter;
import shop.gather.spi.VariantSnapshot;

/** Buyers reserve without paying, and pay when the payment is opened. */
class PresaleTest {

    private static final ReserveThenPay BY_THE_OWNER = new ReserveThenPay(Duration.ofHours(2), null, null, null);

    private static CampaignTerms terms(ReserveThenPay payment) {
        return SomeTerms.presale(payment, 5, new StockPolicy.ShopStock());
    }

    private RunningCampaign campaign;
    private Openings openings;

    /** The shop sells the article at EUR 12.99. */
    private void aPresale(StoreDatabase shared, CampaignTerms terms) {
        campaign = new RunningCampaign(shared, terms).connected();
        campaign.database.with(BuyerAdmission.class, campaign.database.bean(Admissions.class));
        openings = new Openings(campaign.database, campaign.id());
        sellsAt("EUR 12.99");
    }

    private static void sellsAt(String price) {
        ScriptedAdapter.sells(
                "tea",
                () -> Optional.of(
                        new VariantSnapshot("tea", "1", "Tea", "", Money.parse(price), OptionalInt.of(40), true)));
    }

    private Participation reserves(MemberId member, int units) {
        return campaign.opens(campaign.database, member, new Wish(units, null));
    }

    private Participation now(Participation place) {
        return campaign.database
                .bean(Participations.class)
                .find(campaign.store, place.id())
                .orElseThrow();
    }

    private Team team() {
        return campaign.database
                .bean(Teams.class)
                .find(campaign.store, new TeamId(campaign.id().value()))
                .orElseThrow();
    }

    private List<String> told(MemberId member) {
        return campaign.database.transactions().inStore(campaign.store, () -> campaign.database
                .sql()
                .list(
                        campaign.store,
                        "select kind from message where store_id = :store and member_id = ? order by id",
                        row -> row.getString("kind"),
                        member));
    }

    private long count(String where) {
        return campaign.database.transactions().inStore(campaign.store, () -> campaign.database
                .sql()
                .first(campaign.store, "select count(*) as n from " + where, row -> row.getLong("n"))
                .orElseThrow());
    }

    @OnBothDatabases
    void aReservationTakesAPlaceAndNoPayment(StoreDatabase shared) {
        aPresale(shared, SomeTerms.presale(BY_THE_OWNER, 5, new CampaignStock(500)));
        MemberId mia = campaign.aMember();
        Participation place = reserves(mia, 3);
        assertThat(place.state()).isEqualTo(State.RESERVED);
        assertThat(team().held()).isEqualTo(1);
        assertThat(campaign.unitsLeft())
                .as("the units of all places are reserved")
                .isZero();
        campaign.database.bean(Holds.class).advance(campaign.store, List.of(place.id()));
        assertThat(now(place))
                .extracting(Participation::state, Participation::admission)
                .containsExactly(State.RESERVED, Participation.Admission.PENDING);
        assertThat(campaign.database.transactions().inStore(campaign.store, () -> campaign.database
                        .bean(Teams.class)
                        .payFree(campaign.store, place.team(), 3, Instant.now())))
                .as("no payment counts before the opening")
                .isFalse();
        assertThatThrownBy(() -> reserves(mia, 1))
                .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.code())
                        .isEqualTo(ProblemCode.ALREADY_IN_TEAM));
    }

    @OnBothDatabases
    void aReservationCanBeLeftAndTakenAgainAtOnce(StoreDatabase shared) {
        aPresale(shared, terms(BY_THE_OWNER));
        MemberId mia = campaign.aMember();
        Participation place = reserves(mia, 3);
        campaign.database.bean(Leaving.class).leave(campaign.store, place);
        assertThat(now(place).state()).isEqualTo(State.WITHDRAWN);
        assertThat(team().held()).isZero();
        assertThat(reserves(mia, 2).state()).isEqualTo(State.RESERVED);
    }

    @OnBothDatabases
    void theOwnerOpensThePaymentAndEveryBuyerIsToldOnce(StoreDatabase shared) {
        aPresale(shared, terms(BY_THE_OWNER));
        MemberId mia = campaign.aMember();
        Participation place = reserves(mia, 3);
        openings.open();
        openings.open();
        openings.sweep();
        openings.sweep();
        assertThat(openings.presale().state()).isEqualTo(Presales.State.OPEN);
        assertThat(now(place).state()).isEqualTo(State.HELD);
        assertThat(team().held()).isEqualTo(1);
        assertThat(told(mia)).containsExactly("PAYMENT_OPENED");
        campaign.database.bean(Holds.class).advance(campaign.store, List.of(place.id()));
        assertThat(now(place).admission()).isEqualTo(Participation.Admission.READY);
        assertThat(Duration.between(Instant.now(), now(place).holdUntil()))
                .as("time to pay")
                .isBetween(Duration.ofMinutes(119), Duration.ofMinutes(121));
        assertThat(reserves(campaign.aMember(), 1).state())
                .as("who comes later pays at once")
                .isEqualTo(State.HELD);
    }

    /** The shop admits a buyer for a time that begins with the opening, and orders from before pay for nothing. */
    @OnBothDatabases
    void whoHasReservedLongAgoHasTheWholeTimeToPay(StoreDatabase shared) {
        aPresale(shared, terms(BY_THE_OWNER));
        Participation place = reserves(campaign.aMember(), 3);
        campaign.write(
                "update participation set created_at = now() - interval '9' day where store_id = :store and id = ?",
                place.id());
        openings.open();
        openings.sweep();
        assertThat(Duration.between(now(place).createdAt(), Instant.now())).isLessThan(Duration.ofMinutes(1));
        campaign.database.bean(Holds.class).advance(campaign.store, List.of(place.id()));
        assertThat(Duration.between(Instant.now(), now(place).holdUntil())).isGreaterThan(Duration.ofMinutes(119));
    }

    @OnBothDatabases
    void theLastPlacesAreReservedOrHeldAndNoneIsForgotten(StoreDatabase shared) throws Exception {
        aPresale(shared, terms(BY_THE_OWNER));
        reserves(campaign.aMember(), 1);
        ExecutorService threads = Executors.newFixedThreadPool(5);
        try {
            List<Future<Participation>> joins = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                MemberId member = campaign.aMember();
                StoreDatabase node = i % 2 == 0 ? campaign.database : campaign.otherNode;
                joins.add(threads.submit(() -> campaign.opens(node, member)));
                if (i == 5) {
                    threads.submit(openings::open);
                }
            }
            for (Future<Participation> join : joins) {
                join.get();
            }
        } finally {
            threads.shutdown();
            assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        }
        openings.sweep();
        assertThat(count("participation where store_id = :store and state = 'HELD'"))
                .isEqualTo(13);
        assertThat(team().held()).isEqualTo(13);
    }

    @OnBothDatabases
    void anOpeningThatWasInterruptedGoesOnOnTheOtherNode(StoreDatabase shared) {
        aPresale(shared, terms(BY_THE_OWNER));
        Participation first = reserves(campaign.aMember(), 1);
        int places = 2 * Openings.BATCH + 1;
        campaign.write("update team set size = 5000, held = ? where store_id = :store", places);
        campaign.write(
                "insert into participation (store_id, id, team_id, campaign_id, member_id, idempotency_key, state,"
                        + " admission, hold_until, created_at) select p.store_id, cast(concat('00000000-0000-0000-0000-',"
                        + " lpad(cast(n.x as varchar), 12, '0')) as uuid), p.team_id, p.campaign_id, p.member_id,"
                        + " concat('key-', n.x), 'RESERVED', 'PENDING', now(), now() from participation p,"
                        + " (select row_number() over (order by a.n) as x from (values "
                        + numbers(40) + ") a(n), (values " + numbers(30) + ") b(n)) n"
                        + " where p.store_id = :store and p.id = ? and n.x < ?",
                first.id(),
                places);
        openings.open();
        openings.openOneBatch();
        assertThat(count("participation where store_id = :store and state = 'RESERVED'"))
                .isEqualTo(places - Openings.BATCH);
        new Openings(campaign.otherNode, campaign.id()).sweep();
        assertThat(count("participation where store_id = :store and state = 'HELD'"))
                .isEqualTo(places);
        assertThat(count("message where store_id = :store and kind = 'PAYMENT_OPENED'"))
                .as("they are all of one member")
                .isEqualTo(1);
        assertThat(count("team_history where store_id = :store and what = 'PAYMENT_OPENED'"))
                .isEqualTo(places);
        assertThat(count("presale where store_id = :store and due_at is not null"))
                .isZero();
    }

    private static String numbers(int most) {
        StringBuilder values = new StringBuilder("(1)");
        for (int i = 2; i <= most; i++) {
            values.append(", (").append(i).append(')');
        }
        return values.toString();
    }

    @OnBothDatabases
    void anOpeningAboveTheShopsPriceIsRefused(StoreDatabase shared) {
        aPresale(shared, terms(BY_THE_OWNER));
        Participation place = reserves(campaign.aMember(), 3);
        sellsAt("EUR 10.00");
        assertThatThrownBy(openings::open).hasMessageContaining("PRICE_NOT_BELOW_SHOP");
        assertThat(openings.presale().state()).isEqualTo(Presales.State.RESERVING);
        assertThat(now(place).state()).isEqualTo(State.RESERVED);
        sellsAt("EUR 11.00");
        openings.open();
        assertThat(openings.presale().state()).isEqualTo(Presales.State.OPEN);
    }

    @OnBothDatabases
    void thePaymentOpensWhenSoManyUnitsAreReserved(StoreDatabase shared) {
        aPresale(shared, terms(new ReserveThenPay(Duration.ofHours(2), null, 5, null)));
        reserves(campaign.aMember(), 4);
        openings.sweep();
        assertThat(openings.presale().state()).isEqualTo(Presales.State.RESERVING);
        reserves(campaign.aMember(), 1);
        openings.sweep();
        assertThat(openings.presale().state()).isEqualTo(Presales.State.OPEN);
    }

    @OnBothDatabases
    void aRuleThatMayNotOpenThePaymentAlarmsTheOwner(StoreDatabase shared) {
        aPresale(shared, terms(new ReserveThenPay(Duration.ofHours(2), null, 5, null)));
        reserves(campaign.aMember(), 5);
        sellsAt("EUR 9.00");
        openings.sweep();
        assertThat(openings.presale().state()).isEqualTo(Presales.State.RESERVING);
        assertThat(openings.presale().refusal()).contains("PRICE_NOT_BELOW_SHOP");
        assertThat(count("alarm where store_id = :store and kind = 'payment-not-opened' and closed_at is null"))
                .isEqualTo(1);
        sellsAt("EUR 12.99");
        openings.open();
        assertThat(count("alarm where store_id = :store and kind = 'payment-not-opened' and closed_at is null"))
                .isZero();
    }

    @OnBothDatabases
    void nothingIsOpenedOnceTheTeamHasEnded(StoreDatabase shared) {
        aPresale(shared, terms(BY_THE_OWNER));
        Participation place = reserves(campaign.aMember(), 3);
        openings.open();
        campaign.database.transactions().inStore(campaign.store, () -> campaign.database
                .bean(Teams.class)
                .cancel(campaign.store, team().id()));
        openings.openOneBatch();
        assertThat(now(place).state()).isEqualTo(State.RESERVED);
        assertThat(count("message where store_id = :store and kind = 'PAYMENT_OPENED'"))
                .isZero();
    }

    @OnBothDatabases
    void theLatestDateOpensThePaymentAlthoughTheSweepComesAfterIt(StoreDatabase shared) {
        aPresale(
                shared,
                terms(new ReserveThenPay(Duration.ofHours(2), null, null, Instant.parse("2026-12-01T00:00:00Z"))));
        reserves(campaign.aMember(), 3);
        campaign.write("update team set deadline = now() + interval '119' minute where store_id = :store");
        openings.sweep();
        assertThat(openings.presale().state()).isEqualTo(Presales.State.OPEN);
    }

    @OnBothDatabases
    void aDateThatWasMissedByFarAlarmsTheOwnerUntilTheTeamEnds(StoreDatabase shared) {
        aPresale(
                shared,
                terms(new ReserveThenPay(Duration.ofHours(2), null, null, Instant.parse("2026-12-01T00:00:00Z"))));
        reserves(campaign.aMember(), 3);
        campaign.write("update team set deadline = now() + interval '60' minute where store_id = :store");
        openings.sweep();
        assertThat(openings.presale().state()).isEqualTo(Presales.State.RESERVING);
        assertThat(count("alarm where store_id = :store and kind = 'payment-not-opened' and closed_at is null"))
                .isEqualTo(1);
        campaign.write("update team set deadline = now() where store_id = :store");
        openings.sweep();
        assertThat(count("alarm where store_id = :store and kind = 'payment-not-opened' and closed_at is null"))
                .isZero();
        assertThat(count("presale where store_id = :store and due_at is not null"))
                .isZero();
    }

    @OnBothDatabases
    void theOwnerCanTryAgainAfterTheShopHasRefusedThePrice(StoreDatabase shared) {
        aPresale(shared, terms(BY_THE_OWNER));
        Participation place = reserves(campaign.aMember(), 5);
        openings.openInVain("SHOP_REFUSED: too many offers");
        assertThat(openings.presale())
                .extracting(Presales.Presale::state, Presales.Presale::refusal)
                .containsExactly(
                        Presales.State.RESERVING, "The shop has refused the price: SHOP_REFUSED: too many offers");
        assertThat(now(place).state()).isEqualTo(State.RESERVED);
        openings.open();
        assertThat(openings.presale().asked()).as("under another key").isEqualTo(2);
        assertThat(openings.presale().state()).isEqualTo(Presales.State.OPEN);
    }

    @OnBothDatabases
    void itCannotOpenWhenTheBuyersWouldHaveTooLittleTime(StoreDatabase shared) {
        aPresale(shared, terms(BY_THE_OWNER));
        reserves(campaign.aMember(), 5);
        campaign.write("update team set deadline = now() + interval '1' hour where store_id = :store");
        assertThatThrownBy(openings::open).hasMessageContaining("PT2H to pay");
    }

    @OnBothDatabases
    void reservationsEndWithTheCampaignWhenThePaymentWasNeverOpened(StoreDatabase shared) {
        aPresale(shared, terms(BY_THE_OWNER));
        MemberId mia = campaign.aMember();
        Participation place = reserves(mia, 5);
        campaign.write("update team set deadline = now() - interval '1' second where store_id = :store");
        TeamClosing closing = campaign.database.bean(TeamClosing.class);
        closing.advance(campaign.store, place.team());
        closing.advance(campaign.store, place.team());
        assertThat(team().state()).isEqualTo(Team.State.FAILED);
        assertThat(now(place))
                .extracting(Participation::state, Participation::reason)
                .containsExactly(State.WITHDRAWN, "payment-not-opened");
        assertThat(team().held()).isZero();
        assertThat(told(mia)).containsExactly("PAYMENT_NOT_OPENED");
    }

    @OnBothDatabases
    void whoDoesNotPayInTimeIsReleasedAndTold(StoreDatabase shared) {
        aPresale(shared, terms(BY_THE_OWNER));
        MemberId mia = campaign.aNewBuyer();
        Participation place = reserves(mia, 5);
        openings.open();
        openings.sweep();
        Holds holds = campaign.database.bean(Holds.class);
        holds.advance(campaign.store, List.of(place.id()));
        campaign.write(
                "update participation set hold_until = now() - interval '1' second where store_id = :store and id = ?",
                place.id());
        holds.advance(campaign.store, List.of(place.id()));
        assertThat(now(place))
                .extracting(Participation::state, Participation::reason)
                .containsExactly(State.EXPIRED, "hold-ended-without-payment");
        assertThat(team().held()).isZero();
        assertThat(team().state()).as("others may still pay").isEqualTo(Team.State.OPEN);
        assertThat(told(mia)).containsExactly("PAYMENT_OPENED", "RESERVATION_RELEASED");
    }

    @Test
    void theTermsAreReadAsTheyWereWritten() {
        CampaignTerms terms =
                terms(new ReserveThenPay(Duration.ofDays(3), null, 50, Instant.parse("2026-12-10T10:00:00Z")));
        assertThat(TermsJson.read(TermsJson.write(terms))).isEqualTo(terms);
    }

    @Test
    void whatCannotBeCombinedIsRefused() {
        assertThatThrownBy(() -> with(SomeTerms.fullTeam(2), BY_THE_OWNER)).hasMessageContaining("group-order");
        assertThatThrownBy(() -> with(
                        new GroupOrder(5, 100),
                        new ReserveThenPay(Duration.ofDays(3), null, null, Instant.parse("2026-12-29T00:00:00Z"))))
                .hasMessageContaining("opensAt");
        assertThatThrownBy(() -> with(new GroupOrder(5, 100), new ReserveThenPay(Duration.ofDays(3), null, 101, null)))
                .hasMessageContaining("opensAtUnits");
        assertThatThrownBy(() -> new ReserveThenPay(Duration.ofDays(15), null, null, null))
                .hasMessageContaining("payWithin");
    }

    private static CampaignTerms with(TeamPolicy team, PaymentPolicy payment) {
        CampaignTerms simple = SomeTerms.team("EUR 10.00", 2);
        return CampaignTerms.of(
                simple.price(),
                team,
                new QuantityPolicy.OneUnit(),
                simple.eligibility(),
                simple.stock(),
                simple.schedule(),
                payment,
                simple.fulfilment());
    }
}
