package shop.gather.groupbuy.interest;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.FurtherArticle;
import shop.gather.groupbuy.terms.TermsJson;
import shop.gather.message.MessageContent;
import shop.gather.message.MessageKind;
import shop.gather.message.Placeholder;
import shop.gather.message.inbox.Messages;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.work.DueRows;
import shop.gather.platform.work.Sweeper;
import shop.gather.platform.work.Work;

/**
 * Tells interested members once that a public campaign accepts buyers. Each batch is a transaction of its own, which
 * locks the campaign's row and stores how far it has come: another node, or the next sweep after a kill, goes on there.
 * Thread-safe.
 */
@Singleton
class Announcements implements Sweeper {

    /** The maximum number of members who are told in a transaction. */
    static final int BATCH = 500;

    private final Transactions transactions;
    private final StoreSql sql;
    private final Messages messages;
    private final DueRows due;
    private final Work work;

    @Inject
    Announcements(Transactions transactions, StoreSql sql, Messages messages, DueRows due, Work work) {
        this.transactions = transactions;
        this.sql = sql;
        this.messages = messages;
        this.due = due;
        this.work = work;
    }

    @Override
    public void sweep() {
        due.of(
                        "campaign",
                        "id",
                        "starts_at",
                        "announced = false and state = 'PUBLISHED' and visibility = 'PUBLIC' and ends_at > now()")
                .forEach(campaign -> work.soon(
                        campaign.store(),
                        "announcement:" + campaign.id(),
                        () -> announce(campaign.store(), new CampaignId(campaign.id()))));
    }

    private record New(CampaignId id, String name, List<String> articles, MemberId after) {}

    /** Tells everybody, on this thread. Does nothing for a campaign that buyers do not see. */
    void announce(StoreId store, CampaignId id) {
        boolean more = true;
        while (more) {
            more = transactions.inStore(store, () -> lock(store, id)
                    .map(campaign -> tellSome(store, campaign))
                    .orElse(false));
        }
    }

    /** Locks the campaign's row as an update does, so that nobody who opens a team waits. */
    private Optional<New> lock(StoreId store, CampaignId id) {
        sql.update(store, "update campaign set announced = announced where store_id = :store and id = ?", id);
        return sql.first(
                store,
                "select name, variant_id, terms, announced_to from campaign where store_id = :store and id = ?"
                        + " and announced = false and state = 'PUBLISHED' and visibility = 'PUBLIC' and starts_at <= now()",
                row -> {
                    CampaignTerms terms = TermsJson.read(row.getString("terms"));
                    List<String> articles = new ArrayList<>(List.of(row.getString("variant_id")));
                    terms.further().stream().map(FurtherArticle::variantId).forEach(articles::add);
                    return new New(
                            id, row.getString("name"), articles, StoreSql.id(row, "announced_to", MemberId::new));
                },
                id);
    }

    private record Interested(MemberId member, boolean inCampaign) {}

    /** Tells a batch. Returns whether there may be more. */
    private boolean tellSome(StoreId store, New campaign) {
        List<Object> args = new ArrayList<>(campaign.articles());
        args.add(campaign.id().toString());
        args.add(campaign.after());
        List<Interested> some = sql.list(
                store,
                "select member_id, max(campaign) as other from interest where store_id = :store and variant_id in ("
                        + StoreSql.marks(campaign.articles().size()) + ") and campaign <> ? and member_id > ?"
                        + " group by member_id order by member_id fetch first " + BATCH + " rows only",
                row -> new Interested(
                        StoreSql.id(row, "member_id", MemberId::new),
                        !row.getString("other").isEmpty()),
                args.toArray());
        tell(store, campaign, MessageKind.CAMPAIGN_REOPENED, some, true);
        tell(store, campaign, MessageKind.CAMPAIGN_OPENED, some, false);
        boolean more = some.size() == BATCH;
        sql.update(
                store,
                "update campaign set announced = ?, announced_to = ? where store_id = :store and id = ?",
                !more,
                some.isEmpty() ? campaign.after() : some.get(some.size() - 1).member(),
                campaign.id());
        return more;
    }

    private void tell(StoreId store, New campaign, MessageKind kind, List<Interested> some, boolean inCampaign) {
        messages.tell(
                store,
                some.stream()
                        .filter(interested -> interested.inCampaign() == inCampaign)
                        .map(Interested::member)
                        .toList(),
                MessageContent.of(kind, campaign.id())
                        .with(Placeholder.CAMPAIGN, campaign.name())
                        .build());
    }
}
