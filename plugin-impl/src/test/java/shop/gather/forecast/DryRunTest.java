package shop.gather.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import shop.gather.groupbuy.terms.AloneTeam;
import shop.gather.groupbuy.terms.CampaignStock;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.CasePolicy;
import shop.gather.groupbuy.terms.Everyone;
import shop.gather.groupbuy.terms.GroupOrder;
import shop.gather.groupbuy.terms.HelpedPrice;
import shop.gather.groupbuy.terms.OpenerPrice;
import shop.gather.groupbuy.terms.OutcomePolicy;
import shop.gather.groupbuy.terms.SomeTerms;
import shop.gather.groupbuy.terms.UpTo;
import shop.gather.referral.commission.CommissionEstimate;

/** Campaigns of December 2026 on an article of 12.99 with a few buyers, counted by hand. */
class DryRunTest {

    private static final Instant START = Instant.parse("2026-12-01T00:00:00Z");
    private static final CampaignTerms TEAM_OF_3 = SomeTerms.team("EUR 10.00", 3);
    private static final CampaignTerms TIERED =
            SomeTerms.with(SomeTerms.tiers("EUR 10.00", 3, "EUR 8.50"), SomeTerms.minimumTeam(2, 3));

    private static Join pays(long minutes) {
        return new Join(START.plus(Duration.ofMinutes(minutes)), 1, true);
    }

    private static Join takes(int units, long minutes) {
        return new Join(START.plus(Duration.ofMinutes(minutes)), units, true);
    }

    private static Join leaves(long minutes) {
        return new Join(START.plus(Duration.ofMinutes(minutes)), 1, false);
    }

    private static DryRun.Result play(CampaignTerms terms, boolean rebate, Join... joins) {
        return new DryRun(terms, euro("12.99"), rebate, CommissionEstimate.of(800, 200)).play(List.of(joins));
    }

    private static Figures total(CampaignTerms terms, Join... joins) {
        return play(terms, false, joins).total();
    }

    private static Money euro(String amount) {
        return Money.parse("EUR " + amount);
    }

    @Test
    void aTeamThatFillsSucceeds() {
        Figures total = total(TEAM_OF_3, pays(0), pays(1), pays(2));
        assertThat(total)
                .isEqualTo(new Figures(
                        3,
                        0,
                        0,
                        1,
                        1,
                        0,
                        3,
                        3,
                        0,
                        euro("38.97"),
                        euro("8.97"),
                        euro("30.00"),
                        euro("30.00"),
                        euro("0.00"),
                        euro("2.40"),
                        euro("0.60"),
                        euro("27.00")));
    }

    @Test
    void theOpenerOfATeamThatSucceedsPaysLess() {
        CampaignTerms terms = SomeTerms.with(new OpenerPrice(euro("10.00"), euro("8.00")), SomeTerms.minimumTeam(2, 3));
        Figures opened = total(terms, pays(0), pays(1), pays(2));
        assertThat(opened.turnover()).isEqualTo(euro("28.00"));
        assertThat(opened.charged()).isEqualTo(euro("30.00"));
        assertThat(opened.rebates()).isEqualTo(euro("2.00"));
        assertThat(opened.placesPaid()).isEqualTo(3);
        assertThat(opened.teamsSucceeded()).isEqualTo(1);
        Figures openerLeft = total(terms, leaves(0), pays(1), pays(2));
        assertThat(openerLeft.turnover()).isEqualTo(euro("20.00"));
        assertThat(openerLeft.rebates()).isEqualTo(euro("0.00"));
    }

    @Test
    void allFriendsHelpWhoCan() {
        CampaignTerms terms =
                SomeTerms.with(new HelpedPrice(euro("10.00"), euro("5.00"), 3), new AloneTeam(Duration.ofHours(24)));
        Figures total = total(terms, pays(0), pays(1));
        assertThat(total.teamsSucceeded()).isEqualTo(2);
        assertThat(total.charged()).isEqualTo(euro("20.00"));
        assertThat(total.turnover()).isEqualTo(euro("10.00"));
        assertThat(total.rebates()).isEqualTo(euro("10.00"));
    }

    @Test
    void aTeamInWhichNobodyIsLeftEndsAtOnce() {
        Figures total = total(TEAM_OF_3, leaves(0), pays(60));
        assertThat(total.teamsOpened()).isEqualTo(2);
        assertThat(total.teamsFailed()).isEqualTo(2);
    }

    @Test
    void noMoreTeamsAreOpenedThanThereAreUnitsFor() {
        CampaignTerms terms = SomeTerms.team("EUR 10.00", 2, new Everyone(), new CampaignStock(3));
        Figures total = total(terms, pays(0), pays(1), pays(2), pays(3));
        assertThat(total.teamsOpened()).isEqualTo(1);
        assertThat(total.turnedAway()).isEqualTo(2);
        assertThat(total.placesPaid()).isEqualTo(2);
    }

