package shop.gather.groupbuy.team;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import shop.gather.groupbuy.place.Participation;
import shop.gather.message.MessageContent;
import shop.gather.message.MessageKind;
import shop.gather.message.Placeholder;
import shop.gather.message.inbox.Messages;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;

/** Tells buyers of a presale that their reservation has ended, in the transaction in which it ends. Thread-safe. */
@Singleton
class ReservationMessages {

    /** The reason of a reservation whose payment was never opened. */
    static final String NOT_OPENED = "payment-not-opened";

    private final StoreSql sql;
    private final Messages messages;

    @Inject
    ReservationMessages(StoreSql sql, Messages messages) {
        this.sql = sql;
        this.messages = messages;
    }

    /** The buyer did not pay in time. Nobody is told about a place that was not reserved in a presale. */
    void released(StoreId store, Participation place) {
        tell(store, place, MessageKind.RESERVATION_RELEASED, "p.pay_from is not null");
    }

    /** The presale has ended, and its payment was never opened. */
    void notOpened(StoreId store, Participation place) {
        tell(store, place, MessageKind.PAYMENT_NOT_OPENED, "p.pay_from is null");
    }

    private void tell(StoreId store, Participation place, MessageKind kind, String condition) {
        sql.first(
                        store,
                        "select c.name from participation p"
                                + " join campaign c on c.store_id = p.store_id and c.id = p.campaign_id"
                                + " where p.store_id = :store and p.id = ? and p.buyer_erased = false and " + condition,
                        row -> row.getString("name"),
                        place.id())
                .ifPresent(campaign -> messages.tell(
                        store,
                        place.member(),
                        MessageContent.of(kind, place.id())
                                .with(Placeholder.CAMPAIGN, campaign)
                                .build()));
    }
}
