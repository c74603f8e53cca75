package shop.gather.groupbuy.team;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import shop.gather.groupbuy.place.Participation.Admission;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.groupbuy.team.BuyersOrders.Buyer;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.shop.connection.ScriptedAdapter;
import shop.gather.spi.CommandResult;
import shop.gather.spi.RefusalCode;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/** Buyers who join at the same time are admitted together, and none of them suffers from another. */
class AdmissionsTogetherTest {

    private BuyersOrders shop;

    private List<Buyer> waitingBuyers(StoreDatabase shared, int count) {
        shop = new BuyersOrders(shared);
        shop.teamHasADayLeft();
        shop.teamHasPlaces(30);
        List<Buyer> buyers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Buyer buyer = shop.aBuyerWhoHasNotPaid();
            shop.waitsForAdmission(buyer, () -> CommandResult.done("code"));
            buyers.add(buyer);
        }
        ScriptedAdapter.answersAtOnce(50);
        return buyers;
    }

    @AfterEach
    void oneByOne() {
        ScriptedAdapter.answersAtOnce(1);
    }

    @OnBothDatabases
    void theShopIsAskedOnceForAll(StoreDatabase shared) {
        List<Buyer> buyers = waitingBuyers(shared, 5);

        shop.advance(buyers);

        assertThat(ScriptedAdapter.askedTogether()).containsExactly(5);
        assertThat(buyers)
                .allSatisfy(buyer -> assertThat(shop.admissionOf(buyer)).isEqualTo(Admission.READY));
    }

    @OnBothDatabases
    void twentyCostAsManyStatementsAsTwo(StoreDatabase shared) {
        List<Buyer> two = waitingBuyers(shared, 2);
        int ofTwo = shop.statementsOf(() -> shop.advance(two));
        List<Buyer> twenty = waitingBuyers(shared, 20);
        int ofTwenty = shop.statementsOf(() -> shop.advance(twenty));

        assertThat(ofTwenty).isEqualTo(ofTwo);
    }

    @OnBothDatabases
    void whoIsRefusedLosesThePlaceAndNobodyElseDoes(StoreDatabase shared) {
        List<Buyer> buyers = waitingBuyers(shared, 3);
        shop.waitsForAdmission(
                buyers.get(1), () -> CommandResult.refused(RefusalCode.OFFER_LIMIT, "the offer is closed"));

        shop.advance(buyers);

        assertThat(shop.stateOf(buyers.get(1))).isEqualTo(State.REFUSED);
        assertThat(shop.team().held()).isEqualTo(2);
        assertThat(List.of(buyers.get(0), buyers.get(2)))
                .allSatisfy(buyer -> assertThat(shop.admissionOf(buyer)).isEqualTo(Admission.READY));
    }

    @OnBothDatabases
    void aShopThatFailsForOneOfThemIsAskedForEachByItself(StoreDatabase shared) {
        List<Buyer> buyers = waitingBuyers(shared, 3);
        shop.waitsForAdmission(buyers.get(1), () -> {
            throw new ShopException(ShopError.SHOP_FAILED, "The shop answered 500.");
        });

        shop.advance(buyers);

        assertThat(shop.admissionOf(buyers.get(1))).isEqualTo(Admission.PENDING);
        assertThat(shop.stateOf(buyers.get(1))).isEqualTo(State.HELD);
        assertThat(List.of(buyers.get(0), buyers.get(2)))
                .allSatisfy(buyer -> assertThat(shop.admissionOf(buyer)).isEqualTo(Admission.READY));
    }
}
