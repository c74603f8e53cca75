package shop.gather.groupbuy.team;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.joda.money.Money;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.groupbuy.terms.OpenerPrice;
import shop.gather.groupbuy.terms.SomeTerms;
import shop.gather.groupbuy.terms.TermsJson;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.Ids;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;

/** What the buyers of a team are told when it ends, and what that costs. */
class TeamMessagesTest {

    private StoreDatabase database;
    private StoreId store;
    private Teams teams;
    private final CampaignId campaign = new CampaignId(Ids.next());

    private void aCampaignOn(StoreDatabase shared) {
        database = shared.anotherStore();
        store = database.store();
        teams = database.bean(Teams.class);
        write(
                "insert into campaign (store_id, id, name, variant_id, title, product_url, currency, list_price, terms,"
                        + " starts_at, ends_at, state, price_by, version, created_at)"
                        + " values (:store, ?, 'Tea for many', 'tea', 'Tea', '', 'EUR', 1299, ?, now(), now(),"
                        + " 'PUBLISHED', 'OFFER', 0, now())",
                campaign,
                TermsJson.write(SomeTerms.team("EUR 10.00", 3)));
    }

    /** A team past its deadline. */
    private record Ending(TeamId id, List<MemberId> members) {}

    private Ending aTeam(int paid, int minimum) {
        Ending team = new Ending(new TeamId(Ids.next()), new ArrayList<>());
        write(
                "insert into team (store_id, id, campaign_id, opened_by, size, minimum, held, paid, units, state, opened_at, deadline)"
                        + " values (:store, ?, ?, ?, 100, ?, 0, ?, ?, 'CLOSING', now(), now())",
                team.id(),
                campaign,
                Ids.next(),
                minimum,
                paid,
                paid);
        for (int i = 0; i < paid; i++) {
            team.members().add(aPlace(team.id(), State.PAID));
        }
        return team;
    }

    private MemberId aPlace(TeamId team, State state) {
        MemberId member = new MemberId(Ids.next());
        write(
                "insert into member (store_id, id, display_name, sessions_valid_from, joined_at) values (:store, ?, 'Mia', now(), now())",
                member);
        write(
                "insert into participation (store_id, id, team_id, campaign_id, member_id, idempotency_key, state, admission,"
                        + " hold_until, created_at) values (:store, ?, ?, ?, ?, 'key', ?, 'READY', now(), now())",
                Ids.next(),
                team,
                campaign,
                member,
                state);
        return member;
    }

    /** Each message as its kind, its subject and its values. */
    private List<String> told(MemberId member) {
        return database.transactions().inStore(store, () -> database.sql()
                .list(
                        store,
                        "select kind, subject_id, details from message where store_id = :store and member_id = ? order by id",
                        row -> row.getString("kind") + " " + row.getString("subject_id") + " "
                                + row.getString("details"),
                        member));
    }

    private void inStore(Consumer<StoreId> work) {
        database.transactions().inStore(store, () -> work.accept(store));
    }

    @OnBothDatabases
    void theBuyersOfATeamThatSucceedsAreToldItsPrice(StoreDatabase shared) {
        aCampaignOn(shared);
        Ending team = aTeam(3, 3);
        MemberId unpaid = aPlace(team.id(), State.EXPIRED);
        inStore(any -> ends(team));
        assertThat(team.members()).allSatisfy(member -> assertThat(told(member))
                .containsExactly("TEAM_SUCCEEDED " + team.id()
                        + " {\"campaign\":\"Tea for many\",\"members\":\"3\",\"price\":\"EUR 10.00\"}"));
        assertThat(told(unpaid)).isEmpty();
    }

