package shop.gather.groupbuy.fulfilment.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.PickupPointId;
import shop.gather.groupbuy.fulfilment.pickup.Pickup;
import shop.gather.groupbuy.fulfilment.pickup.PickupsOnDatabase;
import shop.gather.groupbuy.place.Participation;
import shop.gather.groupbuy.place.Participation.Step;
import shop.gather.groupbuy.terms.PickupAtPoints;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;

/** Pick lists, places and purchase lists of a campaign. */
class PickListsTest {

    private static final PickupAtPoints AT_ONCE =
            new PickupAtPoints(null, Duration.ZERO, Duration.ofDays(1), null, null, null);

    @OnBothDatabases
    void aPickListCountsConfirmedPlacesPerPoint(StoreDatabase shared) throws IOException {
        PickupsOnDatabase store = new PickupsOnDatabase(shared, AT_ONCE);
        PickupPointId one = store.aPoint();
        PickupPointId other = store.aPoint();
        ParticipationId handed = store.aConfirmedPlace(one);
        ParticipationId ended = store.aConfirmedPlace(one);
        store.aConfirmedPlace(one);
        store.aConfirmedPlace(other);
        store.aConfirmedPlace(null);
        store.choose(store.aPlace(Participation.State.HELD), one);
        store.move(ended, Step.RETURN);
        store.write(
                "update pickup set state = 'HANDED_OVER', handed_at = now() where store_id = :store and participation_id = ?",
                handed);
        PickLists lists = store.database().bean(PickLists.class);
        List<PickLine> lines = lists.ofCampaign(store.store(), store.campaign(), null);
        assertThat(lines).hasSize(3);
        assertThat(lines.stream().filter(line -> one.equals(line.pointId())))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.places()).isEqualTo(2);
                    assertThat(line.units()).isEqualTo(2);
                    assertThat(line.handedOver()).isEqualTo(1);
                    assertThat(line.pointName()).isEqualTo("Corner shop");
                    assertThat(line.variantId()).isEqualTo("tea");
                });
        assertThat(lines.stream().filter(line -> line.pointId() == null)).hasSize(1);
        assertThat(lists.ofCampaign(store.store(), store.campaign(), other)).hasSize(1);
        assertThat(lists.openAt(store.store(), List.of(one)))
                .singleElement()
                .satisfies(line -> assertThat(line.places()).isEqualTo(1));
        assertThat(PickLists.csv(lines, false)).contains("'=Tea").contains("Tea for many,Corner shop," + one);
        places(store, one, handed);
    }

    private static void places(PickupsOnDatabase store, PickupPointId one, ParticipationId handed) throws IOException {
        PickupPlaces places = store.database().bean(PickupPlaces.class);
        PickupPlaces.Filter all = new PickupPlaces.Filter(store.campaign(), one, null, false, false);
        assertThat(places.page(store.store(), all, null, 1).next()).isNotNull();
        assertThat(places.page(store.store(), all, null, 50).items())
                .hasSize(2)
                .allSatisfy(place -> assertThat(place.buyer()).isEqualTo("M. W."));
        PickupPlaces.Filter given =
                new PickupPlaces.Filter(store.campaign(), one, Pickup.State.HANDED_OVER, false, false);
        assertThat(places.page(store.store(), given, null, 50).items())
                .extracting(PickupPlace::participation)
                .containsExactly(handed);
        PickupPlaces.Filter without = new PickupPlaces.Filter(store.campaign(), null, null, false, true);
        assertThat(places.page(store.store(), without, null, 50).items()).hasSize(1);
        PickupPlaces.Filter overdue = new PickupPlaces.Filter(store.campaign(), one, null, true, false);
        assertThat(places.page(store.store(), overdue, null, 50).items()).isEmpty();
        ByteArrayOutputStream csv = new ByteArrayOutputStream();
        places.csv(store.store(), all, false).write(csv);
        assertThat(csv.toString(StandardCharsets.UTF_8))
                .startsWith("participation,point_id,state,buyer")
                .contains(handed + "," + one + ",HANDED_OVER,M. W.,tea,'=Tea,1")
                .hasLineCount(3);
    }

    @OnBothDatabases
    void anErasedBuyerHasNoInitials(StoreDatabase shared) {
        PickupsOnDatabase store = new PickupsOnDatabase(shared, AT_ONCE);
        ParticipationId place = store.aConfirmedPlace(store.aPoint());
        store.write("update participation set buyer_erased = true where store_id = :store and id = ?", place);
        assertThat(store.database().bean(PickupPlaces.class).of(store.store(), List.of(place)))
                .singleElement()
                .satisfies(shown -> assertThat(shown.buyer()).isNull());
    }

    @OnBothDatabases
    void aPageOfManyPlacesNeedsAsManyStatementsAsOneOfFew(StoreDatabase shared) {
        PickupsOnDatabase store = new PickupsOnDatabase(shared, AT_ONCE);
        PickupPointId point = store.aPoint();
        PickupPlaces.Filter all = new PickupPlaces.Filter(store.campaign(), null, null, false, false);
        PickupPlaces places = store.database().bean(PickupPlaces.class);
        PickLists lists = store.database().bean(PickLists.class);
        store.aConfirmedPlace(point);
        int few = store.database().statementsOf(() -> places.page(store.store(), all, null, 50));
        int fewLines = store.database().statementsOf(() -> lists.ofCampaign(store.store(), store.campaign(), null));
        for (int i = 0; i < 20; i++) {
            store.aConfirmedPlace(point);
        }
        assertThat(store.database().statementsOf(() -> places.page(store.store(), all, null, 50)))
                .isEqualTo(few)
                .isLessThanOrEqualTo(2);
        assertThat(store.database().statementsOf(() -> lists.ofCampaign(store.store(), store.campaign(), null)))
                .isEqualTo(fewLines)
                .isLessThanOrEqualTo(2);
    }

    @OnBothDatabases
    void aPurchaseListThatWasSentShowsWhatHasChangedSince(StoreDatabase shared) {
        PickupsOnDatabase store = new PickupsOnDatabase(shared, AT_ONCE);
        PickupPointId point = store.aPoint();
        ParticipationId place = store.aConfirmedPlace(point);
        store.aConfirmedPlace(store.aPoint());
        PurchaseLists lists = store.database().bean(PurchaseLists.class);
        PurchaseLists.Line two = new PurchaseLists.Line("tea", "=Tea", 2);
        assertThat(lists.of(store.store(), store.campaign()))
                .isEqualTo(new PurchaseLists.View(store.campaign(), List.of(two), List.of(), null, List.of(two)));
        PurchaseLists.View sent = store.database()
                .transactions()
                .inStore(store.store(), () -> lists.send(store.store(), store.campaign(), "owner:test"));
        assertThat(sent.sent().lines()).containsExactly(two);
        assertThat(sent.sent().by()).isEqualTo("owner:test");
        assertThat(sent.difference()).isEmpty();
        store.move(place, Step.RETURN);
        assertThat(lists.of(store.store(), store.campaign()).difference())
                .containsExactly(new PurchaseLists.Line("tea", "=Tea", -1));
        assertThat(PurchaseLists.csv(lists.of(store.store(), store.campaign()), false))
                .contains("tea,'=Tea,1,-1");
    }

    @Test
    void aDifferenceNamesLinesThatAreGone() {
        PurchaseLists.Line tea = new PurchaseLists.Line("tea", "Tea", 3);
        PurchaseLists.Line mug = new PurchaseLists.Line("mug", "Mug", 1);
        assertThat(PurchaseLists.difference(List.of(mug), List.of(tea, mug)))
                .containsExactly(new PurchaseLists.Line("tea", "Tea", -3));
    }

    @Test
    void initialsAreOfAnyScript() {
        Map.of("Mia Wong", "M. W.", "王小明", "王.", "  ", "", "jean-luc de la tour", "J. L. D.", "Ö", "Ö.")
                .forEach((name, initials) -> assertThat(BuyerInitials.of(name)).isEqualTo(initials));
    }
}
