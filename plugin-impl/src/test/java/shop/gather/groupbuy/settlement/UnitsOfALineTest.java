package shop.gather.groupbuy.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static shop.gather.order.facts.AnyOrder.inEuro;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.campaign.PriceBy;
import shop.gather.groupbuy.place.Participation;
import shop.gather.groupbuy.place.Participation.Admission;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.groupbuy.terms.SomeTerms;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.order.facts.AnyOrder;
import shop.gather.shop.command.CommandHistory.Ended;
import shop.gather.shop.command.CommandKey;
import shop.gather.shop.command.Purpose;
import shop.gather.shop.command.ShopCommand;
import shop.gather.shop.command.ShopCommand.CancelLine;
import shop.gather.shop.command.ShopCommands;
import shop.gather.spi.OrderSnapshot.LineKind;

/**
 * A buyer orders three of the team's article on one line: one at the group price of 10.00 and two at the shop's 12.99.
 * When the team fails, only the one unit goes back.
 */
class UnitsOfALineTest {

    private static final ParticipationId PLACE = new ParticipationId(new UUID(0, 7));
    private static final Ended DONE =
            new Ended(ShopCommands.State.DONE, Optional.of(Instant.parse("2026-11-01T13:00:00Z")), false);
    private static final Ended REFUSED = new Ended(ShopCommands.State.REFUSED, Optional.empty(), false);

    @Test
    void onlyTheUnitAtTheGroupPriceIsCancelled() {
        CancelLine cancel = cancellation(three().captured(3_598));
        assertThat(cancel.lineId()).isEqualTo("l1");
        assertThat(cancel.quantity()).isEqualByComparingTo("1");
    }

    @Test
    void aLineOfOneUnitIsCancelledAsAWhole() {
        AnyOrder order = inEuro().article("tea", 1, 1_000).article("mug", 1, 500);
        assertThat(cancellation(order.captured(1_500)).quantity()).isNull();
    }

    @Test
    void unitsThatTheShopGaveTheGroupPriceTooAreCancelled() {
        AnyOrder two = inEuro().article("tea", 3, 2 * 1_000 + 1_299).captured(3_299);
        assertThat(cancellation(two).quantity()).isEqualByComparingTo("2");
        AnyOrder all = inEuro().article("tea", 3, 3_000).captured(3_000);
        assertThat(duties(all, Map.of())).singleElement().satisfies(duty -> assertThat(duty.command())
                .isInstanceOf(ShopCommand.CancelOrder.class));
    }

    @Test
    void aCouponOnTheWholeOrderDoesNotCancelUnitsAtTheShopsPrice() {
        AnyOrder order = inEuro().article("tea", 3, 3_598).discount(-598, 0).captured(3_000);
        assertThat(cancellation(order).quantity()).isEqualByComparingTo("1");
        AnyOrder lowered = inEuro().article("tea", 3, 3_238).captured(3_238);
        assertThat(cancellation(lowered).quantity()).isEqualByComparingTo("1");
    }

    @Test
    void ofALineSoldByWeightOnlyThePlacesPartIsCancelled() {
        AnyOrder order = inEuro().line("tea", LineKind.ARTICLE, "2.5", "0", 1_000 + 1_949, 0)
                .captured(2_949);
        assertThat(cancellation(order).quantity()).isEqualByComparingTo("1");
    }

    @Test
    void theBuyerGetsTheGroupPriceBackAndPaysTheOtherUnitsInFull() {
        AnyOrder order = three().captured(3_598).cancel("l1", "1");
        ShopCommand.Refund refund =
                (ShopCommand.Refund) duties(order, done()).get(0).command();
        assertThat(refund.amount()).isEqualTo(1_000);
        assertThat(refund.lineId()).isEqualTo("l1");
        assertThat(duties(order.refund(1_000), done())).isEmpty();
    }

    @Test
    void ofAnAuthorizationTheOtherUnitsPriceIsCaptured() {
        AnyOrder order = three().shipping(490).authorized(4_088).cancel("l1", "1");
        ShopCommand.Capture capture =
                (ShopCommand.Capture) duties(order, done()).get(0).command();
        assertThat(capture.amount()).isEqualTo(2 * 1_299 + 490);
    }

    /** A shop that cannot cancel lines can cancel orders: nothing of this one stays. */
    @Test
    void anOrderOfWhichAllPlacesHaveEndedIsCancelledAsAWhole() {
        AnyOrder order =
                inEuro().article("tea", 1, 1_000).article("mug", 1, 2_000).captured(3_000);
        PlaceMatch tea = match("tea", 1_000, 1_299, PLACE);
        PlaceMatch mug = match("mug", 2_000, 4_000, new ParticipationId(new UUID(0, 8)));
        PlaceLines lines = PlaceLines.of(order.facts(), List.of(tea, mug));
        for (PlaceMatch match : List.of(tea, mug)) {
            PlaceFacts facts =
                    SettlementPlan.over(match.place().id(), lines.of(match).orElseThrow(), Map.of());
            assertThat(SettlementPlan.of(match.place().id(), State.FAILED, facts, Optional.empty(), Map.of()))
                    .singleElement()
                    .satisfies(duty -> assertThat(duty.command()).isInstanceOf(ShopCommand.CancelOrder.class));
        }
    }

