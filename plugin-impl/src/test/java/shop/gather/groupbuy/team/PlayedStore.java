package shop.gather.groupbuy.team;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.joda.money.Money;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.campaign.CampaignOffer;
import shop.gather.groupbuy.place.Participation;
import shop.gather.groupbuy.place.Participations;
import shop.gather.groupbuy.pricing.Admissions;
import shop.gather.groupbuy.settlement.PaymentProjection;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.TermsJson;
import shop.gather.ledger.StoreDatabase;
import shop.gather.member.Members;
import shop.gather.order.intake.Intake;
import shop.gather.order.intake.KnownCustomers;
import shop.gather.order.intake.OrderProjections;
import shop.gather.platform.Ids;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.work.SchedulingWithoutServer;
import shop.gather.shop.alarm.Alarms;
import shop.gather.shop.command.WaitingCommands;
import shop.gather.shop.connection.Connections;
import shop.gather.shop.connection.PlayedShop;
import shop.gather.shop.connection.ScriptedAdapter;
import shop.gather.spi.ShopException;

/**
 * A store of its own with a campaign that runs, buyers, and a shop of its own, served by several nodes. Time passes only
 * where a test says so: everything that has a time is moved back.
 */
final class PlayedStore {

    static final int BUYERS = 6;

    final StoreId store;
    final CampaignOffer offer;
    final List<MemberId> buyers = new ArrayList<>();
    final PlayedShop shop;
    /** The orders in which a person has interfered. */
    final Set<String> byHand = new HashSet<>();

    private final List<StoreDatabase> nodes;
    private StoreDatabase node;

    /** @param nodes which {@link #node} has made */
    PlayedStore(List<StoreDatabase> nodes, TeamHistory history) {
        StoreDatabase first = nodes.get(0).anotherStore();
        this.nodes = nodes.stream().map(first::on).toList();
        this.node = this.nodes.get(0);
        this.store = first.store();
        CampaignTerms terms = history.terms();
        this.shop = new PlayedShop(history.shopGivesBack());
        this.offer = new CampaignOffer(
                new CampaignId(Ids.next()), "tea", terms, Money.parse("EUR 12.99"), history.by(), null, false, true);
        node.bean(Connections.class)
                .save(store, PlayedShop.ID, shop.settings(), ScriptedAdapter.identity(), "EUR", Set.of(), "0");
        write(
                "insert into campaign (store_id, id, name, variant_id, title, product_url, currency, list_price, terms,"
                        + " starts_at, ends_at, state, price_by, offer_reference, version, created_at)"
                        + " values (:store, ?, 'Tea', 'tea', 'Tea', '', 'EUR', 1299, ?, now() - interval '1' hour,"
                        + " now() + interval '10' day, 'PUBLISHED', ?, 'offer-tea', 0, now())",
                offer.id(),
                TermsJson.write(terms),
                history.by());
        terms.further()
                .forEach(article -> write(
                        "insert into campaign_article (store_id, campaign_id, variant_id, title, offer_reference)"
                                + " values (:store, ?, ?, 'Mug', 'offer-mug')",
                        offer.id(),
                        article.variantId()));
        for (int i = 0; i < BUYERS; i++) {
            MemberId member = new MemberId(Ids.next());
            write(
                    "insert into member (store_id, id, display_name, sessions_valid_from, joined_at)"
                            + " values (:store, ?, 'Mia', now(), now())",
                    member);
            write(
                    "insert into member_alias (store_id, customer_id, member_id, since) values (:store, ?, ?, now())",
                    customer(member),
                    member);
            buyers.add(member);
        }
    }

    static String customer(MemberId member) {
        return "customer-" + member;
    }

    /** A node that serves the stores of all histories. */
    static StoreDatabase node(StoreDatabase database) {
        StoreDatabase node = database.anotherNode();
        node.with(KnownCustomers.class, node.bean(Members.class));
        node.with(OrderProjections.class, read -> node.bean(PaymentProjection.class)
                .apply(read));
        SchedulingWithoutServer.on(node);
        return node.with(BuyerAdmission.class, node.bean(Admissions.class));
    }

    /** The next node goes on, which knows only what is in the database. */
    void restart() {
        node = nodes.get((nodes.indexOf(node) + 1) % nodes.size());
    }