    @Test
    void inADrawOnlyTheWinnersBuy() {
        // Fewer units than places: only those that can be won are sold.
        CampaignTerms terms = CampaignTerms.of(
                TEAM_OF_3.price(),
                TEAM_OF_3.team(),
                TEAM_OF_3.quantity(),
                TEAM_OF_3.eligibility(),
                new CampaignStock(2),
                TEAM_OF_3.schedule(),
                TEAM_OF_3.payment(),
                TEAM_OF_3.fulfilment(),
                TEAM_OF_3.late(),
                new OutcomePolicy.Draw(1, null));
        Figures total = total(terms, pays(0), pays(1), pays(2), pays(3), pays(4), pays(5), pays(6));
        assertThat(total.teamsSucceeded()).isEqualTo(2);
        assertThat(total.placesPaid()).isEqualTo(2);
        assertThat(total.placesRefunded()).isEqualTo(4);
        assertThat(total.turnover()).isEqualTo(euro("20.00"));
        assertThat(total.turnedAway()).isEqualTo(1);
    }

    @Test
    void aTeamThatFailsGivesItsUnitsBack() {
        CampaignTerms terms = SomeTerms.team("EUR 10.00", 2, new Everyone(), new CampaignStock(2));
        Figures total = total(terms, pays(0), pays(25 * 60), pays(25 * 60 + 1));
        assertThat(total.teamsFailed()).isEqualTo(1);
        assertThat(total.teamsSucceeded()).isEqualTo(1);
        assertThat(total.turnedAway()).isZero();
    }

    @Test
    void aTeamThatDoesNotFillFailsAndItsBuyersAreRefunded() {
        DryRun.Result result = play(TEAM_OF_3, false, pays(0), pays(1));
        assertThat(result.total().teamsFailed()).isEqualTo(1);
        assertThat(result.total().placesRefunded()).isEqualTo(2);
        assertThat(result.total().turnover()).isEqualTo(euro("0.00"));
        assertThat(result.days().keySet())
                .as("it opens on one day and fails a day later")
                .containsExactly(LocalDate.parse("2026-12-01"), LocalDate.parse("2026-12-02"));
    }

    @Test
    void aTeamWithItsMinimumSucceedsAtItsDeadlineAtTheTierItHasReached() {
        Figures two = total(TIERED, pays(0), pays(1));
        assertThat(two.teamsSucceeded()).isEqualTo(1);
        assertThat(two.turnover()).isEqualTo(euro("20.00"));
        assertThat(two.rebates()).isEqualTo(euro("0.00"));

        Figures three = total(TIERED, pays(0), pays(1), pays(2));
        assertThat(three.turnover()).isEqualTo(euro("25.50"));
        assertThat(three.charged()).isEqualTo(euro("30.00"));
        assertThat(three.rebates()).isEqualTo(euro("4.50"));
        assertThat(three.level1()).isEqualTo(euro("2.04"));
    }

    @Test
    void aShopWithoutGroupPricesChargesTheListPrice() {
        Figures total = play(TEAM_OF_3, true, pays(0), pays(1), pays(2)).total();
        assertThat(total.charged()).isEqualTo(euro("38.97"));
        assertThat(total.rebates()).isEqualTo(euro("8.97"));
        assertThat(total.turnover()).isEqualTo(euro("30.00"));
    }

    @Test
    void aPlaceThatIsNotPaidIsTakenForTheHoldAndThenFree() {
        Figures early = total(TEAM_OF_3, pays(0), leaves(1), pays(2), pays(15));
        assertThat(early.teamsOpened())
                .as("the first team is full until minute 16")
                .isEqualTo(2);
        assertThat(early.teamsSucceeded()).isZero();

        Figures late = total(TEAM_OF_3, pays(0), leaves(1), pays(2), pays(16));
        assertThat(late.teamsOpened()).isEqualTo(1);
        assertThat(late.teamsSucceeded()).isEqualTo(1);
        assertThat(late.placesUnpaid()).isEqualTo(1);
    }

    @Test
    void buyersJoinTheOldestTeam() {
        Figures total = total(TEAM_OF_3, pays(0), leaves(1), leaves(2), pays(3), pays(20), pays(21));
        assertThat(total.teamsOpened()).isEqualTo(2);
        assertThat(total.teamsSucceeded()).isEqualTo(1);
        assertThat(total.placesRefunded()).as("the buyer of minute 3").isEqualTo(1);
    }

