package shop.gather.groupbuy.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.joda.money.Money;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.campaign.CampaignVisibility;
import shop.gather.groupbuy.campaign.DirectoryFilter;
import shop.gather.groupbuy.campaign.SomeCampaigns;
import shop.gather.groupbuy.campaign.Visibility;
import shop.gather.groupbuy.directory.DirectoryOnDatabase.Kind;
import shop.gather.groupbuy.directory.OpenTeams.OpenTeam;
import shop.gather.groupbuy.place.Places;
import shop.gather.groupbuy.place.Wish;
import shop.gather.groupbuy.terms.SomeTerms;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.Ids;
import shop.gather.platform.MemberId;

/** Which teams the directory shows, in which order, and how pages follow one another. */
class OpenTeamsTest {

    private static final TeamFilter NEARLY_FULL = new TeamFilter(new DirectoryFilter.All(), true);

    private static List<Duration> minutes(int... minutes) {
        return IntStream.of(minutes).mapToObj(Duration::ofMinutes).toList();
    }

    @OnBothDatabases
    void aTeamIsShownWhileItIsOpenAndHasAFreePlace(StoreDatabase shared) {
        DirectoryOnDatabase store = new DirectoryOnDatabase(shared);
        CampaignId campaign = store.aCampaign("tea");
        TeamId team = store.aTeam(campaign, new Kind(3, true, true), Duration.ofMinutes(5));
        store.aTeam(campaign, Kind.FULL, Duration.ofMinutes(1));
        store.aTeam(campaign, Kind.ENDED, Duration.ofMinutes(1));
        store.aTeam(campaign, Kind.ROOMY, Duration.ofMinutes(-1));
        store.write("update team set held = 1, paid = 2, units = 2 where store_id = :store and id = ?", team);

        List<OpenTeam> found =
                store.page(TeamFilter.ALL, TeamOrder.ENDING_SOON, null, 50).items();

        assertThat(found).hasSize(1);
        OpenTeam shown = found.get(0);
        assertThat(shown.id()).isEqualTo(team);
        assertThat(shown.free()).isEqualTo(7);
        assertThat(shown.paid()).isEqualTo(2);
        assertThat(shown.size()).isEqualTo(10);
        assertThat(shown.deadline()).isEqualTo(store.now.plus(Duration.ofMinutes(5)));
        assertThat(shown.price()).isEqualTo(Money.parse("EUR 10.00"));
        assertThat(shown.campaign().offer().id()).isEqualTo(campaign);
        assertThat(shown.campaign().name()).isEqualTo("Tea for many");
        assertThat(shown.campaign().title()).isEqualTo("Green tea");
        assertThat(shown.campaign().variantId()).isEqualTo("tea");
    }

    @OnBothDatabases
    void teamsAreSortedByDeadlineOrByOpening(StoreDatabase shared) {
        DirectoryOnDatabase store = new DirectoryOnDatabase(shared);
        CampaignId campaign = store.aCampaign("tea");
        List<TeamId> roomy = store.teams(campaign, Kind.ROOMY, minutes(50, 20, 40));
        List<TeamId> few = store.teams(campaign, Kind.NEARLY_FULL, minutes(30, 10));

        assertThat(store.all(TeamFilter.ALL, TeamOrder.ENDING_SOON, 2))
                .containsExactly(few.get(1), roomy.get(1), few.get(0), roomy.get(2), roomy.get(0));
        assertThat(store.all(TeamFilter.ALL, TeamOrder.NEWEST, 2))
                .containsExactly(few.get(1), few.get(0), roomy.get(2), roomy.get(1), roomy.get(0));
        assertThat(store.all(NEARLY_FULL, TeamOrder.ENDING_SOON, 1)).containsExactly(few.get(1), few.get(0));
        assertThat(store.all(NEARLY_FULL, TeamOrder.NEWEST, 1)).containsExactly(few.get(1), few.get(0));
    }

    @OnBothDatabases
    void nearlyFullMeansOneOrTwoFreePlaces(StoreDatabase shared) {
        DirectoryOnDatabase store = new DirectoryOnDatabase(shared);
        TeamId team = store.aTeam(store.aCampaign("tea"), new Kind(7, true, true), Duration.ofHours(1));
        assertThat(store.all(NEARLY_FULL, TeamOrder.ENDING_SOON, 9)).isEmpty();
        store.join(team);
        assertThat(store.all(NEARLY_FULL, TeamOrder.ENDING_SOON, 9)).containsExactly(team);
        store.join(team);
        assertThat(store.all(NEARLY_FULL, TeamOrder.ENDING_SOON, 9)).containsExactly(team);
        store.join(team);
        assertThat(store.all(TeamFilter.ALL, TeamOrder.ENDING_SOON, 9)).isEmpty();
        store.leave(team);
        assertThat(store.all(NEARLY_FULL, TeamOrder.ENDING_SOON, 9)).containsExactly(team);
    }

