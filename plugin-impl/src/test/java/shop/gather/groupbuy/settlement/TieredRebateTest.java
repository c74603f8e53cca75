package shop.gather.groupbuy.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static shop.gather.order.facts.AnyOrder.inEuro;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.campaign.PriceBy;
import shop.gather.groupbuy.place.Participation;
import shop.gather.groupbuy.place.Participation.Admission;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.SomeTerms;
import shop.gather.groupbuy.terms.TieredPrice;
import shop.gather.groupbuy.terms.TieredPrice.Tier;
import shop.gather.order.facts.AnyOrder;
import shop.gather.shop.command.ShopCommand;
import shop.gather.spi.OrderSnapshot.RefundLine;

/**
 * A team whose price has fallen from 10.00 at the checkout to 8.00; the shop's own price was 12.00 when the campaign
 * was made. 2.00 come back for one unit, whatever else the order holds.
 */
class TieredRebateTest {

    private static final ParticipationId EARLIER = new ParticipationId(new UUID(0, 1));
    private static final ParticipationId LATER = new ParticipationId(new UUID(0, 2));
    private static final ParticipationId LAST = new ParticipationId(new UUID(0, 3));
    private static final CampaignTerms TIERS = SomeTerms.with(
            new TieredPrice(
                    List.of(Tier.ofMembers(2, Money.parse("EUR 10.00")), Tier.ofMembers(3, Money.parse("EUR 8.00")))),
            SomeTerms.minimumTeam(2, 3));

    @ParameterizedTest(name = "{0} units for {1} cents: {2} come back")
    @CsvSource({
        "1, 1000, 2.00",
        // One at the group price, one at the shop's.
        "2, 2200, 2.00",
        // The shop has become dearer, or cheaper, since.
        "2, 2500, 2.00",
        "2, 2050, 2.00",
        // A coupon of ten per cent on the order.
        "1, 900, 1.00",
        "1, 800, 0.00"
    })
    void theDifferenceOfOneUnitComesBack(int quantity, long cents, String rebate) {
        AnyOrder order = inEuro().article("tea", quantity, cents).captured(cents);
        PlaceMatch tea = tiered("tea", LATER);
        PlaceFacts facts = PlaceLines.of(order.facts(), List.of(tea)).of(tea).orElseThrow();
        assertThat(tea.rebate(facts).orElseThrow().promised()).isEqualTo(Money.parse("EUR " + rebate));
    }

    @Test
    void nothingComesBackWhileTheTeamIsOpen() {
        AnyOrder order = inEuro().article("tea", 1, 1_000).captured(1_000);
        PlaceMatch tea = match("tea", LATER, State.PAID, TIERS, null);
        PlaceFacts facts = PlaceLines.of(order.facts(), List.of(tea)).of(tea).orElseThrow();
        assertThat(tea.rebate(facts)).isEmpty();
    }

    /** Tea got 2.00 back; then the mug's team failed: its 10.00 go back as if there were no tea. */
    @ParameterizedTest(name = "the refund names its line: {0}")
    @ValueSource(booleans = {true, false})
    void aRebateDoesNotShortenWhatAnotherPlaceGetsBack(boolean named) {
        for (boolean mugFirst : new boolean[] {true, false}) {
            PlaceMatch mug =
                    match("mug", mugFirst ? EARLIER : LATER, State.FAILED, SomeTerms.team("EUR 10.00", 2), null);
            PlaceMatch tea = tiered("tea", mugFirst ? LATER : EARLIER);
            AnyOrder order =
                    inEuro().article("mug", 1, 1_000).article("tea", 1, 1_000).captured(2_000);
            RefundLine[] lines = named ? new RefundLine[] {RefundLine.of("l2", order.cents(200))} : new RefundLine[0];
            order.refundAs("rebate:" + tea.place().id() + ":p1", 200, lines).cancel("l1", "1");
            PlaceLines places = PlaceLines.of(order.facts(), List.of(mug, tea));
            List<SettlementPlan.Duty> duties = SettlementPlan.of(
                    mug.place().id(), State.FAILED, places.of(mug).orElseThrow(), Optional.empty(), Map.of());
            assertThat(duties).as("mug first: %s", mugFirst).singleElement().satisfies(duty -> assertThat(
                            ((ShopCommand.Refund) duty.command()).amount())
                    .isEqualTo(1_000));
            Rebate rebate = tea.rebate(places.of(tea).orElseThrow()).orElseThrow();
            assertThat(rebate.open().isZero()).as("tea has got its own").isTrue();
        }
    }

