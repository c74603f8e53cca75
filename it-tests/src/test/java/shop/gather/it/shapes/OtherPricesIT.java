package shop.gather.it.shapes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static shop.gather.it.shapes.Floor.TEA;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import shop.gather.adapter.sampleshop.SampleShopCart;
import shop.gather.adapter.sampleshop.SampleShopRefusal;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.Database;
import shop.gather.it.shapes.Floor.Place;
import shop.gather.tck.ShopDriver.PlacedOrder;

/** Orders that do not cost what the place costs, and orders that name another place. */
class OtherPricesIT {

    @ParameterizedTest
    @ValueSource(strings = {"USD", "JPY"})
    void anOrderInAnotherCurrencyPaysNoPlace(String currency) {
        Floor floor = Floor.on(currency.equals("USD") ? Database.H2 : Database.POSTGRES);
        Buyer anna = floor.aBuyer();
        Place place = floor.opensTea(anna);

        PlacedOrder order =
                floor.buys(anna, floor.cartFor(place).line(TEA, 1).in(currency).paid("pay-now"));

        floor.awaitAlarms(order, "paid-other-price");
        assertThat(place.state()).isEqualTo("HELD");
    }

    @ParameterizedTest
    @EnumSource
    void anotherCampaignsCheaperCodeDoesNotPayForADearerPlace(Database database) {
        Floor floor = Floor.on(database);
        Buyer anna = floor.aBuyer();
        Place dear = floor.opensTea(anna);
        Place cheap = floor.opens(anna, TEA, floor.campaign(TEA, "5.00", Duration.ofHours(24), Duration.ofMinutes(15)));

        PlacedOrder order = floor.buys(
                anna,
                new SampleShopCart()
                        .line(TEA, 1)
                        .code(cheap.code())
                        .metadata("gather_participation", dear.id())
                        .paid("authorize"));

        floor.awaitAlarms(order, "paid-other-price");
        assertThat(dear.state()).isEqualTo("HELD");

        assertThat(floor.decides(dear, order, "DECLINE").status()).isEqualTo(200);
        floor.awaitAlarms(order);
        assertThat(dear.state()).isEqualTo("HELD");
    }

    @Test
    void aGuestGetsThePriceOnlyWithTheAdmissionOfThePlace() {
        Floor floor = Floor.on(Database.H2);
        Buyer anna = floor.aBuyer();
        Place place = floor.opensTea(anna);

        assertThatThrownBy(
                        () -> floor.shop().checkout(null, floor.cartFor(place).line(TEA, 1)))
                .isInstanceOf(SampleShopRefusal.class);
        floor.shop()
                .checkout(
                        null,
                        new SampleShopCart()
                                .line(TEA, 1)
                                .metadata("gather_participation", place.id())
                                .paid("pay-now"));
        floor.readsTheNews();
        assertThat(place.state()).as("at the shop's own price").isEqualTo("HELD");
    }

    @ParameterizedTest
    @EnumSource
    void aCartThatNamesAPlaceThatIsOverPaysForTheOneThatIsHeld(Database database) {
        Floor floor = Floor.on(database);
        Buyer anna = floor.aBuyer();
        Place old = floor.opensTea(anna);
        anna.api().send("DELETE", "/storefront/v1/me/participations/" + old.id(), null, Map.of());
        old.await("WITHDRAWN");
        Place held = floor.opensTea(anna);

        PlacedOrder order = floor.buys(
                anna,
                new SampleShopCart()
                        .line(TEA, 1)
                        .code(held.code())
                        .metadata("gather_participation", old.id())
                        .paid("authorize"));

        held.await("PAID");
        assertThat(old.state()).isEqualTo("WITHDRAWN");
        assertThat(floor.alarms(order)).isEmpty();
    }
}