    @OnBothDatabases
    void teamsOfACampaignOrOnAnArticleAreFound(StoreDatabase shared) {
        DirectoryOnDatabase store = new DirectoryOnDatabase(shared);
        CampaignId one = store.aCampaign("tea");
        CampaignId two = store.aCampaign("tea");
        CampaignId hidden = store.aCampaign("tea", Visibility.LINK_ONLY);
        CampaignId other = store.aCampaign("mint");
        List<TeamId> ones = store.teams(one, Kind.ROOMY, minutes(10, 30));
        List<TeamId> twos = store.teams(two, Kind.ROOMY, minutes(20, 40));
        store.teams(hidden, Kind.HIDDEN, minutes(5));
        store.teams(other, Kind.ROOMY, minutes(5));

        assertThat(store.all(new TeamFilter(one, false), TeamOrder.ENDING_SOON, 1))
                .isEqualTo(ones);
        assertThat(store.all(new TeamFilter(new DirectoryFilter.OnArticle("tea"), false), TeamOrder.ENDING_SOON, 3))
                .containsExactly(ones.get(0), twos.get(0), ones.get(1), twos.get(1));
        assertThat(store.all(new TeamFilter(new DirectoryFilter.OnArticle("tea"), false), TeamOrder.NEWEST, 3))
                .containsExactly(twos.get(1), twos.get(0), ones.get(1), ones.get(0));
        assertThat(store.all(new TeamFilter(new DirectoryFilter.OnArticle("te"), false), TeamOrder.NEWEST, 3))
                .isEmpty();
        assertThat(store.all(new TeamFilter(new CampaignId(Ids.next()), false), TeamOrder.NEWEST, 3))
                .isEmpty();
    }

    /** Many teams of a campaign have its end as their deadline. */
    /** An owner publishes a month of daily sales ahead. */
    @OnBothDatabases
    void campaignsThatAreStillToComeDoNotHideTheTeamsOnAnArticle(StoreDatabase shared) {
        DirectoryOnDatabase store = new DirectoryOnDatabase(shared);
        TeamId team = store.aTeam(store.aCampaign("tea"), Kind.ROOMY, Duration.ofHours(1));
        for (int day = 0; day < OpenTeams.MOST_CAMPAIGNS; day++) {
            CampaignId later = store.aCampaign("tea");
            store.write(
                    "update campaign set starts_at = now() + interval '1' day where store_id = :store and id = ?",
                    later);
        }
        assertThat(store.all(new TeamFilter(new DirectoryFilter.OnArticle("tea"), false), TeamOrder.ENDING_SOON, 2))
                .containsExactly(team);
    }

    @OnBothDatabases
    void noTeamIsSkippedOrRepeatedWhileTeamsFill(StoreDatabase shared) {
        for (TeamOrder order : TeamOrder.values()) {
            DirectoryOnDatabase store = new DirectoryOnDatabase(shared);
            CampaignId campaign = store.aCampaign("tea");
            Random random = new Random(order.ordinal());
            List<TeamId> teams = new ArrayList<>();
            for (Kind kind : List.of(new Kind(6, true, true), Kind.NEARLY_FULL, Kind.ROOMY)) {
                teams.addAll(store.teams(
                        campaign,
                        kind,
                        IntStream.range(0, 25)
                                .mapToObj(any -> Duration.ofMinutes(10 + random.nextInt(4)))
                                .toList()));
            }
            Collections.shuffle(teams, random);
            Set<TeamId> touched = new TreeSet<>(teams.subList(0, 40));
            Set<TeamId> filled = new TreeSet<>(teams.subList(0, 10));
            List<TeamId> shown = store.all(TeamFilter.ALL, order, 7, seen -> {
                for (TeamId team : touched) {
                    store.write("update team set held = 5 + mod(held + 1, 5) where store_id = :store and id = ?", team);
                }
                filled.forEach(
                        team -> store.write("update team set held = 10 where store_id = :store and id = ?", team));
            });
            Set<TeamId> stayed = new TreeSet<>(teams);
            stayed.removeAll(filled);
            assertThat(shown).as(order.name()).doesNotHaveDuplicates().containsAll(stayed);
        }
    }

