package shop.gather.it.shapes;

import static org.assertj.core.api.Assertions.assertThat;
import static shop.gather.it.shapes.Floor.TEA;
import static shop.gather.it.shapes.Floor.eur;

import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import shop.gather.adapter.sampleshop.SampleShopTerms;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.Database;
import shop.gather.it.shapes.Floor.Place;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;
import shop.gather.tck.ShopDriver.Record;

/** Places that are paid with gift cards and store credit, or cost nothing. */
class CreditAndFreeOrdersIT {

    private static String aGiftCard(Floor floor, String balance) {
        String code = "GIFT-" + UUID.randomUUID();
        floor.office().giftCard(code, eur(balance));
        return code;
    }

    @ParameterizedTest
    @EnumSource
    void aSmallGiftCardBesideACardThatIsDeclinedPaysNoPlace(Database database) {
        Floor floor = Floor.on(database);
        Buyer anna = floor.aBuyer();
        Place place = floor.opensTea(anna);
        PlacedOrder order = floor.buys(
                anna,
                floor.cartFor(place)
                        .line(TEA, 1)
                        .giftCard(aGiftCard(floor, "5.00"))
                        .paid("pending"));
        Place noahs = floor.joins(floor.aBuyer(), place);
        floor.buys(noahs.buyer(), floor.cartFor(noahs).line(TEA, 1).paid("authorize"));
        noahs.await("PAID");
        assertThat(place.state()).isEqualTo("HELD");

        floor.office().settles(order.orderId(), 1, "decline");
        floor.readsTheNews();

        assertThat(place.state()).isEqualTo("HELD");
        assertThat(floor.store().teamState(place.team())).isEqualTo("OPEN");

        floor.shop().payAgain(anna.customer(), order.orderId(), Payment.AUTHORIZE);
        place.await("CONFIRMED");
        floor.awaitKept(order, "14.90");
        assertThat(floor.alarms(order)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aPlaceIsPaidByGiftCardAloneAndEarnsAsMoney(Database database) {
        Floor floor = Floor.on(database);
        Buyer anna = floor.aBuyer();
        Place place = floor.opensTea(anna);
        PlacedOrder order = floor.buys(anna, floor.cartFor(place).line(TEA, 1).giftCard(aGiftCard(floor, "20.00")));

        floor.fills(place);

        place.await("CONFIRMED");
        floor.awaitCommissionOn(order, "0.67");
        assertThat(floor.alarms(order)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whatWasPaidByGiftCardAndStoreCreditGoesBackThereWhenTheTeamFails(Database database) {
        Floor floor = Floor.on(database);
        Buyer anna = floor.aBuyer();
        floor.office().storeCredit(anna.customer().customerId(), eur("50.00"));
        Place place = floor.opensTea(anna);
        PlacedOrder order = floor.buys(
                anna,
                floor.cartFor(place)
                        .line(TEA, 1)
                        .giftCard(aGiftCard(floor, "5.00"))
                        .storeCredit());
        place.await("PAID");
        assertThat(floor.shop().storeCredit(anna.customer().customerId())).contains(eur("40.10"));

        floor.fails(place);

        place.await("RETURNED");
        Record record = floor.awaitKept(order, "0.00");
        assertThat(record.cancelled()).isTrue();
        assertThat(floor.shop().storeCredit(anna.customer().customerId())).contains(eur("50.00"));
        assertThat(floor.alarms(order)).isEmpty();
    }

    @Test
    void anOrderThatADiscountMakesFreePaysItsPlace() {
        Floor floor = Floor.on(
                Database.H2,
                new SampleShopTerms(CurrencyUnit.EUR, true, "19", 0, Duration.ofDays(7), Duration.ofDays(1), Set.of()));
        floor.office().adjustment("voucher", eur("-10.00"));
        Buyer anna = floor.aBuyer();
        Place place = floor.opensTea(anna);
        PlacedOrder order = floor.buys(anna, floor.cartFor(place).line(TEA, 1).adjustment("voucher"));
        assertThat(order.total()).isEqualTo(eur("0.00"));

        floor.fills(place);

        place.await("CONFIRMED");
        assertThat(floor.alarms(order)).isEmpty();
    }
}
