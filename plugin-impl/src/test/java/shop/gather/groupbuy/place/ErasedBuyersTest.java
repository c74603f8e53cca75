package shop.gather.groupbuy.place;

import static org.assertj.core.api.Assertions.assertThat;

import shop.gather.groupbuy.campaign.PriceBy;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.groupbuy.settlement.PlacesOnDatabase;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.member.MemberErased;
import shop.gather.order.facts.AnyOrder;

/** A place that an erased buyer still holds keeps the id of her customer account until it ends, and no longer. */
class ErasedBuyersTest {

    @OnBothDatabases
    void aPlaceThatIsPaidAfterTheErasureDoesNotNameTheCustomer(StoreDatabase shared) {
        PlacesOnDatabase place = new PlacesOnDatabase(shared, PriceBy.OFFER, State.PAID).held();
        admittedAndErased(place, true);

        place.read(AnyOrder.inEuro().article("tea", 1, 1_000).authorized(1_000));

        assertThat(place.state()).isEqualTo(State.PAID);
        assertThat(admittedCustomers(place)).isZero();
    }

    @OnBothDatabases
    void aPlaceOfABuyerWhoWasNotErasedNamesTheCustomerStill(StoreDatabase shared) {
        PlacesOnDatabase place = new PlacesOnDatabase(shared, PriceBy.OFFER, State.PAID).held();
        admittedAndErased(place, false);

        place.read(AnyOrder.inEuro().article("tea", 1, 1_000).authorized(1_000));

        assertThat(place.state()).isEqualTo(State.PAID);
        assertThat(admittedCustomers(place)).isEqualTo(1);
    }

    private static void admittedAndErased(PlacesOnDatabase place, boolean erased) {
        StoreDatabase database = place.database();
        database.transactions().inStore(database.store(), () -> {
            database.sql()
                    .update(
                            database.store(),
                            "update participation set admission = 'READY', admitted_customer = 'mia' where store_id = :store and id = ?",
                            place.id());
            if (erased) {
                database.bean(ErasedBuyers.class).on(new MemberErased(database.store(), place.member()));
            }
        });
    }

    private static int admittedCustomers(PlacesOnDatabase place) {
        StoreDatabase database = place.database();
        return database.transactions().inStore(database.store(), () -> database.sql()
                .list(
                        database.store(),
                        "select id from participation where store_id = :store and id = ? and admitted_customer is not null",
                        row -> 1,
                        place.id())
                .size());
    }
}