    @OnBothDatabases
    void theOpenerIsToldThePriceThatOnlyTheOpenerPays(StoreDatabase shared) {
        aCampaignOn(shared);
        write(
                "update campaign set terms = ? where store_id = :store",
                TermsJson.write(SomeTerms.with(
                        new OpenerPrice(Money.parse("EUR 10.00"), Money.parse("EUR 8.00")), SomeTerms.fullTeam(3))));
        Ending team = aTeam(3, 3);
        MemberId opener = team.members().get(0);
        write(
                "update team set opening_place_id = (select p.id from participation p where p.store_id = :store"
                        + " and p.member_id = ?) where store_id = :store and id = ?",
                opener,
                team.id());
        inStore(any -> ends(team));
        assertThat(told(opener)).singleElement().asString().contains("\"price\":\"EUR 8.00\"");
        assertThat(team.members().subList(1, 3))
                .allSatisfy(member ->
                        assertThat(told(member)).singleElement().asString().contains("\"price\":\"EUR 10.00\""));
    }

    @OnBothDatabases
    void theBuyersOfATeamThatFailsAreToldOnce(StoreDatabase shared) {
        aCampaignOn(shared);
        Ending team = aTeam(2, 3);
        inStore(any -> ends(team));
        inStore(any -> database.bean(TeamEnding.class).cancel(store, team.id()));
        assertThat(team.members()).allSatisfy(member -> assertThat(told(member))
                .containsExactly("TEAM_FAILED " + team.id() + " {\"campaign\":\"Tea for many\"}"));
    }

    @OnBothDatabases
    void soAreThoseOfATeamThatTheOwnerCancels(StoreDatabase shared) {
        aCampaignOn(shared);
        Ending team = aTeam(2, 3);
        inStore(any -> database.bean(TeamEnding.class).cancel(store, team.id()));
        assertThat(told(team.members().get(1))).singleElement().asString().startsWith("TEAM_FAILED");
    }

    @OnBothDatabases
    void anErasedBuyerIsToldNothing(StoreDatabase shared) {
        aCampaignOn(shared);
        Ending team = aTeam(3, 3);
        MemberId erased = team.members().get(0);
        write("update participation set buyer_erased = true where store_id = :store and member_id = ?", erased);
        inStore(any -> ends(team));
        assertThat(told(erased)).isEmpty();
        assertThat(told(team.members().get(1))).hasSize(1);
    }

    @OnBothDatabases
    void aTransactionThatIsRolledBackTellsNobody(StoreDatabase shared) {
        aCampaignOn(shared);
        Ending team = aTeam(3, 3);
        try {
            inStore(any -> {
                ends(team);
                throw new IllegalStateException("the server ends");
            });
        } catch (IllegalStateException expected) {
            assertThat(expected).hasMessage("the server ends");
        }
        assertThat(told(team.members().get(0))).isEmpty();
    }

    @OnBothDatabases
    void aTeamOf30CostsAsManyStatementsAsOneOf3(StoreDatabase shared) {
        aCampaignOn(shared);
        assertThat(statementsToSucceed(3)).isEqualTo(statementsToSucceed(30)).isLessThanOrEqualTo(8);
        assertThat(statementsToFail(3)).isEqualTo(statementsToFail(30)).isLessThanOrEqualTo(8);
    }

    private int statementsToSucceed(int buyers) {
        Ending team = aTeam(buyers, buyers);
        Team ending = teams.find(store, team.id()).orElseThrow();
        int statements = database.statementsOf(
                () -> inStore(any -> database.bean(TeamEnding.class).endAtDeadline(store, ending)));
        assertThat(team.members()).hasSize(buyers).allSatisfy(member -> assertThat(told(member))
                .hasSize(1));
        return statements;
    }

    private int statementsToFail(int buyers) {
        Ending team = aTeam(buyers, buyers + 1);
        Team ending = teams.find(store, team.id()).orElseThrow();
        int statements = database.statementsOf(
                () -> inStore(any -> database.bean(TeamEnding.class).endAtDeadline(store, ending)));
        assertThat(team.members()).hasSize(buyers).allSatisfy(member -> assertThat(told(member))
                .hasSize(1));
        return statements;
    }

    private void ends(Ending team) {
        database.bean(TeamEnding.class)
                .endAtDeadline(store, teams.find(store, team.id()).orElseThrow());
    }

    private void write(String statement, Object... args) {
        database.transactions().inStore(store, () -> database.sql().update(store, statement, args));
    }
}