    @OnBothDatabases
    void aHiddenCampaignDisappearsAtOnceAndComesBackWithTheNextSweeps(StoreDatabase shared) {
        DirectoryOnDatabase store = new DirectoryOnDatabase(shared);
        TeamListing listing = store.database.bean(TeamListing.class);
        CampaignId campaign = store.aCampaign("tea");
        List<TeamId> teams = store.teams(campaign, Kind.ROOMY, Collections.nCopies(3, Duration.ofHours(1)));
        store.teams(campaign, Kind.FULL, minutes(60));
        TeamId other = store.aTeam(store.aCampaign("mint"), Kind.ROOMY, Duration.ofHours(2));

        CampaignVisibility.set(store.database, campaign, Visibility.LINK_ONLY);
        assertThat(store.all(TeamFilter.ALL, TeamOrder.ENDING_SOON, 2)).containsExactly(other);
        listing.correct(store.database.store(), campaign);
        assertThat(unlisted(store)).isEqualTo(4);
        assertThat(store.page(TeamFilter.ALL, TeamOrder.ENDING_SOON, null, 1).items())
                .as("no row of a hidden team is read any more")
                .hasSize(1);
        TeamId late = store.aTeam(campaign, Kind.ROOMY, Duration.ofHours(1));
        listing.correct(store.database.store(), campaign);
        assertThat(unlisted(store)).as("it was opened at the same moment").isEqualTo(5);

        CampaignVisibility.set(store.database, campaign, Visibility.PUBLIC);
        listing.correct(store.database.store(), campaign);
        List<TeamId> back = new ArrayList<>(teams);
        back.add(late);
        back.add(other);
        assertThat(store.all(TeamFilter.ALL, TeamOrder.ENDING_SOON, 2)).isEqualTo(back);
    }

    @OnBothDatabases
    void aSweepCorrectsABatchAndEndsAfterAMinute(StoreDatabase shared) {
        DirectoryOnDatabase store = new DirectoryOnDatabase(shared);
        TeamListing listing = store.database.bean(TeamListing.class);
        CampaignId campaign = store.aCampaign("tea");
        store.teams(campaign, Kind.ROOMY, Collections.nCopies(TeamListing.BATCH + 1, Duration.ofHours(1)));
        CampaignVisibility.set(store.database, campaign, Visibility.LINK_ONLY);
        store.write("update campaign set relist_until = now() where store_id = :store");
        listing.correct(store.database.store(), campaign);
        assertThat(unlisted(store)).isEqualTo(TeamListing.BATCH);
        listing.correct(store.database.store(), campaign);
        assertThat(unlisted(store)).isEqualTo(TeamListing.BATCH + 1);
        assertThat(due(store)).isEqualTo(1);
        listing.correct(store.database.store(), campaign);
        assertThat(due(store)).isZero();
    }

    private static long unlisted(DirectoryOnDatabase store) {
        return number(store, "select count(*) as n from team where store_id = :store and not listed");
    }

    private static long due(DirectoryOnDatabase store) {
        return number(store, "select count(*) as n from campaign where store_id = :store and relist_until is not null");
    }

    private static long number(DirectoryOnDatabase store, String query) {
        return store.database
                .transactions()
                .inStore(
                        store.database.store(),
                        () -> store.database.sql().first(store.database.store(), query, row -> row.getLong("n")))
                .orElseThrow();
    }

    @OnBothDatabases
    void aNewTeamIsListedAsItsCampaignIs(StoreDatabase shared) {
        DirectoryOnDatabase store = new DirectoryOnDatabase(shared);
        CampaignId hidden = store.aCampaign("tea", Visibility.LINK_ONLY);
        CampaignId open = store.aCampaign("tea");
        opens(store, hidden);
        TeamId listed = opens(store, open);
        assertThat(unlisted(store)).isEqualTo(1);
        assertThat(store.all(TeamFilter.ALL, TeamOrder.NEWEST, 5)).containsExactly(listed);
    }

    private static TeamId opens(DirectoryOnDatabase store, CampaignId campaign) {
        MemberId member = new MemberId(Ids.next());
        store.write(
                "insert into member (store_id, id, display_name, sessions_valid_from, joined_at) values (:store, ?, 'Mia', now(), now())",
                member);
        return store.database
                .bean(Places.class)
                .open(
                        store.database.store(),
                        member,
                        SomeCampaigns.of(campaign, SomeTerms.team("EUR 10.00", 10)),
                        Wish.ONE,
                        Ids.next().toString())
                .team();
    }

    @OnBothDatabases
    void theTeamsOfAnotherStoreAreNotShown(StoreDatabase shared) {
        DirectoryOnDatabase store = new DirectoryOnDatabase(shared);
        DirectoryOnDatabase other = new DirectoryOnDatabase(shared);
        CampaignId campaign = store.aCampaign("tea");
        store.teams(campaign, Kind.ROOMY, minutes(5, 6));
        TeamId own = other.aTeam(other.aCampaign("tea"), Kind.NEARLY_FULL, Duration.ofMinutes(7));
        for (TeamOrder order : TeamOrder.values()) {
            assertThat(other.all(TeamFilter.ALL, order, 5)).containsExactly(own);
            assertThat(other.all(new TeamFilter(new DirectoryFilter.OnArticle("tea"), false), order, 5))
                    .containsExactly(own);
            assertThat(other.all(new TeamFilter(campaign, false), order, 5)).isEmpty();
        }
    }
}
