package shop.gather.groupbuy.team;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.joda.money.Money;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.draw.SomeDraws;
import shop.gather.groupbuy.place.Participations;
import shop.gather.groupbuy.pricing.Admissions;
import shop.gather.groupbuy.settlement.PaymentProjection;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.SomeTerms;
import shop.gather.groupbuy.terms.TermsJson;
import shop.gather.ledger.StoreDatabase;
import shop.gather.member.Members;
import shop.gather.order.facts.AnyOrder;
import shop.gather.order.intake.Intake.Reading;
import shop.gather.order.intake.KnownCustomers;
import shop.gather.order.intake.UnreadableOrders;
import shop.gather.platform.Ids;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.work.SchedulingWithoutServer;
import shop.gather.shop.alarm.Alarms;
import shop.gather.shop.connection.ScriptedAdapter;
import shop.gather.spi.CommandResult;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/**
 * A team of three at a group price of 10.00 whose time to pay is over; its buyers' orders at the scripted shop, and
 * what keeps them from being applied.
 */
final class BuyersOrders extends SeenTeam {

    private final Set<String> unusable = new HashSet<>();
    private final Map<String, AnyOrder> atShop = new HashMap<>();
    private final UnreadableOrders orders;
    private final StoreDatabase database;
    private final StoreId store;
    private final CampaignId campaign = new CampaignId(Ids.next());
    private final TeamId team;
    private final Instant now;
    private boolean shopIsAway;
    private boolean shopFails;
    private final Set<String> failing = new HashSet<>();
    private int buyers;
    private CampaignTerms terms = SomeTerms.team("EUR 10.00", 3);

    BuyersOrders(StoreDatabase shared) {
        this(shared, false);
    }

    /** A group order that is past its cut-off, with room for many places. */
    static BuyersOrders ofAGroupOrder(StoreDatabase shared, CampaignTerms terms) {
        BuyersOrders orders = new BuyersOrders(shared, true).on(terms);
        orders.write(
                "update team set size = ?, minimum_units = ?, capacity = ? where store_id = :store",
                terms.team().size(),
                terms.team().minimumUnits(),
                terms.team().mostUnits().orElse(0));
        return orders;
    }

    private BuyersOrders(StoreDatabase shared, boolean groupOrder) {
        team = new TeamId(groupOrder ? campaign.value() : Ids.next());
        orders = new UnreadableOrders(shared, read -> {
            if (unusable.contains(read.order().orderId())) {
                throw new ArithmeticException("Rounding necessary");
            }
            places().apply(read);
        });
        database = orders.database().withAListener();
        store = database.store();
        database.with(KnownCustomers.class, database.bean(Members.class));
        SchedulingWithoutServer.on(database);
        database.with(BuyerAdmission.class, database.bean(Admissions.class));
        now = Instant.now();
        write(
                "insert into campaign (store_id, id, name, variant_id, title, product_url, currency, list_price, terms,"
                        + " starts_at, ends_at, state, price_by, version, created_at)"
                        + " values (:store, ?, 'Tea', 'tea', 'Tea', '', 'EUR', 1299, ?, now(), now(),"
                        + " 'PUBLISHED', 'OFFER', 0, now())",
                campaign,
                TermsJson.write(terms));
        write(
                "insert into team (store_id, id, campaign_id, opened_by, size, minimum, held, paid, state, opened_at, deadline, due_at)"
                        + " values (:store, ?, ?, ?, 3, 3, 0, 0, 'OPEN', ?, ?, now())",
                team,
                campaign,
                Ids.next(),
                now.minus(Duration.ofDays(1)),
                now.minus(Duration.ofMinutes(1)));
    }

    @Override
    StoreDatabase database() {
        return database;
    }

    @Override
    TeamId teamId() {
        return team;
    }

    private PaymentProjection places() {
        return database.bean(PaymentProjection.class);
    }

    /** The team succeeds with so many paid places at its deadline. */
    BuyersOrders needing(int minimum) {
        return on(SomeTerms.with(SomeTerms.groupPrice("EUR 10.00"), SomeTerms.minimumTeam(minimum, 3)));
    }

    /** The campaign, and its team, have these terms. */
    BuyersOrders on(CampaignTerms terms) {
        this.terms = terms;
        write("update campaign set terms = ? where store_id = :store", TermsJson.write(terms));
        write(
                "update team set minimum = ? where store_id = :store and id = ?",
                terms.team().minimum(),
                team);
        return this;
    }

    /** A team of one buyer, whom friends can help for a day. */
    BuyersOrders forOneBuyerOn(CampaignTerms terms) {
        on(terms);
        write("update team set size = 1 where store_id = :store and id = ?", team);
        letFriendsHelp(team, terms.price().steps().size());
        teamHasADayLeft();
        return this;
    }