    StoreDatabase node() {
        return node;
    }

    void hear(String order) {
        try {
            node.bean(Intake.class).readNow(store, order);
        } catch (ShopException away) {
            // It is read again later.
        }
    }

    int hearMarked() {
        List<String> marked = node.transactions().inStore(store, () -> node.sql()
                .list(
                        store,
                        "select order_id from order_snapshot where store_id = :store and dirty_since is not null order by order_id",
                        row -> row.getString("order_id")));
        marked.forEach(this::hear);
        return marked.size();
    }

    int advanceHolds() {
        List<ParticipationId> due = ids(
                        "select id from participation where store_id = :store and recheck_at <= now() + interval '3' second")
                .stream()
                .map(ParticipationId::new)
                .toList();
        node.bean(Holds.class).advance(store, due);
        return due.size();
    }

    int advanceTeams() {
        List<UUID> due = ids("select id from team where store_id = :store and due_at <= now()");
        due.forEach(team -> node.bean(TeamClosing.class).advance(store, new TeamId(team)));
        return due.size();
    }

    /** All places, oldest first. */
    List<Participation> places() {
        return node.bean(Participations.class)
                .find(
                        store,
                        ids("select id from participation where store_id = :store order by id").stream()
                                .map(ParticipationId::new)
                                .toList());
    }

    List<Team> teams() {
        return ids("select id from team where store_id = :store order by id").stream()
                .map(id -> node.bean(Teams.class).find(store, new TeamId(id)).orElseThrow())
                .toList();
    }

    /** The place that has opened the team. */
    boolean hasOpened(Participation place) {
        return ids("select id from team where store_id = :store and opening_place_id = '" + place.id() + "'")
                        .size()
                > 0;
    }

    /** Everything that the owner is asked to do, as one text. */
    String alarms() {
        return node.bean(Alarms.class).open(store, null, 200).items().toString();
    }

    WaitingCommands commands() {
        return new WaitingCommands(node);
    }

    List<UUID> ids(String query) {
        return node.transactions().inStore(store, () -> node.sql().list(store, query, row -> StoreSql.uuid(row, "id")));
    }

    void passes(Duration time) {
        int seconds = Math.toIntExact(time.toSeconds());
        shop.passes(time);
        back("participation", seconds, "created_at", "hold_until", "cooldown_until", "recheck_at", "paid_at");
        back("team", seconds, "opened_at", "deadline", "due_at");
        back("campaign", seconds, "starts_at", "ends_at");
        back("order_snapshot", seconds, "retry_at", "placed_at", "failing_since", "unusable_since");
        back("shop_command", seconds, "not_before", "ended_at");
    }

    private void back(String table, int seconds, String... columns) {
        List<String> set = new ArrayList<>();
        for (String column : columns) {
            set.add(column + " = " + column + " - interval '" + seconds + "' second");
        }
        write("update " + table + " set " + String.join(", ", set) + " where store_id = :store");
    }

    private void write(String statement, Object... args) {
        node.transactions().inStore(store, () -> node.sql().update(store, statement, args));
    }

    @Override
    public String toString() {
        StringBuilder told = new StringBuilder();
        teams().forEach(team -> told.append("\nteam ")
                .append(team.id())
                .append(' ')
                .append(team.state())
                .append(" held ")
                .append(team.held())
                .append(" paid ")
                .append(team.paid())
                .append(" units ")
                .append(team.units()));
        places().forEach(place -> told.append("\n  place ")
                .append(place.id())
                .append(' ')
                .append(place.state())
                .append(' ')
                .append(place.reason())
                .append(" of team ")
                .append(place.team())
                .append(" order ")
                .append(place.orderId())
                .append(" units ")
                .append(place.units())
                .append(" rebate ")
                .append(place.rebate())
                .append('/')
                .append(place.rebateOpen()));
        shop.all().forEach(order -> told.append("\n  ")
                .append(order.id())
                .append(" kept ")
                .append(order.kept())
                .append(" of ")
                .append(order.captured())
                .append(byHand.contains(order.id()) ? ", a person has interfered" : ""));
        return told + "\n" + alarms();
    }
}
