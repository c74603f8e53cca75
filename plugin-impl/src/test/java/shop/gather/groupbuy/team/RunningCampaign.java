package shop.gather.groupbuy.team;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.campaign.CampaignOffer;
import shop.gather.groupbuy.campaign.CampaignUnits;
import shop.gather.groupbuy.campaign.SomeCampaigns;
import shop.gather.groupbuy.place.Participation;
import shop.gather.groupbuy.place.Places;
import shop.gather.groupbuy.place.Wish;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.TermsJson;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.Ids;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.referral.commission.AnOrder;
import shop.gather.shop.connection.Connections;
import shop.gather.shop.connection.ScriptedAdapter;
import shop.gather.spi.Capability;

/** A campaign of a new store that runs now, on two nodes, and members who take places in its teams. */
final class RunningCampaign {

    final StoreDatabase database;
    final StoreDatabase otherNode;
    final StoreId store;
    private final CampaignOffer offer;

    RunningCampaign(StoreDatabase shared, CampaignTerms terms) {
        database = shared.anotherStore();
        otherNode = database.anotherNode();
        store = database.store();
        offer = SomeCampaigns.of(new CampaignId(Ids.next()), terms);
        write(
                "insert into campaign (store_id, id, name, variant_id, title, product_url, currency, list_price, terms,"
                        + " starts_at, ends_at, state, price_by, version, created_at)"
                        + " values (:store, ?, 'Tea', 'tea', 'Tea', '', 'EUR', 1299, ?,"
                        + " now() - interval '1' hour, now() + interval '1' day, 'PUBLISHED', 'REBATE', 0, now())",
                offer.id(),
                TermsJson.write(terms));
    }

    CampaignId id() {
        return offer.id();
    }

    /** The store is connected to a shop that answers as {@link ScriptedAdapter} is told to. */
    RunningCampaign connected() {
        database.bean(Connections.class)
                .save(
                        store,
                        ScriptedAdapter.ID,
                        Map.of(),
                        ScriptedAdapter.identity(),
                        "EUR",
                        Set.<Capability>of(),
                        "0");
        return this;
    }

    MemberId aMember() {
        MemberId member = new MemberId(Ids.next());
        write(
                "insert into member (store_id, id, display_name, sessions_valid_from, joined_at)"
                        + " values (:store, ?, 'Mia', now(), now())",
                member);
        write(
                "insert into member_alias (store_id, customer_id, member_id, since) values (:store, ?, ?, now())",
                customer(member),
                member);
        return member;
    }

    /** A member for whom the shop lists one order. */
    MemberId aMemberWith(AnOrder order) {
        MemberId member = aMember();
        String id = "order-" + member;
        ScriptedAdapter.lists(customer(member), since -> List.of(id));
        ScriptedAdapter.answers(id, () -> Optional.of(order.called(id).snapshot()));
        return member;
    }

    /** A member for whom the shop lists no order. */
    MemberId aNewBuyer() {
        MemberId member = aMember();
        ScriptedAdapter.lists(customer(member), since -> List.of());
        return member;
    }

    /** These members belong to a community, which is of a new leader. */
    void belongTo(UUID community, MemberId... members) {
        write(
                "insert into community (store_id, id, leader_id, name, version, created_at)"
                        + " values (:store, ?, ?, 'Tea lovers', 0, now())",
                community,
                database.leader());
        for (MemberId member : members) {
            write(
                    "insert into community_member (store_id, community_id, member_id, role, joined_at)"
                            + " values (:store, ?, ?, 'MEMBER', now())",
                    community,
                    member);
        }
    }

    String customer(MemberId member) {
        return "customer-" + member;
    }

    Participation opens(MemberId member) {
        return opens(database, member);
    }

    Participation opens(StoreDatabase node, MemberId member) {
        return opens(node, member, 1);
    }

    Participation opens(StoreDatabase node, MemberId member, int quantity) {
        return opens(node, member, new Wish(quantity, null));
    }

    Participation opens(StoreDatabase node, MemberId member, Wish wish) {
        return node.bean(Places.class)
                .open(store, member, offer, wish, Ids.next().toString());
    }

    Participation joins(MemberId member, TeamId team) {
        return joins(member, team, Ids.next().toString());
    }

    Participation joins(MemberId member, TeamId team, String key) {
        return joins(member, team, 1, key);
    }

    Participation joins(MemberId member, TeamId team, int quantity, String key) {
        return joins(member, team, new Wish(quantity, null), key);
    }

    Participation joins(MemberId member, TeamId team, Wish wish, String key) {
        return database.bean(Places.class).join(store, member, team, wish, key);
    }

    /** The team of a group order. */
    Team onlyTeam() {
        return database.bean(Teams.class)
                .find(store, new TeamId(offer.id().value()))
                .orElseThrow();
    }

    /** The units that no team has reserved. */
    int unitsLeft() {
        return database.bean(CampaignUnits.class)
                .left(store, offer.id(), offer.terms().stock())
                .orElseThrow();
    }

    void write(String statement, Object... args) {
        database.transactions().inStore(store, () -> database.sql().update(store, statement, args));
    }
}