    void letFriendsHelp(TeamId other, int helpers) {
        write("update team set most_helps = ? where store_id = :store and id = ?", helpers, other);
    }

    int helpersOf(TeamId helped) {
        return database.transactions().inStore(store, () -> database.sql()
                .first(
                        store,
                        "select count(*) as n from team_help where store_id = :store and team_id = ?",
                        row -> row.getInt("n"),
                        helped)
                .orElseThrow());
    }

    /** A member who buys nothing. */
    MemberId aFriend() {
        MemberId member = new MemberId(Ids.next());
        write(
                "insert into member (store_id, id, display_name, sessions_valid_from, joined_at) values (:store, ?, 'Mia', now(), now())",
                member);
        return member;
    }

    /** The buyer's place is the one with which the team was opened. */
    void isOpenedBy(Buyer buyer) {
        write("update team set opening_place_id = ? where store_id = :store and id = ?", buyer.place(), team);
    }

    void cancelTeam() {
        database.bean(TeamClosing.class).cancel(store, team);
    }

    /** The owner accepts the team with the places that are paid. */
    boolean acceptTeam() {
        return database.bean(TeamClosing.class).acceptShort(store, team);
    }

    /** A buyer with a held place and a paid order that Gather has not heard of. */
    record Buyer(ParticipationId place, String customer, String order) {}

    Buyer aBuyerWhoHasPaid() {
        return aBuyerWhoHasPaidFor(1, 1);
    }

    /**
     * @param quantity the units that the buyer asked for
     * @param ordered the units that the buyer ordered
     */
    Buyer aBuyerWhoHasPaidFor(int quantity, int ordered) {
        return aBuyerWhoHasPaid(null, quantity, ordered, 1_000);
    }

    /** @param article a further article of the campaign, with its price at the checkout in cents */
    Buyer aBuyerWhoHasPaidForArticle(String article, int units, long price) {
        return aBuyerWhoHasPaid(article, units, units, price);
    }

    private Buyer aBuyerWhoHasPaid(String article, int quantity, int ordered, long price) {
        MemberId member = aFriend();
        ParticipationId place = new ParticipationId(Ids.next());
        String customer = "customer-" + ++buyers + "-" + store;
        write(
                "insert into member_alias (store_id, customer_id, member_id, since) values (:store, ?, ?, now())",
                customer,
                member);
        write(
                "insert into participation (store_id, id, team_id, campaign_id, member_id, active_member_id, "
                        + "idempotency_key, quantity, chosen_variant_id, state, admission,"
                        + " hold_until, recheck_at, created_at) values (:store, ?, ?, ?, ?, ?, ?, ?, ?, 'HELD', 'READY', ?, now(), ?)",
                place,
                team,
                campaign,
                member,
                member,
                place.toString(),
                quantity,
                article,
                now.minus(Duration.ofMinutes(2)),
                now.minus(Duration.ofMinutes(20)));
        write(
                "update team set held = held + 1, held_units = held_units + ? where store_id = :store and id = ?",
                quantity,
                team);
        String order = customer + "/1";
        atShop.put(
                order,
                AnyOrder.inEuro()
                        .placed(order, customer, now.minus(Duration.ofMinutes(10)))
                        .article(article == null ? "tea" : article, ordered, price * ordered)
                        .captured(price * ordered));
        ScriptedAdapter.answers(order, () -> {
            if (shopIsAway) {
                throw new ShopException(ShopError.UNREACHABLE, "No connection to the shop.");
            }
            if (shopFails || failing.contains(order)) {
                throw new ShopException(ShopError.SHOP_FAILED, "The shop answered 500.");
            }
            return Optional.of(atShop.get(order).snapshot());
        });
        return new Buyer(place, customer, order);
    }

    /** The buyer has another place, for a further article, and the order pays for it too. */
    ParticipationId alsoBuys(Buyer buyer, String article, long price) {
        ParticipationId place = new ParticipationId(Ids.next());
        write(
                "insert into participation (store_id, id, team_id, campaign_id, member_id, active_member_id, active_slot,"
                        + " idempotency_key, chosen_variant_id, state, admission, hold_until, recheck_at, created_at)"
                        + " select store_id, ?, team_id, campaign_id, member_id, member_id, ?, ?, ?, 'HELD', 'READY',"
                        + " hold_until, recheck_at, created_at from participation where store_id = :store and id = ?",
                place,
                article,
                place.toString(),
                article,
                buyer.place());
        write("update team set held = held + 1 where store_id = :store and id = ?", team);
        atShop.get(buyer.order()).article(article, 1, price).captured(price);
        return place;
    }

