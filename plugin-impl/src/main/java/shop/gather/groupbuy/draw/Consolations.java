package shop.gather.groupbuy.draw;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.joda.money.Money;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.terms.TermsJson;
import shop.gather.member.Members;
import shop.gather.message.MessageContent;
import shop.gather.message.MessageKind;
import shop.gather.message.Placeholder;
import shop.gather.message.inbox.Messages;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.shop.command.CommandEnded;
import shop.gather.shop.command.CommandKey;
import shop.gather.shop.command.Purpose;
import shop.gather.shop.command.ShopCommand;
import shop.gather.shop.command.ShopCommands;
import shop.gather.spi.CommandResult;

/**
 * Gives credit in the shop to buyers whose places were not drawn, if the campaign promises it. The credit is a command,
 * written in the transaction that ends the place; its key is the place's, so the shop gives it once. The buyer is told
 * when the shop has given it. If the shop refuses, the owner gets an alarm. Thread-safe.
 */
@Singleton
public class Consolations {

    private final StoreSql sql;
    private final Members members;
    private final ShopCommands commands;
    private final Messages messages;

    @Inject
    Consolations(StoreSql sql, Members members, ShopCommands commands, Messages messages) {
        this.sql = sql;
        this.members = members;
        this.commands = commands;
        this.messages = messages;
    }

    /** @param amount null for none */
    private record Prize(String campaign, TeamId team, MemberId member, Money amount) {}

    /**
     * A place was not drawn; in the current transaction. An erased buyer has no account at the shop that is known, and
     * gets nothing.
     */
    public void notDrawn(StoreId store, ParticipationId place) {
        prize(store, place).ifPresent(prize -> members.customerOf(store, prize.member())
                .ifPresent(customer -> commands.issue(
                        store,
                        CommandKey.of(Purpose.CONSOLATION, place),
                        new ShopCommand.GiveCredit(
                                customer,
                                prize.amount().getAmountMinorLong(),
                                prize.amount().getCurrencyUnit().getCode(),
                                "Not drawn: " + prize.campaign()))));
    }

    /** Tells the buyer of the credit, in the transaction that records the shop's answer. */
    void ended(@Observes CommandEnded command) {
        if (command.key().purpose() == Purpose.CONSOLATION && !(command.result() instanceof CommandResult.Refused)) {
            prize(command.store(), new ParticipationId(command.key().subject()))
                    .ifPresent(prize -> messages.tell(
                            command.store(),
                            prize.member(),
                            MessageContent.of(MessageKind.CONSOLATION_GIVEN, prize.team())
                                    .with(Placeholder.CAMPAIGN, prize.campaign())
                                    .with(Placeholder.CREDIT, prize.amount())
                                    .build()));
        }
    }

    /** What the campaign of a place promises; empty if nothing, or if the buyer is erased. */
    private Optional<Prize> prize(StoreId store, ParticipationId place) {
        return sql.first(
                        store,
                        "select c.name, c.terms, p.team_id, p.member_id from participation p"
                                + " join campaign c on c.store_id = p.store_id and c.id = p.campaign_id"
                                + " where p.store_id = :store and p.id = ? and p.buyer_erased = false",
                        row -> new Prize(
                                row.getString("name"),
                                StoreSql.id(row, "team_id", TeamId::new),
                                StoreSql.id(row, "member_id", MemberId::new),
                                TermsJson.read(row.getString("terms"))
                                        .outcome()
                                        .consolationPrize()
                                        .orElse(null)),
                        place)
                .filter(prize -> prize.amount() != null);
    }
}
