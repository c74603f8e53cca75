package shop.gather.groupbuy.roster;

import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.groupbuy.team.Team;
import shop.gather.groupbuy.team.Teams;
import shop.gather.groupbuy.terms.SomeTerms;
import shop.gather.groupbuy.terms.TermsJson;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.Ids;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;

/** A team of 5 in a store of its own. */
final class ATeam {

    final StoreDatabase database;
    final StoreId store;
    final TeamId id;
    final MemberId opener = new MemberId(Ids.next());

    ATeam(StoreDatabase shared) {
        this(shared, new TeamId(Ids.next()), "Tea for many", "Tea");
    }

    /** @param id another store may have a team with the same one */
    ATeam(StoreDatabase shared, TeamId id, String campaign, String article) {
        this.database = shared.anotherStore();
        this.store = database.store();
        this.id = id;
        CampaignId campaignId = new CampaignId(id.value());
        write(
                "insert into campaign (store_id, id, name, variant_id, title, product_url, currency, list_price, terms,"
                        + " starts_at, ends_at, state, price_by, version, created_at)"
                        + " values (:store, ?, ?, 'tea', ?, '', 'EUR', 1299, ?, now(), now(), 'PUBLISHED', 'OFFER', 0, now())",
                campaignId,
                campaign,
                article,
                TermsJson.write(SomeTerms.team("EUR 10.00", 5)));
        write(
                "insert into team (store_id, id, campaign_id, opened_by, size, minimum, held, paid, units, state, opened_at,"
                        + " deadline) values (:store, ?, ?, ?, 5, 3, 1, 1, 2, 'OPEN', now(),"
                        + " timestamp with time zone '2030-06-01 21:30:00+00')",
                id,
                campaignId,
                opener);
    }

    Team team() {
        return database.bean(Teams.class).find(store, id).orElseThrow();
    }

    MemberId aMember(String name) {
        return aMember(new MemberId(Ids.next()), name);
    }

    MemberId aMember(MemberId member, String name) {
        write(
                "insert into member (store_id, id, display_name, sessions_valid_from, joined_at) values (:store, ?, ?, now(), now())",
                member,
                name);
        return member;
    }

    ParticipationId aPlace(MemberId member, State state) {
        return aPlace(new ParticipationId(Ids.next()), member, state);
    }

    ParticipationId aPlace(ParticipationId place, MemberId member, State state) {
        write(
                "insert into participation (store_id, id, team_id, campaign_id, member_id, idempotency_key, quantity, units,"
                        + " state, admission, hold_until, created_at)"
                        + " values (:store, ?, ?, ?, ?, ?, 2, ?, ?, 'READY', now(), now())",
                place,
                id,
                id.value(),
                member,
                Ids.next().toString(),
                state == State.HELD ? 0 : 2,
                state);
        return place;
    }

    void chooses(MemberId member, TeamDisplay display) {
        database.bean(TeamDisplays.class).change(store, member, display);
    }

    void write(String statement, Object... args) {
        database.transactions().inStore(store, () -> database.sql().update(store, statement, args));
    }
}