    @Test
    void noTeamOutlivesItsDeadlineOrTheCampaign() {
        Figures afterADay = total(TEAM_OF_3, pays(0), pays(1), pays(24 * 60));
        assertThat(afterADay.teamsOpened()).isEqualTo(2);
        assertThat(afterADay.teamsFailed()).isEqualTo(2);

        long last = Duration.ofDays(30).toMinutes() - 1;
        assertThat(play(TEAM_OF_3, false, pays(last)).days().lastKey()).isEqualTo(LocalDate.parse("2026-12-31"));
    }

    @Test
    void aSeedGivesTheSameBuyers() {
        BuyerForecast forecast = new BuyerForecast(500, 7_000, 7);
        List<Join> joins = forecast.joins(TEAM_OF_3.schedule());
        assertThat(joins).hasSize(500).isEqualTo(forecast.joins(TEAM_OF_3.schedule()));
        assertThat(joins).isNotEqualTo(new BuyerForecast(500, 7_000, 8).joins(TEAM_OF_3.schedule()));
        assertThat(joins).isSortedAccordingTo((one, other) -> one.at().compareTo(other.at()));
        assertThat(joins).allSatisfy(join -> assertThat(join.at())
                .isAfterOrEqualTo(TEAM_OF_3.schedule().startsAt())
                .isBefore(TEAM_OF_3.schedule().endsAt()));
        assertThat(joins.stream().filter(Join::pays).count()).isBetween(300L, 400L);
    }

    @Test
    void thePayRateIsAllOrNothingAtItsEnds() {
        assertThat(Stream.of(0, 10_000).map(rate -> new BuyerForecast(200, rate, 1)
                        .joins(TEAM_OF_3.schedule()).stream().filter(Join::pays).count()))
                .containsExactly(0L, 200L);
    }

    @Test
    void eachBuyerPaysForTheUnitsOfThePlace() {
        CampaignTerms terms = SomeTerms.with(new UpTo(5, null), TEAM_OF_3);
        Figures total = total(terms, takes(1, 0), takes(5, 1), takes(5, 2));
        assertThat(total.placesPaid()).isEqualTo(3);
        assertThat(total.unitsPaid()).isEqualTo(11);
        assertThat(total.turnover()).isEqualTo(euro("110.00"));
        assertThat(total.discount()).isEqualTo(euro("32.89"));
        assertThat(total.level1()).isEqualTo(euro("8.80"));
    }

    @Test
    void commissionIsRoundedForThePlaceAndNotForEachUnit() {
        CampaignTerms terms = SomeTerms.with(new UpTo(3, null), SomeTerms.team("EUR 0.99", 2));
        // 8 % of 2.97 are 0.2376, and of 0.99 they are 0.0792.
        assertThat(total(terms, takes(3, 0), takes(1, 1)).level1()).isEqualTo(euro("0.30"));
    }

    @Test
    void aGroupOrderSucceedsByItsUnits() {
        CampaignTerms terms = SomeTerms.groupOrder(new GroupOrder(6, 100, null), new UpTo(5, null));
        assertThat(total(terms, takes(5, 0)).teamsFailed()).isEqualTo(1);
        assertThat(total(terms, takes(5, 0), takes(1, 1)).turnover()).isEqualTo(euro("60.00"));
    }

    @Test
    void nobodyGetsMoreThanTheCapacityAndTheFirstUnitsEndIt() {
        CampaignTerms terms = SomeTerms.groupOrder(new GroupOrder(1, 100, 6), new UpTo(5, null));
        Figures total = total(terms, takes(5, 0), takes(2, 1), takes(1, 2), takes(1, 3));
        assertThat(total.turnover()).isEqualTo(euro("60.00"));
        assertThat(total.turnedAway()).isEqualTo(2);
        assertThat(total.teamsSucceeded()).isEqualTo(1);
    }

    @Test
    void placesThatFillNoFullCaseAreRefunded() {
        CampaignTerms terms = SomeTerms.groupOrder(new GroupOrder(1, 100, null), new UpTo(5, null))
                .with(new CasePolicy.FullCases(6, null, null));
        Figures total = total(terms, takes(4, 0), takes(3, 1), takes(2, 2));
        assertThat(total.placesPaid()).isEqualTo(2);
        assertThat(total.unitsPaid()).isEqualTo(6);
        assertThat(total.placesRefunded()).isEqualTo(1);
        assertThat(total.turnover()).isEqualTo(euro("60.00"));
    }

    @Test
    void daysWithoutAnythingAreShownAsZero() {
        DryRun.Result result = play(TEAM_OF_3, false, pays(0), pays(4 * 24 * 60));
        assertThat(result.days()).hasSize(4);
        assertThat(result.allDays()).hasSize(6);
        assertThat(result.allDays().values().stream().mapToInt(Figures::joins).sum())
                .isEqualTo(2);
    }
}
