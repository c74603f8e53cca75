package shop.gather.groupbuy.presale.opening;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.groupbuy.place.Participation.Step;
import shop.gather.groupbuy.place.TeamHistory;
import shop.gather.groupbuy.presale.Presales.Presale;
import shop.gather.message.MessageContent;
import shop.gather.message.MessageKind;
import shop.gather.message.Placeholder;
import shop.gather.message.inbox.Messages;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;

/** The places that are reserved in a presale. Thread-safe. */
@Singleton
class Reservations {

    /** The maximum number of places that are opened in a transaction. */
    static final int BATCH = 500;

    private final Transactions transactions;
    private final StoreSql sql;
    private final TeamHistory history;
    private final Messages messages;

    @Inject
    Reservations(Transactions transactions, StoreSql sql, TeamHistory history, Messages messages) {
        this.transactions = transactions;
        this.sql = sql;
        this.history = history;
        this.messages = messages;
    }

    /** How many buyers have reserved, and the units that they want. */
    record Demand(int places, long units) {}

    Demand demand(StoreId store, TeamId team) {
        return transactions.inStore(store, () -> sql.first(
                        store,
                        "select count(*) as places, coalesce(sum(quantity), 0) as units from participation"
                                + " where store_id = :store and team_id = ? and state = 'RESERVED'",
                        row -> new Demand(row.getInt("places"), row.getLong("units")),
                        team)
                .orElseThrow());
    }

    private record Reserved(ParticipationId id, MemberId member, boolean erased) {}

    /**
     * Opens the payment for some places, in a transaction of its own: one statement for their rows, whatever their
     * number. A place that another transaction has locked is left for the next batch. The buyers are told.
     *
     * @return whether no reservation is left
     */
    boolean openSome(StoreId store, Presale presale) {
        return transactions.inStore(store, () -> {
            if (!isOpen(store, presale.team())) {
                // The team has ended, and its end settles its reservations.
                return true;
            }
            List<Reserved> places = sql.list(
                    store,
                    "select id, member_id, buyer_erased from participation where store_id = :store and team_id = ?"
                            + " and state = 'RESERVED' order by id fetch first " + BATCH
                            + " rows only for update skip locked",
                    row -> new Reserved(
                            StoreSql.id(row, "id", ParticipationId::new),
                            StoreSql.id(row, "member_id", MemberId::new),
                            row.getBoolean("buyer_erased")),
                    presale.team());
            if (places.isEmpty()) {
                return demand(store, presale.team()).places() == 0;
            }
            open(store, presale, places.stream().map(Reserved::id).toList());
            tell(store, presale, places);
            return false;
        });
    }

    /** Locks the team, so that it does not end while its places are opened. */
    private boolean isOpen(StoreId store, TeamId team) {
        return sql.first(
                        store,
                        "select id from team where store_id = :store and id = ? and state = 'OPEN' and deadline > now() for update",
                        row -> true,
                        team)
                .isPresent();
    }

    private void open(StoreId store, Presale presale, List<ParticipationId> places) {
        Instant payUntil = presale.payUntil();
        List<Object> args = new ArrayList<>();
        args.add(Step.OPEN_PAYMENT.from(State.RESERVED));
        // Until then the shop is asked to admit the buyer; the time to pay starts with the admission.
        args.add(payUntil);
        args.addAll(places);
        sql.update(
                store,
                "update participation set state = ?, admission = 'PENDING', hold_until = ?, pay_from = now(),"
                        + " recheck_at = now() where store_id = :store and state = 'RESERVED' and id in ("
                        + StoreSql.marks(places.size()) + ")",
                args.toArray());
        history.paymentOpened(store, presale.team(), places);
    }

    private void tell(StoreId store, Presale presale, List<Reserved> places) {
        String campaign = sql.first(
                        store,
                        "select name from campaign where store_id = :store and id = ?",
                        row -> row.getString("name"),
                        presale.campaign())
                .orElseThrow();
        messages.tell(
                store,
                places.stream()
                        .filter(place -> !place.erased())
                        .map(Reserved::member)
                        .toList(),
                MessageContent.of(MessageKind.PAYMENT_OPENED, presale.team())
                        .with(Placeholder.CAMPAIGN, campaign)
                        .with(Placeholder.PAY_UNTIL, presale.payUntil())
                        .build());
    }
}
