package shop.gather.groupbuy.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.campaign.PriceBy;
import shop.gather.groupbuy.figure.TeamTimeline;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.groupbuy.place.PlaceAmounts;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.Ids;
import shop.gather.platform.StoreId;
import shop.gather.shop.command.CommandEnded;
import shop.gather.shop.command.CommandKey;
import shop.gather.shop.command.Purpose;
import shop.gather.spi.CommandResult;
import shop.gather.spi.RefusalCode;

/** The shop's answers to the commands that settle a place are in the timeline of its team. */
class SettlementHistoryTest {

    private static final CommandResult DONE = new CommandResult.Done("42");
    private static final CommandResult REFUSED = new CommandResult.Refused(RefusalCode.SHOP_REFUSED, "Ask Mia Wong.");

    private static void answer(PlacesOnDatabase place, Purpose purpose, ParticipationId subject, CommandResult result) {
        StoreDatabase database = place.database();
        database.transactions().inStore(database.store(), () -> database.bean(SettlementHistory.class)
                .ended(new CommandEnded(
                        database.store(), CommandKey.of(purpose, subject), PlacesOnDatabase.ORDER, result)));
    }

    private static List<String> timeline(PlacesOnDatabase place) {
        StoreId store = place.database().store();
        return place.database().bean(TeamTimeline.class).page(store, place.row().team(), null, 50).items().stream()
                .filter(entry -> place.id().equals(entry.place()))
                .map(entry -> entry.what().code() + " " + entry.reason() + " " + entry.orderId())
                .toList();
    }

    @OnBothDatabases
    void eachAnswerIsAnEntry(StoreDatabase shared) {
        PlacesOnDatabase place = new PlacesOnDatabase(shared, PriceBy.OFFER, State.CONFIRMED);
        answer(place, Purpose.CAPTURE, place.id(), DONE);
        answer(place, Purpose.REBATE, place.id(), REFUSED);
        answer(place, Purpose.REBATE, place.id(), new CommandResult.AlreadyDone("43"));
        answer(place, Purpose.CANCEL_LINE, place.id(), DONE);
        answer(place, Purpose.REFUND, place.id(), DONE);
        answer(place, Purpose.REVOKE, place.id(), DONE);
        answer(place, Purpose.CAPTURE, new ParticipationId(Ids.next()), DONE);
        assertThat(timeline(place))
                .as("without the shop's words, which may name somebody")
                .containsExactly(
                        "place-joined null null",
                        "payment-captured null 7",
                        "settlement-refused rebate-refused 7",
                        "rebate-refunded null 7",
                        "order-cancelled null 7",
                        "payment-refunded null 7");
    }

    @OnBothDatabases
    void aRebateThatHasComeBackIsOneEntry(StoreDatabase shared) {
        PlacesOnDatabase place = new PlacesOnDatabase(shared, PriceBy.REBATE, State.CONFIRMED);
        PlaceAmounts places = place.database().bean(PlaceAmounts.class);
        for (int time = 0; time < 2; time++) {
            place.database()
                    .transactions()
                    .inStore(
                            place.database().store(),
                            () -> places.rebated(place.database().store(), place.id()));
        }
        assertThat(timeline(place)).containsExactly("place-joined null null", "rebate-paid-back null 7");
    }
}