    /** Two teams of one order succeed one after the other, and a third has failed in between. */
    @ParameterizedTest(name = "refunds name their lines: {0}")
    @ValueSource(booleans = {true, false})
    void eachOfTwoRebatesComesBackOnce(boolean named) {
        PlaceMatch first = tiered("tea", EARLIER);
        PlaceMatch second = tiered("cup", LATER);
        PlaceMatch failed = match("mug", LAST, State.FAILED, SomeTerms.team("EUR 10.00", 2), null);
        AnyOrder order = inEuro().article("tea", 1, 1_000)
                .article("cup", 1, 1_000)
                .article("mug", 1, 1_000)
                .captured(3_000);
        order.refundAs("rebate:" + EARLIER + ":p1", 200, lines(order, named, "l1", 200));
        order.cancel("l3", "1").refundAs("refund:" + LAST + ":p1", 1_000, lines(order, named, "l3", 1_000));
        assertThat(open(order, first, second, failed)).isEqualTo(Money.parse("EUR 0.00"));
        assertThat(open(order, second, first, failed)).isEqualTo(Money.parse("EUR 2.00"));
        order.refundAs("rebate:" + LATER + ":p1", 200, lines(order, named, "l2", 200));
        assertThat(open(order, first, second, failed)).isEqualTo(Money.parse("EUR 0.00"));
        assertThat(open(order, second, first, failed)).isEqualTo(Money.parse("EUR 0.00"));
        PlaceFacts over = PlaceLines.of(order.facts(), List.of(first, second, failed))
                .of(failed)
                .orElseThrow();
        assertThat(SettlementPlan.of(LAST, State.FAILED, over, Optional.empty(), Map.of()))
                .isEmpty();
    }

    private static Money open(AnyOrder order, PlaceMatch of, PlaceMatch... others) {
        List<PlaceMatch> all = new ArrayList<>(List.of(others));
        all.add(of);
        return of.rebate(PlaceLines.of(order.facts(), all).of(of).orElseThrow())
                .orElseThrow()
                .open();
    }

    private static RefundLine[] lines(AnyOrder order, boolean named, String line, long amount) {
        return named ? new RefundLine[] {RefundLine.of(line, order.cents(amount))} : new RefundLine[0];
    }

    /** What a tiered place gave back is not captured again for a place that has its full price. */
    @Test
    void aRebateIsNotCapturedAgainForAnotherPlace() {
        PlaceMatch mug = match("mug", EARLIER, State.CONFIRMED, SomeTerms.team("EUR 10.00", 2), null);
        PlaceMatch tea = tiered("tea", LATER);
        AnyOrder order = inEuro().article("mug", 1, 1_000)
                .article("tea", 1, 1_000)
                .authorized(500)
                .captured(2_000)
                .refundAs("rebate:" + tea.place().id() + ":p2", 200, RefundLine.of("l2", inEuro().cents(200)));
        PlaceFacts facts =
                PlaceLines.of(order.facts(), List.of(mug, tea)).of(mug).orElseThrow();
        assertThat(SettlementPlan.of(mug.place().id(), State.CONFIRMED, facts, Optional.empty(), Map.of()))
                .isEmpty();
    }

    private static PlaceMatch tiered(String variant, ParticipationId place) {
        return match(variant, place, State.CONFIRMED, TIERS, Money.parse("EUR 8.00"));
    }

    private static PlaceMatch match(
            String variant, ParticipationId place, State state, CampaignTerms terms, Money unitPrice) {
        Participation row = new Participation(
                place,
                null,
                null,
                null,
                1,
                1,
                null,
                state,
                null,
                Admission.READY,
                null,
                null,
                null,
                "7",
                null,
                null,
                null,
                null);
        return new PlaceMatch(
                row,
                variant,
                terms,
                Money.parse("EUR 12.00"),
                PriceBy.OFFER,
                unitPrice,
                false,
                PlaceMatch.Exchange.NONE);
    }
}
