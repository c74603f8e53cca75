package shop.gather.groupbuy.help;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import shop.gather.groupbuy.team.Team;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.TeamSales;
import shop.gather.message.MessageContent;
import shop.gather.message.MessageKind;
import shop.gather.message.Placeholder;
import shop.gather.message.inbox.Messages;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;

/**
 * Tells a buyer of the first help. The helps after it are not told one by one; {@code TeamMessages} tells the final
 * price. An erased buyer is told nothing. Thread-safe.
 */
@Singleton
class HelpMessages {

    private final StoreSql sql;
    private final Messages messages;

    @Inject
    HelpMessages(StoreSql sql, Messages messages) {
        this.sql = sql;
        this.messages = messages;
    }

    /** In the transaction of the help. */
    void firstHelp(StoreId store, Team team, CampaignTerms terms) {
        record Helped(String campaign, MemberId buyer) {}
        sql.first(
                        store,
                        "select c.name, p.member_id from participation p"
                                + " join campaign c on c.store_id = p.store_id and c.id = p.campaign_id"
                                + " where p.store_id = :store and p.team_id = ? and p.state = 'PAID'"
                                + " and p.buyer_erased = false",
                        row -> new Helped(row.getString("name"), StoreSql.id(row, "member_id", MemberId::new)),
                        team.id())
                .ifPresent(helped -> messages.tell(
                        store,
                        helped.buyer(),
                        MessageContent.of(MessageKind.PRICE_HELPED, team.id())
                                .with(Placeholder.CAMPAIGN, helped.campaign())
                                .with(Placeholder.PRICE, terms.priceWith(new TeamSales(1, 1, 1)))
                                .with(Placeholder.HELPERS, terms.price().steps().size())
                                .with(Placeholder.LOWEST_PRICE, terms.lowestPrice())
                                .with(Placeholder.DEADLINE, team.deadline())
                                .build()));
    }
}
