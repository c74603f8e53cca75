package shop.gather.groupbuy.fulfilment.pickup;

import jakarta.enterprise.event.Event;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.TreeMap;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.PickupPointId;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.fulfilment.point.CapacityPer;
import shop.gather.groupbuy.place.Participation;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.groupbuy.place.Participation.Step;
import shop.gather.groupbuy.place.Participations;
import shop.gather.groupbuy.place.PlaceMoved;
import shop.gather.groupbuy.terms.PickupAtPoints;
import shop.gather.groupbuy.terms.SomeTerms;
import shop.gather.groupbuy.terms.TermsJson;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.Id;
import shop.gather.platform.Ids;
import shop.gather.platform.LeaderId;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;

/** A campaign with pickup in a store of its own, its points and places; a place that moves is observed as by CDI. */
public final class PickupsOnDatabase {

    private final StoreDatabase database;
    private final StoreId store;
    private final CampaignId campaign = new CampaignId(Ids.next());
    private final TeamId team = new TeamId(Ids.next());

    public PickupsOnDatabase(StoreDatabase shared, PickupAtPoints policy) {
        database = shared.anotherStore().withAListener().anotherNode();
        store = database.store();
        database.with(Event.class, observed());
        write(
                "insert into campaign (store_id, id, name, variant_id, title, product_url, currency, list_price, terms,"
                        + " starts_at, ends_at, state, price_by, version, created_at)"
                        + " values (:store, ?, 'Tea for many', 'tea', '=Tea', '', 'EUR', 1299, ?, now(), now(),"
                        + " 'PUBLISHED', 'OFFER', 0, now())",
                campaign,
                TermsJson.write(SomeTerms.collected(policy)));
        write(
                "insert into team (store_id, id, campaign_id, opened_by, size, minimum, held, paid, units, state, opened_at, deadline)"
                        + " values (:store, ?, ?, ?, 100, 2, 0, 2, 2, 'OPEN', now(), now() + interval '1' day)",
                team,
                campaign,
                Ids.next());
    }

    private Event<?> observed() {
        return (Event<?>) Proxy.newProxyInstance(
                Event.class.getClassLoader(), new Class<?>[] {Event.class}, (proxy, method, args) -> {
                    if (method.getName().equals("fire") && args[0] instanceof PlaceMoved moved) {
                        database.bean(PlacePickups.class).on(moved);
                    }
                    return null;
                });
    }

    public StoreDatabase database() {
        return database;
    }

    public StoreId store() {
        return store;
    }

    public CampaignId campaign() {
        return campaign;
    }

    public TeamId team() {
        return team;
    }

    public PickupPointId aPoint() {
        return aPoint(null, CapacityPer.CAMPAIGN, null);
    }

    /** An active point. @param capacity null for no limit */
    public PickupPointId aPoint(Integer capacity, CapacityPer per, LeaderId leader) {
        PickupPointId point = new PickupPointId(Ids.next());
        write(
                "insert into pickup_point (store_id, id, name, address, zone, hours, capacity, capacity_per, leader_id, active,"
                        + " version, created_at) values (:store, ?, 'Corner shop', ?, 'Europe/Berlin', '{}',"
                        + " cast(? as integer), ?, cast(? as uuid), true, 0, now())",
                point,
                "1 Long Street\n10115 Berlin",
                capacity,
                per,
                Id.valueOrNull(leader));
        return point;
    }

    /** A place of a member of its own. */
    public ParticipationId aPlace(State state) {
        return aPlace(state, "Mia Wong");
    }

    public ParticipationId aPlace(State state, String name) {
        MemberId member = new MemberId(Ids.next());
        ParticipationId place = new ParticipationId(Ids.next());
        write(
                "insert into member (store_id, id, display_name, sessions_valid_from, joined_at) values (:store, ?, ?, now(), now())",
                member,
                name);
        write(
                "insert into participation (store_id, id, team_id, campaign_id, member_id, idempotency_key, state, admission,"
                        + " hold_until, created_at) values (:store, ?, ?, ?, ?, 'key', ?, 'READY', now(), now())",
                place,
                team,
                campaign,
                member,
                state);
        return place;
    }

    /** A place that is confirmed, at a point if one is given. */
    public ParticipationId aConfirmedPlace(PickupPointId point) {
        ParticipationId place = aPlace(State.HELD);
        if (point != null) {
            choose(place, point);
        }
        move(place, Step.PAY);
        move(place, Step.CONFIRM);
        return place;
    }

    public Participation place(ParticipationId id) {
        return database.bean(Participations.class).find(store, id).orElseThrow();
    }

    public void move(ParticipationId id, Step step) {
        database.transactions()
                .inStore(store, () -> database.bean(Participations.class).move(store, place(id), step, null));
    }

    public void choose(ParticipationId id, PickupPointId point) {
        database.bean(PlacePickups.class).choose(store, id, point);
    }

    public void becomeReady(ParticipationId id) {
        database.bean(PickupReadiness.class).becomeReady(store, id);
    }

    public void undo(ParticipationId id) {
        database.bean(PickupUndo.class).undo(store, "owner:test", id, "A mistake.");
    }

    public Pickup pickup(ParticipationId id) {
        return database.bean(Pickups.class).find(store, id).orElseThrow();
    }

    public PickupView view(ParticipationId id) {
        return database.bean(PickupViews.class).of(store, place(id), true);
    }

    /** The code that the buyer has or will have. */
    public String code(ParticipationId id) {
        PickupCodes codes = database.bean(PickupCodes.class);
        return codes.code(store, id, codes.currentKey()).orElseThrow();
    }

    /** How many places count at a point for the campaign. */
    public int load(PickupPointId point) {
        return database.transactions().inStore(store, () -> database.sql()
                .first(
                        store,
                        "select taken from pickup_load where store_id = :store and point_id = ? and slot = ?",
                        row -> row.getInt("taken"),
                        point,
                        campaign.toString())
                .orElse(0));
    }

    /** How often each event was written down. */
    public Map<String, Integer> events() {
        Map<String, Integer> counts = new TreeMap<>();
        database.transactions().inStore(store, () -> database.sql()
                .list(
                        store,
                        "select type, count(*) as n from event_out where store_id = :store group by type",
                        row -> counts.put(row.getString("type"), row.getInt("n"))));
        return counts;
    }

    public void write(String statement, Object... args) {
        database.transactions().inStore(store, () -> database.sql().update(store, statement, args));
    }
}
