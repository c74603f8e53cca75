package shop.gather.groupbuy.leaders;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.campaign.BuyerCommunities;
import shop.gather.groupbuy.terms.Audience;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.TermsJson;
import shop.gather.member.Bonds;
import shop.gather.message.MessageContent;
import shop.gather.message.MessageKind;
import shop.gather.message.Placeholder;
import shop.gather.message.inbox.Messages;
import shop.gather.platform.LeaderId;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.work.DueRows;
import shop.gather.platform.work.Sweeper;
import shop.gather.platform.work.Work;
import shop.gather.recruitment.Leaders;

/**
 * Tells active leaders of teams that were opened and of teams that have succeeded. A team is of the leader of the
 * campaign's community, and of the leader who brought the buyer who has opened it; nobody opens a group order. The row of the team is the outbox:
 * {@code leaders_due_at} is set in the transaction of the event and reset in the one that writes the messages, so that
 * two nodes tell once, and joins and payments cost nothing. Thread-safe.
 */
@Singleton
class LeaderNews implements Sweeper {

    private final Transactions transactions;
    private final StoreSql sql;
    private final BuyerCommunities communities;
    private final Bonds bonds;
    private final Leaders leaders;
    private final Messages messages;
    private final DueRows due;
    private final Work work;

    @Inject
    LeaderNews(
            Transactions transactions,
            StoreSql sql,
            BuyerCommunities communities,
            Bonds bonds,
            Leaders leaders,
            Messages messages,
            DueRows due,
            Work work) {
        this.transactions = transactions;
        this.sql = sql;
        this.communities = communities;
        this.bonds = bonds;
        this.leaders = leaders;
        this.messages = messages;
        this.due = due;
        this.work = work;
    }

    @Override
    public void sweep() {
        due.of("team", "id", "leaders_due_at")
                .forEach(team -> work.soon(
                        team.store(), "leaders:" + team.id(), () -> tell(team.store(), new TeamId(team.id()))));
    }

    /** @param opener the member who has opened the team */
    private record News(
            TeamId team,
            CampaignId campaign,
            String name,
            CampaignTerms terms,
            MemberId opener,
            boolean succeeded,
            boolean hasPlaces,
            int paid,
            int units,
            Instant deadline) {

        MessageContent opened() {
            return MessageContent.of(MessageKind.LEADER_FIRST_JOIN, campaign)
                    .with(Placeholder.CAMPAIGN, name)
                    .with(Placeholder.DEADLINE, deadline)
                    .build();
        }

        /** Whether somebody has joined, or the team has ended. */
        boolean isNews() {
            return hasPlaces || succeeded;
        }

        /** Empty for a group order, which begins with whoever asks for a place first, also in vain. */
        Optional<MemberId> openedBy() {
            return terms.team().oneForCampaign() ? Optional.empty() : Optional.of(opener);
        }

        MessageContent full(int members) {
            return MessageContent.of(MessageKind.LEADER_TEAM_SUCCEEDED, team)
                    .with(Placeholder.CAMPAIGN, name)
                    .with(Placeholder.MEMBERS, members)
                    .build();
        }

        MessageContent listed() {
            return MessageContent.of(MessageKind.PICK_LIST_READY, team)
                    .with(Placeholder.CAMPAIGN, name)
                    .with(Placeholder.UNITS, units)
                    .build();
        }

        /** Whether buyers of a group order collect: at its cut-off the list of each point is complete. */
        boolean hasPickList() {
            return succeeded
                    && terms.team().oneForCampaign()
                    && terms.fulfilment().pickup().isPresent();
        }
    }

    /** Tells the leaders of a team what is due, once. */
    void tell(StoreId store, TeamId id) {
        transactions.inStore(store, () -> lock(store, id).ifPresent(news -> {
            if (!news.isNews()) {
                sql.update(
                        store,
                        "update team set leaders_due_at = now() + interval '1' minute where store_id = :store and id = ?"
                                + " and state = 'OPEN'",
                        id);
                return;
            }
            sql.update(store, "update team set leaders_due_at = null where store_id = :store and id = ?", id);
            Optional<LeaderId> ofCommunity = community(store, news.terms());
            Set<LeaderId> ofTeam = new HashSet<>();
            ofCommunity.ifPresent(ofTeam::add);
            news.openedBy()
                    .flatMap(opener -> bonds.of(store, opener))
                    .map(Bonds.Bond::leaderId)
                    .ifPresent(ofTeam::add);
            tell(
                    store,
                    ofTeam,
                    news.succeeded()
                            ? List.of(news.opened(), news.full(members(store, news)))
                            : List.of(news.opened()));
            if (news.hasPickList()) {
                Set<LeaderId> ofPoints = pointsOf(store, news.campaign());
                ofCommunity.ifPresent(ofPoints::add);
                tell(store, ofPoints, List.of(news.listed()));
            }
        }));
    }

    /** The paid places with which the team has succeeded; those that were not drawn leave it afterwards. */
    private int members(StoreId store, News news) {
        return news.terms().outcome().drawn().isEmpty()
                ? news.paid()
                : sql.first(
                                store,
                                "select count(*) as entries from draw_entry where store_id = :store and team_id = ?",
                                row -> row.getInt("entries"),
                                news.team())
                        .orElse(news.paid());
    }

    private void tell(StoreId store, Set<LeaderId> who, List<MessageContent> contents) {
        Set<MemberId> members = leaders.activeMembers(store, who);
        contents.forEach(content -> messages.tell(store, members, content));
    }

    private Optional<LeaderId> community(StoreId store, CampaignTerms terms) {
        return terms.eligibility()
                .audience()
                .filter(Audience.Community.class::isInstance)
                .map(Audience.Community.class::cast)
                .flatMap(community -> communities.leaderOf(store, community.id()));
    }

    private Optional<News> lock(StoreId store, TeamId id) {
        return sql.first(
                store,
                "select t.campaign_id, t.opened_by, t.state, t.held, t.paid, t.units, t.deadline,"
                        + " (select c.name from campaign c where c.store_id = t.store_id and c.id = t.campaign_id) as name,"
                        + " (select c.terms from campaign c where c.store_id = t.store_id and c.id = t.campaign_id) as terms"
                        + " from team t where t.store_id = :store and t.id = ? and t.leaders_due_at <= now() for update",
                row -> new News(
                        id,
                        StoreSql.id(row, "campaign_id", CampaignId::new),
                        row.getString("name"),
                        TermsJson.read(row.getString("terms")),
                        StoreSql.id(row, "opened_by", MemberId::new),
                        row.getString("state").equals("SUCCEEDED"),
                        row.getInt("held") + row.getInt("paid") > 0,
                        row.getInt("paid"),
                        row.getInt("units"),
                        StoreSql.instant(row, "deadline")),
                id);
    }

    /** The leaders of the points at which somebody collects what a paid place of the campaign contains. */
    private Set<LeaderId> pointsOf(StoreId store, CampaignId campaign) {
        return new HashSet<>(sql.list(
                store,
                "select distinct p.leader_id from pickup k"
                        + " join pickup_point p on p.store_id = k.store_id and p.id = k.point_id"
                        + " join participation a on a.store_id = k.store_id and a.id = k.participation_id"
                        + " where k.store_id = :store and k.campaign_id = ? and p.leader_id is not null"
                        + " and a.state in ('PAID', 'CONFIRMED') and not exists (select 1 from case_left_out l"
                        + " where l.store_id = a.store_id and l.team_id = a.team_id and l.participation_id = a.id)",
                row -> StoreSql.id(row, "leader_id", LeaderId::new),
                campaign));
    }
}