    void hasMinutesToPay(Buyer buyer, int minutes) {
        write(
                "update participation set hold_until = now() + cast(? as integer) * interval '1' minute"
                        + " where store_id = :store and id = ?",
                minutes,
                buyer.place());
    }

    /** The buyer has placed the order in so many minutes. */
    void ordersLater(Buyer buyer, int minutes) {
        atShop.get(buyer.order())
                .placed(buyer.order(), buyer.customer(), Instant.now().plus(Duration.ofMinutes(minutes)));
    }

    /** The order was placed without logging in, and names the buyer's first place. */
    void isOfAGuest(Buyer buyer) {
        atShop.get(buyer.order()).guest().naming(buyer.place());
    }

    Buyer aBuyerWhoHasNotPaid() {
        Buyer buyer = aBuyerWhoHasPaid();
        ScriptedAdapter.answers(buyer.order(), Optional::empty);
        return buyer;
    }

    void hasChosenTheMainArticle(Buyer buyer) {
        write("update participation set chosen_variant_id = null where store_id = :store and id = ?", buyer.place());
    }

    /** Gather hears of the order. */
    void pays(Buyer buyer) {
        orders.intake().readNow(store, buyer.order());
    }

    Buyer aBuyerWhoseOrderCannotBeApplied() {
        Buyer buyer = aBuyerWhoHasPaid();
        unusable.add(buyer.order());
        return buyer;
    }

    /** The shop answers for all orders but this one. */
    Buyer aBuyerForWhoseOrderTheShopFails() {
        Buyer buyer = aBuyerWhoHasPaid();
        failing.add(buyer.order());
        return buyer;
    }

    /** The shop answers 500, whichever order it is asked for. */
    void shopFails(boolean fails) {
        shopFails = fails;
    }

    /** The cause has gone, and the next try is due. */
    Reading canBeApplied(Buyer buyer) {
        unusable.remove(buyer.order());
        failing.remove(buyer.order());
        hasFailedFor(buyer, 0);
        return orders.intake().readNow(store, buyer.order());
    }

    /** The campaign has these terms, with a draw in its team. */
    BuyersOrders drawing(CampaignTerms terms) {
        draws().prepare(team, terms);
        return on(terms);
    }

    SomeDraws draws() {
        return new SomeDraws(database);
    }

    /** Another node, which has seen nothing of what was before, settles the team. */
    void settlesOnAnotherNode() {
        anotherNode().bean(TeamClosing.class).advance(store, team);
    }

    StoreDatabase anotherNode() {
        StoreDatabase node = database.anotherNode();
        node.with(KnownCustomers.class, node.bean(Members.class));
        SchedulingWithoutServer.on(node);
        node.with(BuyerAdmission.class, node.bean(Admissions.class));
        return node;
    }

    void campaignRuns() {
        write("update campaign set ends_at = now() + interval '10' day where store_id = :store");
    }

    void campaignHasEnded() {
        write("update campaign set ends_at = now() where store_id = :store");
    }

    void unitsAre(int units, int reserved) {
        write("delete from campaign_units where store_id = :store");
        write(
                "insert into campaign_units (store_id, campaign_id, units, reserved, per_team) values (:store, ?, ?, ?, 3)",
                campaign,
                units,
                reserved);
    }

    /** The same member has paid for a place in another team. */
    void alsoHasPaidIn(TeamId other, Buyer buyer) {
        ParticipationId second = new ParticipationId(Ids.next());
        write("update team set paid = paid + 1, units = units + 1 where store_id = :store and id = ?", other);
        write(
                "insert into participation (store_id, id, team_id, campaign_id, member_id, active_member_id, idempotency_key,"
                        + " state, admission, hold_until, order_id, created_at)"
                        + " select p.store_id, cast(? as uuid), cast(? as uuid), p.campaign_id, p.member_id, p.member_id, 'second',"
                        + " 'PAID', 'READY', now(), 'another-order', now() from participation p where p.store_id = :store and p.id = ?",
                second,
                other,
                buyer.place());
    }

    /** Another open team of the campaign. */
    TeamId anotherTeam(int size, int paid, Duration left) {
        TeamId other = new TeamId(Ids.next());
        write(
                "insert into team (store_id, id, campaign_id, opened_by, size, minimum, held, paid, units, state, opened_at,"
                        + " deadline, due_at) values (:store, ?, ?, ?, ?, ?, 0, ?, ?, 'OPEN', now(), ?, now())",
                other,
                campaign,
                Ids.next(),
                size,
                size,
                paid,
                paid,
                Instant.now().plus(left));
        return other;
    }

