package shop.gather.groupbuy.fulfilment.list;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.campaign.Campaigns;
import shop.gather.ledger.Csv;
import shop.gather.platform.Ids;
import shop.gather.platform.StoreId;
import shop.gather.platform.audit.AuditLog;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.StrictJson;

/**
 * What to buy from the supplier for a campaign: the units of its confirmed places, over all points; and what was sent to
 * the supplier before. Thread-safe.
 */
@Singleton
class PurchaseLists {

    private final Transactions transactions;
    private final StoreSql sql;
    private final Campaigns campaigns;
    private final AuditLog audit;

    @Inject
    PurchaseLists(Transactions transactions, StoreSql sql, Campaigns campaigns, AuditLog audit) {
        this.transactions = transactions;
        this.sql = sql;
        this.campaigns = campaigns;
        this.audit = audit;
    }

    /** @param units less than zero in a difference: fewer are needed than were sent */
    @Schema(name = "PurchaseLine")
    public record Line(String variantId, String title, int units) {}

    /** A list as it was sent. @param by who has sent it: a key of the owner */
    @Schema(name = "SentPurchaseList")
    public record Sent(Instant at, String by, List<Line> lines) {}

    /**
     * The list of a campaign.
     *
     * @param cases the cases of the articles that are ordered in full cases only
     * @param sent what was sent last; null if nothing was
     * @param difference what has changed since then; all lines if nothing was sent
     */
    @Schema(name = "PurchaseList")
    public record View(CampaignId campaign, List<Line> lines, List<CaseLine> cases, Sent sent, List<Line> difference) {}

    /** In JSON an array has no name of its own. */
    public record Stored(List<Line> lines) {}

    View of(StoreId store, CampaignId campaign) {
        return transactions.inStore(store, () -> {
            List<Line> lines = lines(store, campaign);
            Optional<Sent> sent = lastSent(store, campaign);
            return new View(
                    campaign,
                    lines,
                    CaseLine.of(campaigns.offer(store, campaign), lines),
                    sent.orElse(null),
                    difference(lines, sent.map(Sent::lines).orElse(List.of())));
        });
    }

    /** Records that the list as it is now was sent; in the caller's transaction. */
    View send(StoreId store, CampaignId campaign, String actor) {
        List<Line> lines = lines(store, campaign);
        sql.update(
                store,
                "insert into purchase_list_sent (store_id, id, campaign_id, lines, sent_by, sent_at)"
                        + " values (:store, ?, ?, ?, ?, now())",
                Ids.next(),
                campaign,
                StrictJson.codec().toJson(new Stored(lines)),
                actor);
        int units = lines.stream().mapToInt(Line::units).sum();
        audit.record(store, actor, "purchase-list.sent", campaign.toString(), units + " units");
        return of(store, campaign);
    }

    private List<Line> lines(StoreId store, CampaignId campaign) {
        return sql.list(
                store,
                "select " + PlaceContents.VARIANT + " as variant, " + PlaceContents.TITLE + " as title, sum("
                        + PlaceContents.UNITS + ") as units" + PlaceContents.FROM
                        + " where k.store_id = :store and k.campaign_id = ? and k.confirmed_at is not null"
                        + " and k.state <> 'CANCELLED' group by " + PlaceContents.VARIANT + ", " + PlaceContents.TITLE
                        + " order by variant limit 200",
                row -> new Line(row.getString("variant"), row.getString("title"), row.getInt("units")),
                campaign);
    }

    private Optional<Sent> lastSent(StoreId store, CampaignId campaign) {
        return sql.first(
                store,
                "select sent_at, sent_by, lines from purchase_list_sent where store_id = :store and campaign_id = ?"
                        + " order by id desc limit 1",
                row -> new Sent(
                        StoreSql.instant(row, "sent_at"),
                        row.getString("sent_by"),
                        StrictJson.codec()
                                .fromJson(row.getString("lines"), Stored.class)
                                .lines()),
                campaign);
    }

    /** What is needed now less what was sent; lines without a difference are left out. */
    static List<Line> difference(List<Line> now, List<Line> sent) {
        Map<String, Line> before =
                sent.stream().collect(Collectors.toMap(Line::variantId, Function.identity(), (one, other) -> one));
        Map<String, Line> after =
                now.stream().collect(Collectors.toMap(Line::variantId, Function.identity(), (one, other) -> one));
        Stream<Line> changed = after.values().stream().map(line -> {
            Line earlier = before.get(line.variantId());
            return new Line(line.variantId(), line.title(), line.units() - (earlier == null ? 0 : earlier.units()));
        });
        Stream<Line> gone = before.values().stream()
                .filter(line -> !after.containsKey(line.variantId()))
                .map(line -> new Line(line.variantId(), line.title(), -line.units()));
        return Stream.concat(changed, gone)
                .filter(line -> line.units() != 0)
                .sorted(Comparator.comparing(Line::variantId))
                .toList();
    }

    static String csv(View list, boolean bom) {
        Map<String, Integer> changed =
                list.difference().stream().collect(Collectors.toMap(Line::variantId, Line::units));
        List<Line> shown = Stream.concat(
                        list.lines().stream(),
                        list.difference().stream()
                                .filter(line -> list.lines().stream()
                                        .noneMatch(other -> other.variantId().equals(line.variantId())))
                                .map(line -> new Line(line.variantId(), line.title(), 0)))
                .toList();
        return Csv.document(
                bom,
                List.of("variant", "title", "units", "change_since_sent", "case_units", "cases", "spare_units"),
                shown.stream()
                        .map(line -> Stream.concat(
                                        Stream.of(
                                                line.variantId(),
                                                line.title(),
                                                line.units(),
                                                BigDecimal.valueOf(changed.getOrDefault(line.variantId(), 0))),
                                        CaseLine.cells(list.cases(), line.variantId()))
                                .toArray())
                        .toList());
    }
}