    @Test
    void twoPlacesOfAnOrderGiveBackOneUnitEach() {
        AnyOrder order = three().article("mug", 3, 2_000 + 2 * 4_000).captured(13_598);
        order.cancel("l1", "1").cancel("l2", "1");
        PlaceMatch tea = match("tea", 1_000, 1_299, PLACE);
        PlaceMatch mug = match("mug", 2_000, 4_000, new ParticipationId(new UUID(0, 8)));
        PlaceLines lines = PlaceLines.of(order.facts(), List.of(tea, mug));
        assertThat(lines.of(tea).orElseThrow().excess().getAmountMinorLong()).isEqualTo(1_000);
        assertThat(lines.of(mug).orElseThrow().excess().getAmountMinorLong()).isEqualTo(2_000);
    }

    @Test
    void onceTheShopRefusedToCancelAUnitARefundOfItsPriceIsEnough() {
        AnyOrder order = three().captured(3_598);
        Map<CommandKey, Ended> refused = Map.of(CommandKey.of(Purpose.CANCEL_LINE, PLACE), REFUSED);
        assertThat(duties(order, refused)).hasSize(1);
        assertThat(duties(order.refund(1_000), refused)).isEmpty();
        assertThat(duties(three().captured(3_598).refund(1_000), Map.of()))
                .as("not while the shop may still cancel it")
                .hasSize(1);
    }

    @Test
    void aCommandThatWasStoredBeforeUnitsWereKnownCancelsTheWholeLine() {
        Jsonb json = JsonbBuilder.create();
        CancelLine old = json.fromJson(
                "{\"orderId\":\"7\",\"lineId\":\"l1\",\"reason\":\"The team was not filled in time\"}",
                CancelLine.class);
        assertThat(old.quantity()).isNull();
        CancelLine units = new CancelLine("7", "l1", new BigDecimal("1"), "x");
        assertThat(json.fromJson(json.toJson(units), CancelLine.class)).isEqualTo(units);
    }

    @OnBothDatabases
    void aUnitThatTheShopCannotCancelIsOneTaskWithItsAmountUntilItIsSettled(StoreDatabase database) {
        PlacesOnDatabase place = new PlacesOnDatabase(database, PriceBy.OFFER, State.FAILED);
        AnyOrder order = three().captured(3_598);
        place.refused("cancel-line:" + place.id());
        place.read(order);
        place.read(order);
        assertThat(place.tasks()).singleElement().satisfies(task -> {
            assertThat(task.kind()).isEqualTo("order-to-cancel");
            assertThat(task.message()).contains("Cancel 1 of the 3 units", "refund EUR 10.00", "only the other 2");
        });
        assertThat(place.state()).isEqualTo(State.FAILED);
        place.read(order.refund(1_000));
        assertThat(place.tasks()).isEmpty();
        assertThat(place.state()).isEqualTo(State.RETURNED);
        place.read(order);
        assertThat(place.tasks()).as("the other units stand and are paid").isEmpty();
        assertThat(place.commands()).hasSize(1);
    }

    @OnBothDatabases
    void aPlaceIsReturnedOnceWhenItsUnitIsCancelledAndGivenBack(StoreDatabase database) {
        PlacesOnDatabase place = new PlacesOnDatabase(database, PriceBy.OFFER, State.FAILED);
        AnyOrder order = three().captured(3_598);
        place.done("cancel-line:" + place.id(), 0);
        place.asked("refund:" + place.id() + ":p1");
        place.read(order.cancel("l1", "1"));
        assertThat(place.state()).isEqualTo(State.FAILED);
        place.done("refund:" + place.id() + ":p1", 0);
        place.read(order.refund(1_000));
        place.read(order);
        assertThat(place.state()).isEqualTo(State.RETURNED);
        assertThat(place.tasks()).isEmpty();
        assertThat(place.events("participation.returned")).isEqualTo(1);
        assertThat(place.commands()).hasSize(2);
    }

    @OnBothDatabases
    void aConfirmedPlaceStaysWhenTheBuyerReturnsOneOfTheUnits(StoreDatabase database) {
        PlacesOnDatabase place = new PlacesOnDatabase(database, PriceBy.OFFER, State.CONFIRMED);
        place.read(three().captured(3_598).cancel("l1", "1").refund(1_299));
        assertThat(place.state()).isEqualTo(State.CONFIRMED);
        assertThat(place.commands()).isEmpty();
    }

    private static AnyOrder three() {
        return inEuro().article("tea", 3, 1_000 + 2 * 1_299);
    }

    private static Map<CommandKey, Ended> done() {
        return Map.of(CommandKey.of(Purpose.CANCEL_LINE, PLACE), DONE);
    }

    private static CancelLine cancellation(AnyOrder order) {
        List<SettlementPlan.Duty> duties = duties(order, Map.of());
        assertThat(duties).hasSize(1);
        return (CancelLine) duties.get(0).command();
    }

    private static List<SettlementPlan.Duty> duties(AnyOrder order, Map<CommandKey, Ended> ended) {
        PlaceMatch match = match("tea", 1_000, 1_299, PLACE);
        PlaceFacts facts =
                PlaceLines.of(order.facts(), List.of(match)).of(match).orElseThrow();
        return SettlementPlan.of(PLACE, State.FAILED, facts, Optional.empty(), ended);
    }

    private static PlaceMatch match(String variant, long groupPrice, long listPrice, ParticipationId place) {
        Participation row = new Participation(
                place,
                null,
                null,
                null,
                1,
                1,
                null,
                State.FAILED,
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
                SomeTerms.team(Money.ofMinor(CurrencyUnit.EUR, groupPrice).toString(), 2),
                Money.ofMinor(CurrencyUnit.EUR, listPrice),
                PriceBy.OFFER,
                null,
                false,
                PlaceMatch.Exchange.NONE);
    }
}