    void decideTeam(TeamId other) {
        database.bean(TeamClosing.class).advance(store, other);
    }

    /** The shop has not captured the order's payment. */
    void isOnlyAuthorized(Buyer buyer) {
        atShop.put(
                buyer.order(),
                AnyOrder.inEuro()
                        .placed(buyer.order(), buyer.customer(), now.minus(Duration.ofMinutes(10)))
                        .article("tea", 1, 1_000)
                        .authorized(1_000));
    }

    /** The order names the place, as a storefront's does. */
    void namesItsPlace(Buyer buyer) {
        atShop.get(buyer.order()).naming(buyer.place());
    }

    /** The buyer leaves the team. */
    void leaves(Buyer buyer) {
        database.bean(Leaving.class)
                .leave(
                        store,
                        database.bean(Participations.class)
                                .find(store, buyer.place())
                                .orElseThrow());
    }

    /** The shop returns all that was paid for the order, and cancels it. */
    void returned(Buyer buyer) {
        returned(buyer, 1);
    }

    /** The shop has cancelled an order of so many units of the main article, and has refunded it. */
    void returned(Buyer buyer, int units) {
        atShop.get(buyer.order()).cancelled().refund(1_000L * units);
        orders.intake().readNow(store, buyer.order());
    }

    /** The team is decided, and its places are not settled yet. */
    void endsAtDeadline() {
        Team ending = team();
        database.transactions()
                .inStore(store, () -> database.bean(TeamEnding.class).endAtDeadline(store, ending));
    }

    /** The shop has cancelled the order, and its money is still to be given back. */
    void cancelled(Buyer buyer) {
        atShop.get(buyer.order()).cancelled();
        orders.intake().readNow(store, buyer.order());
    }

    /** The shop has cancelled some units of the order's line and refunded their price. */
    void cancelledUnits(Buyer buyer, int units) {
        atShop.get(buyer.order()).cancel("l1", Integer.toString(units)).refund(1_000L * units);
        orders.intake().readNow(store, buyer.order());
    }

    /** The shop has undone the cancellation of units and taken their price again. */
    void takesUnitsBack(Buyer buyer, int units) {
        atShop.get(buyer.order()).cancel("l1", "0").captured(1_000L * units);
        orders.intake().readNow(store, buyer.order());
    }

    /** As if the order could not be applied since then. */
    void hasFailedFor(Buyer buyer, int minutes) {
        orders.failingFor(buyer.order(), minutes);
    }

    /** The place was taken a moment ago, and the shop has not admitted the buyer yet. */
    void waitsForAdmission(Buyer buyer, Supplier<CommandResult> answer) {
        ScriptedAdapter.admits(buyer.customer(), answer);
        write(
                "update participation set admission = 'PENDING', created_at = now(), hold_until = now() + interval '10' minute"
                        + " where store_id = :store and id = ?",
                buyer.place());
    }

    void holdEndsNow(Buyer buyer) {
        write("update participation set hold_until = now() where store_id = :store and id = ?", buyer.place());
    }

    void passes(int seconds) {
        write(
                "update participation set created_at = created_at - cast(? as integer) * interval '1' second,"
                        + " hold_until = hold_until - cast(? as integer) * interval '1' second where store_id = :store",
                seconds,
                seconds);
        write(
                "update team set deadline = deadline - cast(? as integer) * interval '1' second where store_id = :store",
                seconds);
    }

    void shopIsAway(boolean away) {
        shopIsAway = away;
    }

    void teamHasPlaces(int size) {
        write("update team set size = ?, minimum = ? where store_id = :store and id = ?", size, size, team);
    }

    void teamHasADayLeft() {
        write("update team set deadline = now() + interval '1' day where store_id = :store and id = ?", team);
    }

    void deadlineWas(int minutesAgo) {
        write(
                "update team set deadline = ? where store_id = :store and id = ?",
                now.minus(Duration.ofMinutes(minutesAgo)),
                team);
    }

    void decideTeam() {
        database.bean(TeamClosing.class).advance(store, team);
    }

    void endHold(Buyer buyer) {
        database.bean(Holds.class).advance(store, List.of(buyer.place()));
    }

    /** What is due for these places is done. */
    void advance(List<Buyer> of) {
        database.bean(Holds.class).advance(store, of.stream().map(Buyer::place).toList());
    }

    int statementsOf(Runnable work) {
        return database.statementsOf(work);
    }

    /** The price of one unit of the main article in the team. */
    Money price() {
        return team().price(terms);
    }

    List<Alarms.Alarm> alarms() {
        return orders.alarms();
    }

    private void write(String statement, Object... args) {
        database.transactions().inStore(store, () -> database.sql().update(store, statement, args));
    }
}
