package shop.gather.groupbuy.fulfilment.list;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.PickupPointId;
import shop.gather.groupbuy.fulfilment.point.PickupPoint;
import shop.gather.groupbuy.fulfilment.point.PickupPoints;
import shop.gather.ledger.Csv;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;

/** What is to be handed over at pickup points: confirmed places, per campaign, point and article. Thread-safe. */
@Singleton
public class PickLists {

    /** More lines are not shown at once; a leader has fewer. */
    private static final int MOST = 5_000;

    private static final String LINES = "select k.campaign_id, c.name, k.point_id, " + PlaceContents.VARIANT
            + " as variant, " + PlaceContents.TITLE + " as title, count(*) as places, sum(" + PlaceContents.UNITS
            + ") as units, sum(case when k.state = 'HANDED_OVER' then 1 else 0 end) as handed_over"
            + PlaceContents.FROM
            + " where k.store_id = :store and k.confirmed_at is not null and k.state <> 'CANCELLED'";

    private static final String GROUPS = " group by k.campaign_id, c.name, k.point_id, " + PlaceContents.VARIANT + ", "
            + PlaceContents.TITLE + " order by c.name, k.campaign_id, k.point_id limit ?";

    private final Transactions transactions;
    private final StoreSql sql;
    private final PickupPoints points;

    @Inject
    PickLists(Transactions transactions, StoreSql sql, PickupPoints points) {
        this.transactions = transactions;
        this.sql = sql;
        this.points = points;
    }

    /** The lines of a campaign. @param point null for all points */
    public List<PickLine> ofCampaign(StoreId store, CampaignId campaign, PickupPointId point) {
        return point == null
                ? lines(store, " and k.campaign_id = ?", campaign)
                : lines(store, " and k.campaign_id = ? and k.point_id = ?", campaign, point);
    }

    /** The lines at some points of all campaigns of which places are still to be handed over there. */
    public List<PickLine> openAt(StoreId store, List<PickupPointId> at) {
        return at.isEmpty()
                ? List.of()
                : lines(
                        store,
                        " and k.state in ('WAITING', 'READY', 'NO_SHOW') and k.point_id in ("
                                + StoreSql.marks(at.size()) + ")",
                        at.toArray());
    }

    private List<PickLine> lines(StoreId store, String condition, Object... args) {
        List<Object> all = new ArrayList<>(List.of(args));
        all.add(MOST);
        return transactions.inStore(store, () -> {
            List<PickLine> lines = sql.list(
                    store,
                    LINES + condition + GROUPS,
                    row -> new PickLine(
                            StoreSql.id(row, "campaign_id", CampaignId::new),
                            row.getString("name"),
                            StoreSql.id(row, "point_id", PickupPointId::new),
                            null,
                            row.getString("variant"),
                            row.getString("title"),
                            row.getInt("units"),
                            row.getInt("places"),
                            row.getInt("handed_over")),
                    all.toArray());
            Map<PickupPointId, PickupPoint> named = points.among(
                    store,
                    lines.stream()
                            .map(PickLine::pointId)
                            .filter(Objects::nonNull)
                            .toList());
            return lines.stream().map(line -> named(line, named)).toList();
        });
    }

    private static PickLine named(PickLine line, Map<PickupPointId, PickupPoint> points) {
        return new PickLine(
                line.campaign(),
                line.campaignName(),
                line.pointId(),
                line.pointId() == null ? null : points.get(line.pointId()).name(),
                line.variantId(),
                line.title(),
                line.units(),
                line.places(),
                line.handedOver());
    }

    /** The lines as a CSV document. */
    static String csv(List<PickLine> lines, boolean bom) {
        return Csv.document(
                bom,
                List.of("campaign", "point", "point_id", "variant", "title", "units", "places", "handed_over"),
                lines.stream()
                        .map(line -> new Object[] {
                            line.campaignName(),
                            line.pointName(),
                            line.pointId(),
                            line.variantId(),
                            line.title(),
                            line.units(),
                            line.places(),
                            line.handedOver()
                        })
                        .toList());
    }
}
