package shop.gather.groupbuy.settlement;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.campaign.PriceBy;
import shop.gather.groupbuy.place.Participation;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.groupbuy.place.Participations;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.Exchanges;
import shop.gather.groupbuy.terms.SomeTerms;
import shop.gather.groupbuy.terms.TermsJson;
import shop.gather.ledger.StoreDatabase;
import shop.gather.order.facts.AnyOrder;
import shop.gather.order.intake.OrderRead;
import shop.gather.platform.Ids;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.shop.alarm.Alarms;

/**
 * A place of a team at the group price of 10.00 whose order is number 7, in a store of its own; and what reads of the
 * order and ends of commands do to it.
 */
public final class PlacesOnDatabase {

    static final String ORDER = "7";

    private final StoreDatabase database;
    private final StoreId store;
    private final MemberId member;
    private final ParticipationId place = new ParticipationId(Ids.next());

    public PlacesOnDatabase(StoreDatabase shared, PriceBy by, State state) {
        database = shared.anotherStore().withAListener();
        store = database.store();
        member = new MemberId(Ids.next());
        CampaignId campaign = new CampaignId(Ids.next());
        TeamId team = new TeamId(Ids.next());
        write(
                "insert into member (store_id, id, display_name, sessions_valid_from, joined_at) values (:store, ?, 'Mia', now(), now())",
                member);
        write(
                "insert into campaign (store_id, id, name, variant_id, title, product_url, currency, list_price, terms,"
                        + " starts_at, ends_at, state, price_by, version, created_at)"
                        + " values (:store, ?, 'Tea', ?, 'Tea', '', 'EUR', 1299, ?, now(), now(),"
                        + " 'PUBLISHED', ?, 0, now())",
                campaign,
                PaidOrder.VARIANT,
                TermsJson.write(SomeTerms.team("EUR 10.00", 2)),
                by);
        write(
                "insert into team (store_id, id, campaign_id, opened_by, size, minimum, held, paid, units, state, opened_at, deadline)"
                        + " values (:store, ?, ?, ?, 2, 2, 0, 2, 2, ?, now(), now())",
                team,
                campaign,
                member,
                state == State.CONFIRMED ? "SUCCEEDED" : "FAILED");
        write(
                "insert into participation (store_id, id, team_id, campaign_id, member_id, idempotency_key, state, admission, hold_until,"
                        + " order_id, units, created_at) values (:store, ?, ?, ?, ?, 'key', ?, 'READY', now(), ?, 1, now())",
                place,
                team,
                campaign,
                member,
                state,
                ORDER);
    }

    /** The place is held and belongs to no order yet; its team is open for a day and has one more place. */
    public PlacesOnDatabase held() {
        write(
                "update team set state = 'OPEN', held = 1, paid = 0, deadline = now() + interval '1' day where store_id = :store and id ="
                        + " (select team_id from participation p where p.store_id = :store and p.id = ?)",
                place);
        write(
                "update participation set state = 'HELD', order_id = null, units = 0, created_at = ?, hold_until = now() + interval '1' day"
                        + " where store_id = :store and id = ?",
                AnyOrder.THEN.minusSeconds(60),
                place);
        return this;
    }

    /** The campaign says what becomes of places whose article is exchanged; it is of the product {@code teas}. */
    PlacesOnDatabase exchanging(Exchanges exchanges) {
        write(
                "update campaign set terms = ?, product_id = 'teas' where store_id = :store",
                TermsJson.write(SomeTerms.with(SomeTerms.groupPrice("EUR 10.00"), SomeTerms.fullTeam(2), exchanges)));
        return this;
    }

    /** The campaign has these terms, and the place's order has paid for one unit. */
    public PlacesOnDatabase on(CampaignTerms terms) {
        write("update campaign set terms = ? where store_id = :store", TermsJson.write(terms));
        write("update participation set units = 1 where store_id = :store and id = ?", place);
        return this;
    }

    /** The variants that the shop is to be asked for. */
    List<String> asked() {
        return database.transactions().inStore(store, () -> database.sql()
                .list(
                        store,
                        "select variant_id from exchanged_variant where store_id = :store and due_at is not null",
                        row -> row.getString("variant_id")));
    }

