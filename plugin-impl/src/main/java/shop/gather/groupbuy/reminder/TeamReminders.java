package shop.gather.groupbuy.reminder;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import shop.gather.groupbuy.TeamId;
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
 * Tells buyers once of a team that it is nearly full, and once that its deadline is near. A conditional update of the
 * team decides in the transaction that writes the messages, so that two nodes tell it once. Thread-safe.
 */
@Singleton
class TeamReminders implements Sweeper {

    /** The maximum number of interested members who are told of one team. */
    static final int MOST_INTERESTED = 1_000;

    private final Transactions transactions;
    private final StoreSql sql;
    private final Messages messages;
    private final DueRows due;
    private final Work work;

    @Inject
    TeamReminders(Transactions transactions, StoreSql sql, Messages messages, DueRows due, Work work) {
        this.transactions = transactions;
        this.sql = sql;
        this.messages = messages;
        this.due = due;
        this.work = work;
    }

    @Override
    public void sweep() {
        due.of("team", "id", "remind_at")
                .forEach(team -> work.soon(
                        team.store(), "reminder:" + team.id(), () -> remind(team.store(), new TeamId(team.id()))));
        due.of("team", "id", "opened_at", "nearly_full_told = false and listing = 'FEW'")
                .forEach(team -> work.soon(
                        team.store(),
                        "nearly-full:" + team.id(),
                        () -> tellNearlyFull(team.store(), new TeamId(team.id()))));
    }

    /**
     * A team whose deadline is near.
     *
     * @param groupOrder whether its buyers may change what they take until the deadline
     */
    private record Near(
            String campaign, boolean open, boolean groupOrder, Instant openedAt, Instant remindAt, Instant deadline) {

        /** A buyer who has just joined a short team knows its deadline. */
        boolean isWorthTelling() {
            return open && Duration.between(openedAt, remindAt).compareTo(Duration.between(remindAt, deadline)) > 0;
        }
    }

    /** Reminds the buyers of a team whose time has come, once. */
    void remind(StoreId store, TeamId id) {
        transactions.inStore(store, () -> {
            Optional<Near> team = sql.first(
                    store,
                    "select (select c.name from campaign c where c.store_id = t.store_id and c.id = t.campaign_id) as name,"
                            + " (t.state = 'OPEN' and t.deadline > now()) as running,"
                            + " t.minimum_units, t.opened_at, t.remind_at, t.deadline from team t"
                            + " where t.store_id = :store and t.id = ? and t.remind_at <= now() for update",
                    row -> new Near(
                            row.getString("name"),
                            row.getBoolean("running"),
                            row.getInt("minimum_units") > 0,
                            StoreSql.instant(row, "opened_at"),
                            StoreSql.instant(row, "remind_at"),
                            StoreSql.instant(row, "deadline")),
                    id);
            if (team.isEmpty()) {
                return;
            }
            sql.update(store, "update team set remind_at = null where store_id = :store and id = ?", id);
            team.filter(Near::isWorthTelling)
                    .ifPresent(near -> messages.tell(
                            store,
                            sql.list(
                                    store,
                                    "select distinct member_id from participation where store_id = :store and team_id = ?"
                                            + " and buyer_erased = false and state in ('HELD'"
                                            + (near.groupOrder() ? ", 'PAID')" : ")"),
                                    TeamReminders::member,
                                    id),
                            content(MessageKind.CUT_OFF_NEAR, id, near.campaign(), near.deadline())));
        });
    }

    private record NearlyFull(String campaign, String campaignId, Instant deadline) {}

    /** Tells the buyers of a team that is nearly full, and the members interested in its campaign, once. */
    void tellNearlyFull(StoreId store, TeamId id) {
        transactions.inStore(store, () -> {
            boolean first = sql.update(
                            store,
                            "update team set nearly_full_told = true where store_id = :store and id = ?"
                                    + " and nearly_full_told = false and listing = 'FEW' and deadline > now()",
                            id)
                    == 1;
            if (!first) {
                return;
            }
            NearlyFull team = sql.first(
                            store,
                            "select c.name, c.id, t.deadline from team t"
                                    + " join campaign c on c.store_id = t.store_id and c.id = t.campaign_id"
                                    + " where t.store_id = :store and t.id = ?",
                            row -> new NearlyFull(
                                    row.getString("name"),
                                    StoreSql.uuid(row, "id").toString(),
                                    StoreSql.instant(row, "deadline")),
                            id)
                    .orElseThrow();
            Set<MemberId> members = new LinkedHashSet<>(sql.list(
                    store,
                    "select distinct member_id from participation where store_id = :store and team_id = ?"
                            + " and buyer_erased = false and state in ('RESERVED', 'HELD', 'PAID')",
                    TeamReminders::member,
                    id));
            members.addAll(sql.list(
                    store,
                    "select member_id from interest where store_id = :store and campaign = ?"
                            + " order by created_at, member_id fetch first " + MOST_INTERESTED + " rows only",
                    TeamReminders::member,
                    team.campaignId()));
            messages.tell(store, members, content(MessageKind.TEAM_NEARLY_FULL, id, team.campaign(), team.deadline()));
        });
    }

    private static MemberId member(ResultSet row) throws SQLException {
        return StoreSql.id(row, "member_id", MemberId::new);
    }

    private static MessageContent content(MessageKind kind, TeamId team, String campaign, Instant deadline) {
        return MessageContent.of(kind, team)
                .with(Placeholder.CAMPAIGN, campaign)
                .with(Placeholder.DEADLINE, deadline)
                .build();
    }
}
