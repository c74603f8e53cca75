package shop.gather.groupbuy.team;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.place.Participation;
import shop.gather.groupbuy.terms.TermsJson;
import shop.gather.message.MessageContent;
import shop.gather.message.MessageKind;
import shop.gather.message.Placeholder;
import shop.gather.message.inbox.Messages;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;

/** Tells a buyer what the team still needs once the place is paid. An erased buyer is told nothing. Thread-safe. */
@Singleton
class ProgressMessages {

    private final StoreSql sql;
    private final Messages messages;
    private final Clock clock;

    @Inject
    ProgressMessages(StoreSql sql, Messages messages, Clock clock) {
        this.sql = sql;
        this.messages = messages;
        this.clock = clock;
    }

    /** @param terms the stored terms of the campaign */
    private record Filling(
            String campaign,
            String terms,
            int paid,
            int size,
            int needed,
            int units,
            int neededUnits,
            int helpers,
            Instant deadline) {

        /** A group order counts units, and a buyer who is alone counts helps. */
        MessageContent content(MessageKind kind, ParticipationId place, Instant now) {
            return helpers > 0
                    ? helpWanted(place, now)
                    : neededUnits > 0 ? units(place, now) : places(kind, place, now);
        }

        private MessageContent.Builder about(MessageKind kind, ParticipationId place, Instant now) {
            return MessageContent.of(kind, place)
                    .at(now)
                    .with(Placeholder.CAMPAIGN, campaign)
                    .with(Placeholder.DEADLINE, deadline);
        }

        private MessageContent helpWanted(ParticipationId place, Instant now) {
            return about(MessageKind.HELP_WANTED, place, now)
                    .with(Placeholder.HELPERS, helpers)
                    .with(Placeholder.LOWEST_PRICE, TermsJson.read(terms).lowestPrice())
                    .build();
        }

        private MessageContent units(ParticipationId place, Instant now) {
            return about(MessageKind.GROUP_ORDER_PAID, place, now)
                    .with(Placeholder.UNITS, units)
                    .with(Placeholder.NEEDED_UNITS, neededUnits)
                    .build();
        }

        private MessageContent places(MessageKind kind, ParticipationId place, Instant now) {
            return about(kind, place, now)
                    .with(Placeholder.PAID, paid)
                    .with(Placeholder.SIZE, size)
                    .with(Placeholder.NEEDED, needed)
                    .build();
        }
    }

    /** @param kind for a team that counts places */
    void tell(StoreId store, Participation place, MessageKind kind) {
        Optional<Filling> filling = sql.first(
                store,
                "select c.name, c.terms, t.paid, t.size, t.minimum, t.units, t.minimum_units, t.most_helps, t.deadline"
                        + " from participation p"
                        + " join team t on t.store_id = p.store_id and t.id = p.team_id"
                        + " join campaign c on c.store_id = p.store_id and c.id = p.campaign_id"
                        + " where p.store_id = :store and p.id = ? and p.buyer_erased = false",
                row -> new Filling(
                        row.getString("name"),
                        row.getString("terms"),
                        row.getInt("paid"),
                        row.getInt("size"),
                        row.getInt("minimum"),
                        row.getInt("units"),
                        row.getInt("minimum_units"),
                        row.getInt("most_helps"),
                        StoreSql.instant(row, "deadline")),
                place.id());
        filling.ifPresent(
                team -> messages.tell(store, place.member(), team.content(kind, place.id(), clock.instant())));
    }
}