    /** The shop has said of which product a variant is; null if it has none. */
    void told(String variant, String product) {
        write(
                "update exchanged_variant set product_id = ?, read_at = now(), due_at = null where store_id = :store and variant_id = ?",
                product,
                variant);
    }

    /** The team has succeeded. */
    void succeed() {
        write(
                "update team set state = 'SUCCEEDED', held = 0, paid = 2 where store_id = :store and id ="
                        + " (select team_id from participation p where p.store_id = :store and p.id = ?)",
                place);
        become(State.CONFIRMED);
    }

    /** The place is held for a time of Gather's clock. */
    PlacesOnDatabase heldFrom(Instant taken, Instant until) {
        held();
        write(
                "update participation set created_at = ?, hold_until = ? where store_id = :store and id = ?",
                taken,
                until,
                place);
        return this;
    }

    /** The team's deadline. */
    PlacesOnDatabase endingAt(Instant deadline) {
        write(
                "update team set deadline = ? where store_id = :store and id ="
                        + " (select team_id from participation p where p.store_id = :store and p.id = ?)",
                deadline,
                place);
        return this;
    }

    /** Another held place of the same member, in a campaign of its own. */
    UUID alsoHeld(String variant, long groupPrice) {
        CampaignId campaign = new CampaignId(Ids.next());
        TeamId team = new TeamId(Ids.next());
        UUID other = Ids.next();
        write(
                "insert into campaign (store_id, id, name, variant_id, title, product_url, currency, list_price, terms,"
                        + " starts_at, ends_at, state, price_by, version, created_at)"
                        + " values (:store, ?, 'Other', ?, 'Other', '', 'EUR', ?, ?, now(), now(),"
                        + " 'PUBLISHED', 'OFFER', 0, now())",
                campaign,
                variant,
                2 * groupPrice,
                TermsJson.write(SomeTerms.team(
                        Money.ofMinor(CurrencyUnit.EUR, groupPrice).toString(), 2)));
        write(
                "insert into team (store_id, id, campaign_id, opened_by, size, minimum, held, paid, state, opened_at, deadline)"
                        + " values (:store, ?, ?, ?, 2, 2, 1, 0, 'OPEN', now(), now() + interval '1' day)",
                team,
                campaign,
                member);
        write(
                "insert into participation (store_id, id, team_id, campaign_id, member_id, idempotency_key, state, admission, hold_until,"
                        + " created_at) values (:store, ?, ?, ?, ?, ?, 'HELD', 'READY', now() + interval '1' day, ?)",
                other,
                team,
                campaign,
                member,
                other.toString(),
                AnyOrder.THEN.minusSeconds(60));
        return other;
    }

    /** The member's order was read as it is. */
    public void read(AnyOrder order) {
        database.transactions()
                .inStore(store, () -> database.bean(PaymentProjection.class).apply(readOf(order)));
    }

    /** A read of the member's order, or of a guest's. */
    public OrderRead readOf(AnyOrder order) {
        return OrderRead.of(
                store, order.snapshot(), order.snapshot().customerId().map(customer -> member));
    }

    public MemberId member() {
        return member;
    }

    public StoreDatabase database() {
        return database;
    }

    /** What the order's lines are to teams. */
    List<TeamOrders.TeamLine> teamLines(AnyOrder order) {
        return database.transactions()
                .inStore(store, () -> database.bean(TeamOrders.class).teamLines(readOf(order)));
    }

    /** The team has failed, and the place's hold has ended. */
    public void endTeam() {
        write(
                "update team set state = 'FAILED', held = 0 where store_id = :store and id ="
                        + " (select team_id from participation p where p.store_id = :store and p.id = ?)",
                place);
        become(State.EXPIRED);
    }

    State stateOf(ParticipationId participation) {
        return database.bean(Participations.class)
                .find(store, participation)
                .orElseThrow()
                .state();
    }

    void become(ParticipationId participation, State state) {
        write("update participation set state = ? where store_id = :store and id = ?", state, participation);
    }

    /** The commands that wait for the shop, by their keys, with what they say. */
    public Map<String, String> commands() {
        Map<String, String> commands = new TreeMap<>();
        database.transactions().inStore(store, () -> database.sql()
                .list(
                        store,
                        "select command_key, payload from shop_command where store_id = :store",
                        row -> commands.put(row.getString("command_key"), row.getString("payload"))));
        return commands;
    }

