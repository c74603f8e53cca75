package shop.gather.groupbuy.fulfilment.list;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.PickupPointId;
import shop.gather.groupbuy.fulfilment.pickup.Pickup;
import shop.gather.ledger.Csv;
import shop.gather.member.MemberNames;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.Page;

/** The confirmed places of campaigns with pickup, for those who hand them over. Thread-safe. */
@Singleton
public class PickupPlaces {

    private static final int PIECE = 500;

    private static final String PLACES = "select k.participation_id, k.point_id, k.state, p.member_id, p.buyer_erased, "
            + PlaceContents.VARIANT + " as variant, " + PlaceContents.TITLE + " as title, " + PlaceContents.UNITS
            + " as units, k.ready_from, k.ready_until, k.handed_at, k.handed_by" + PlaceContents.FROM
            + " where k.store_id = :store";

    private final Transactions transactions;
    private final StoreSql sql;
    private final MemberNames names;

    @Inject
    PickupPlaces(Transactions transactions, StoreSql sql, MemberNames names) {
        this.transactions = transactions;
        this.sql = sql;
        this.names = names;
    }

    /**
     * Which places.
     *
     * @param campaign null for all campaigns, with a point
     * @param point null for all points, with a campaign
     * @param state null for all states but CANCELLED
     * @param overdue only places that are READY although the time of collection is over
     * @param withoutPoint only places whose buyers have not chosen a point
     */
    public record Filter(
            CampaignId campaign, PickupPointId point, Pickup.State state, boolean overdue, boolean withoutPoint) {

        private String condition(List<Object> args) {
            StringBuilder condition = new StringBuilder(" and k.confirmed_at is not null");
            if (campaign != null) {
                condition.append(" and k.campaign_id = ?");
                args.add(campaign);
            }
            if (point != null) {
                condition.append(" and k.point_id = ?");
                args.add(point);
            }
            if (state == null) {
                condition.append(" and k.state <> 'CANCELLED'");
            } else {
                condition.append(" and k.state = ?");
                args.add(state);
            }
            if (overdue) {
                condition.append(" and k.state = 'READY' and k.ready_until < now()");
            }
            return condition
                    .append(withoutPoint ? " and k.point_id is null" : "")
                    .toString();
        }
    }

    /** A row and its buyer. @param buyer null for an erased one */
    private record Row(PickupPlace place, MemberId buyer) {

        static Row read(ResultSet row) throws SQLException {
            PickupPlace place = new PickupPlace(
                    StoreSql.id(row, "participation_id", ParticipationId::new),
                    StoreSql.id(row, "point_id", PickupPointId::new),
                    Pickup.State.valueOf(row.getString("state")),
                    null,
                    row.getString("variant"),
                    row.getString("title"),
                    row.getInt("units"),
                    StoreSql.instant(row, "ready_from"),
                    StoreSql.instant(row, "ready_until"),
                    StoreSql.instant(row, "handed_at"),
                    row.getString("handed_by"));
            return new Row(place, row.getBoolean("buyer_erased") ? null : StoreSql.id(row, "member_id", MemberId::new));
        }

        PickupPlace named(Map<MemberId, String> names) {
            String name = buyer == null ? null : names.get(buyer);
            return new PickupPlace(
                    place.participation(),
                    place.pointId(),
                    place.state(),
                    name == null ? null : BuyerInitials.of(name),
                    place.variantId(),
                    place.title(),
                    place.units(),
                    place.readyFrom(),
                    place.readyUntil(),
                    place.handedAt(),
                    place.handedBy());
        }
    }

    /** A page, the newest places first. Two statements. */
    public Page<PickupPlace> page(StoreId store, Filter filter, String cursor, int limit) {
        List<PickupPlace> found = before(store, filter, Page.before(cursor), limit + 1);
        return Page.of(found, limit, place -> place.participation().value(), place -> place);
    }

    private List<PickupPlace> before(StoreId store, Filter filter, UUID before, int most) {
        List<Object> args = new ArrayList<>();
        String condition = filter.condition(args);
        args.add(before);
        args.add(most);
        return named(
                store,
                PLACES + condition + " and k.participation_id < ? order by k.participation_id desc limit ?",
                args.toArray());
    }

    /** These places, in no order. Two statements at most. */
    public List<PickupPlace> of(StoreId store, Collection<ParticipationId> places) {
        return places.isEmpty()
                ? List.of()
                : named(
                        store,
                        PLACES + " and k.participation_id in (" + StoreSql.marks(places.size()) + ")",
                        places.toArray());
    }

    private List<PickupPlace> named(StoreId store, String query, Object... args) {
        return transactions.inStore(store, () -> {
            List<Row> rows = sql.list(store, query, Row::read, args);
            Map<MemberId, String> known = names.of(
                    store,
                    rows.stream().map(Row::buyer).filter(Objects::nonNull).toList());
            return rows.stream().map(row -> row.named(known)).toList();
        });
    }

    /** All places that the filter finds as a CSV document, read and written in pieces. */
    StreamingOutput csv(StoreId store, Filter filter, boolean bom) {
        return out -> {
            OutputStreamWriter writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            Csv csv = new Csv(
                    writer,
                    bom,
                    "participation",
                    "point_id",
                    "state",
                    "buyer",
                    "variant",
                    "title",
                    "units",
                    "ready_from",
                    "ready_until",
                    "handed_at");
            UUID last = Page.START;
            List<PickupPlace> piece;
            do {
                piece = before(store, filter, last, PIECE);
                for (PickupPlace place : piece) {
                    csv.row(
                            place.participation(),
                            place.pointId(),
                            place.state(),
                            place.buyer(),
                            place.variantId(),
                            place.title(),
                            place.units(),
                            place.readyFrom(),
                            place.readyUntil(),
                            place.handedAt());
                    last = place.participation().value();
                }
            } while (piece.size() == PIECE);
            csv.flush();
        };
    }
}