    public ParticipationId id() {
        return place;
    }

    /** The order was read as it is. */
    public void read(PaidOrder order) {
        database.transactions().inStore(store, () -> database.bean(PaymentProjection.class)
                .apply(OrderRead.of(store, order.snapshot(), Optional.empty())));
    }

    /** The shop said so many minutes ago that it has done a command. */
    void done(String key, int minutesAgo) {
        ended(key, "DONE", minutesAgo);
    }

    /** A command was asked of the shop, which has not said yet that it is done. */
    void asked(String key) {
        ended(key, "WAITING", 0);
    }

    /** The shop has refused a command. */
    void refused(String key) {
        ended(key, "REFUSED", 1);
    }

    /** The order was marked after the read began that comes next. */
    void markedWhileItIsRead() {
        write(
                "insert into order_snapshot (store_id, order_id, dirty_since, retry_at, read_failures, last_read_no, applied_read_no)"
                        + " values (:store, ?, now(), now(), 0, 1, 0)",
                ORDER);
    }

    /** The order is being read to its end, and no mark has come since. */
    void unmarked() {
        write(
                "update order_snapshot set dirty_since = null, retry_at = null, applied_read_no = last_read_no"
                        + " where store_id = :store and order_id = ?",
                ORDER);
    }

    /** After the read that is being applied began another one, which took the mark away. */
    void readOnceMore() {
        write(
                "update order_snapshot set dirty_since = null, retry_at = null, last_read_no = 2, applied_read_no = 1"
                        + " where store_id = :store and order_id = ?",
                ORDER);
    }

    public void hasRefused(String key) {
        refused(key);
    }

    /** The terms of the place's campaign. */
    public CampaignTerms terms() {
        return database.transactions()
                .inStore(store, () -> database.sql()
                        .first(
                                store,
                                "select terms from campaign where store_id = :store",
                                row -> TermsJson.read(row.getString("terms"))))
                .orElseThrow();
    }

    /** The shop has carried a command out. */
    public void carriedOut(String key) {
        ended(key, "DONE", 0);
    }

    private void ended(String key, String how, int minutesAgo) {
        write("delete from shop_command where store_id = :store and command_key = ?", key);
        write(
                "insert into shop_command (store_id, id, command_key, kind, order_id, subject_id, payload, state, "
                        + "attempts, created_at, ended_at)"
                        + " values (:store, ?, ?, ?, ?, ?, '{}', ?, 1, now(), now() - cast(? as integer) * interval '1' minute)",
                Ids.next(),
                key,
                key.startsWith("capture") ? "Capture" : "Refund",
                ORDER,
                place,
                how,
                minutesAgo);
    }

    /** The tasks of the store's owner that are open. */
    public List<Alarms.Alarm> tasks() {
        return database.bean(Alarms.class).open(store, null, 50).items();
    }

    /** How often an event was written down. */
    long events(String type) {
        return database.transactions().inStore(store, () -> database.sql()
                .first(
                        store,
                        "select count(*) as n from event_out where store_id = :store and type = ?",
                        row -> row.getLong("n"),
                        type)
                .orElseThrow());
    }

    public State state() {
        return row().state();
    }

    public Participation row() {
        return database.bean(Participations.class).find(store, place).orElseThrow();
    }

    void become(State state) {
        write("update participation set state = ? where store_id = :store and id = ?", state, place);
    }

    /** The order was due to be read so many minutes ago, and now was. */
    void readAsItWasDue(int minutesAgo, String reason) {
        write(
                "update participation set reason = ?, recheck_at = now() - cast(? as integer) * interval '1' minute "
                        + "where store_id = :store and id = ?",
                reason,
                minutesAgo,
                place);
        database.bean(Participations.class).rechecked(store, place);
    }

    /** When the order is read again by itself. */
    Optional<Instant> lookedAtAgain() {
        return database.transactions().inStore(store, () -> database.sql()
                .first(
                        store,
                        "select recheck_at from participation where store_id = :store and id = ?",
                        row -> Optional.ofNullable(StoreSql.instant(row, "recheck_at")),
                        place)
                .orElseThrow());
    }

    private void write(String statement, Object... args) {
        database.transactions().inStore(store, () -> database.sql().update(store, statement, args));
    }
}
