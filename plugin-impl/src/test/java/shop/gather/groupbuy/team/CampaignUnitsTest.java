package shop.gather.groupbuy.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.terms.CampaignStock;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.Everyone;
import shop.gather.groupbuy.terms.QuantityPolicy;
import shop.gather.groupbuy.terms.SomeTerms;
import shop.gather.groupbuy.terms.UpTo;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;

/** A campaign with a limited number of units promises no more than these, and none is lost. */
class CampaignUnitsTest {

    private static CampaignTerms teamsOfTwo(int units) {
        return SomeTerms.team("EUR 10.00", 2, new Everyone(), new CampaignStock(units));
    }

    private static ProblemException refusal(Runnable request) {
        return catchThrowableOfType(ProblemException.class, request::run);
    }

    @OnBothDatabases
    void aTeamIsOpenedOnlyWhileUnitsForAllItsPlacesAreLeft(StoreDatabase shared) {
        RunningCampaign campaign = new RunningCampaign(shared, teamsOfTwo(5));
        assertThat(campaign.unitsLeft()).isEqualTo(5);
        TeamId first = campaign.opens(campaign.aMember()).team();
        campaign.opens(campaign.otherNode, campaign.aMember());
        assertThat(campaign.unitsLeft()).isEqualTo(1);
        for (StoreDatabase node : List.of(campaign.database, campaign.otherNode)) {
            assertThat(refusal(() -> campaign.opens(node, campaign.aMember())).code())
                    .isEqualTo(ProblemCode.SOLD_OUT);
        }
        assertThat(campaign.joins(campaign.aMember(), first).team())
                .as("units for its places are reserved")
                .isEqualTo(first);
        assertThat(campaign.unitsLeft()).isEqualTo(1);
    }

    @OnBothDatabases
    void whatIsRefusedLeavesNoTeamBehind(StoreDatabase shared) {
        RunningCampaign campaign = new RunningCampaign(shared, teamsOfTwo(2));
        campaign.opens(campaign.aMember());
        refusal(() -> campaign.opens(campaign.aMember()));
        assertThat(campaign.database
                        .bean(Teams.class)
                        .ofCampaign(campaign.store, campaign.id(), null, 10)
                        .items())
                .hasSize(1);
    }

    @OnBothDatabases
    void aTeamThatFailsGivesItsUnitsBack(StoreDatabase shared) {
        RunningCampaign campaign = new RunningCampaign(shared, teamsOfTwo(2));
        TeamId team = campaign.opens(campaign.aMember()).team();
        TeamEnding ending = campaign.database.bean(TeamEnding.class);
        for (int i = 0; i < 2; i++) {
            campaign.database.transactions().inStore(campaign.store, () -> ending.cancel(campaign.store, team));
            assertThat(campaign.unitsLeft()).as("once").isEqualTo(2);
        }
        assertThat(campaign.opens(campaign.aMember()).team()).isNotEqualTo(team);
    }

    @OnBothDatabases
    void campaignsAndStoresDoNotShareUnits(StoreDatabase shared) {
        RunningCampaign one = new RunningCampaign(shared, teamsOfTwo(2));
        RunningCampaign other = new RunningCampaign(shared, teamsOfTwo(2));
        one.opens(one.aMember());
        assertThat(other.unitsLeft()).isEqualTo(2);
        other.opens(other.aMember());
        assertThat(other.unitsLeft()).isZero();
    }

    @OnBothDatabases
    void aLimitCostsOneStatementForEachTeamAndNoneForAJoin(StoreDatabase shared) {
        RunningCampaign limited = new RunningCampaign(shared, teamsOfTwo(10));
        RunningCampaign unlimited = new RunningCampaign(shared, SomeTerms.team("EUR 10.00", 2));
        limited.opens(limited.aMember());
        var member = limited.aMember();
        var other = unlimited.aMember();
        int with = limited.database.statementsOf(() -> limited.opens(member));
        int without = unlimited.database.statementsOf(() -> unlimited.opens(other));
        assertThat(with).isEqualTo(without + 1);
        TeamId team = limited.opens(limited.aMember()).team();
        var joiner = limited.aMember();
        assertThat(limited.database.statementsOf(() -> limited.joins(joiner, team)))
                .isEqualTo(2);
    }

    @OnBothDatabases
    void teamsThatAreOpenedInTheSameMomentGetNoMoreThanThereIs(StoreDatabase shared) throws Exception {
        RunningCampaign campaign = new RunningCampaign(shared, teamsOfTwo(11));
        int asking = 20;
        ExecutorService threads = Executors.newFixedThreadPool(asking);
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<Boolean>> opened = new ArrayList<>();
            for (int i = 0; i < asking; i++) {
                StoreDatabase node = i % 2 == 0 ? campaign.database : campaign.otherNode;
                var member = campaign.aMember();
                opened.add(threads.submit(() -> {
                    start.await();
                    try {
                        return campaign.opens(node, member) != null;
                    } catch (ProblemException refused) {
                        assertThat(refused.code()).isEqualTo(ProblemCode.SOLD_OUT);
                        return false;
                    }
                }));
            }
            start.countDown();
            int teams = 0;
            for (Future<Boolean> one : opened) {
                teams += one.get() ? 1 : 0;
            }
            assertThat(teams).isEqualTo(5);
            assertThat(campaign.unitsLeft()).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @OnBothDatabases
    void theFirstTwoTeamsMayBeOpenedInTheSameMoment(StoreDatabase shared) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 10; round++) {
                RunningCampaign campaign = new RunningCampaign(shared, teamsOfTwo(4));
                CountDownLatch start = new CountDownLatch(1);
                List<Future<Object>> opened = new ArrayList<>();
                for (StoreDatabase node : List.of(campaign.database, campaign.otherNode)) {
                    var member = campaign.aMember();
                    opened.add(threads.submit(() -> {
                        start.await();
                        return campaign.opens(node, member);
                    }));
                }
                start.countDown();
                for (Future<Object> one : opened) {
                    assertThat(one.get()).isNotNull();
                }
                assertThat(campaign.unitsLeft()).isZero();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Else two carts that fill teams of the same campaigns in another order would wait for each other. */
    @OnBothDatabases
    void aTeamThatFillsDoesNotTouchTheRowThatAllTeamsShare(StoreDatabase shared) {
        int[] statements = new int[2];
        int i = 0;
        for (CampaignTerms terms : List.of(teamsOfTwo(10), SomeTerms.team("EUR 10.00", 2))) {
            RunningCampaign campaign = new RunningCampaign(shared, terms);
            TeamId team = campaign.opens(campaign.aMember()).team();
            campaign.joins(campaign.aMember(), team);
            Teams teams = campaign.database.bean(Teams.class);
            Instant now = Instant.now();
            campaign.database.transactions().inStore(campaign.store, () -> {
                teams.payHeld(campaign.store, team, 1, 1, now);
            });
            statements[i++] = campaign.database.statementsOf(
                    () -> campaign.database.transactions().inStore(campaign.store, () -> {
                        teams.payHeld(campaign.store, team, 1, 1, now);
                    }));
            assertThat(teams.find(campaign.store, team).orElseThrow().state()).isEqualTo(Team.State.SUCCEEDED);
        }
        assertThat(statements[0]).isEqualTo(statements[1]);
    }

    /** Whoever ends a place locks the place first and the units last. Opening must not lock them the other way round. */
    @OnBothDatabases
    void openingATeamLocksThePlaceBeforeTheUnits(StoreDatabase shared) {
        RunningCampaign campaign = new RunningCampaign(shared, teamsOfTwo(10));
        var member = campaign.aMember();
        campaign.opens(member);
        campaign.database.transactions().inStore(campaign.store, () -> {
            campaign.database
                    .sql()
                    .update(
                            campaign.store,
                            "update campaign_units set reserved = reserved where store_id = :store and campaign_id = ?",
                            campaign.id());
            CompletableFuture<ProblemException> second =
                    CompletableFuture.supplyAsync(() -> refusal(() -> campaign.opens(campaign.otherNode, member)));
            assertThat(second.orTimeout(8, TimeUnit.SECONDS).join().code())
                    .as("the place is refused before the units are waited for")
                    .isEqualTo(ProblemCode.ALREADY_IN_TEAM);
        });
    }

    /** Nothing but policies: see CAMPAIGNS.md. */
    @OnBothDatabases
    void aSuperGroupIsOneTeamForTheWholeCampaign(StoreDatabase shared) {
        CampaignTerms simple = SomeTerms.team("EUR 10.00", 2);
        RunningCampaign campaign = new RunningCampaign(
                shared,
                CampaignTerms.of(
                        simple.price(),
                        SomeTerms.minimumTeam(100, 10_000),
                        new QuantityPolicy.OneUnit(),
                        new Everyone(),
                        new CampaignStock(10_000),
                        simple.schedule(),
                        simple.payment(),
                        simple.fulfilment()));
        TeamId team = campaign.opens(campaign.aMember()).team();
        assertThat(refusal(() -> campaign.opens(campaign.aMember())).code()).isEqualTo(ProblemCode.SOLD_OUT);
        assertThat(campaign.joins(campaign.aMember(), team).team()).isEqualTo(team);
    }

    /** Whatever happens, the reserved units are those of the open teams, and those that succeeded teams have sold. */
    @OnBothDatabases
    void theReservedUnitsAreThoseOfTheTeams(StoreDatabase shared) {
        Random random = new Random(20261130);
        RunningCampaign campaign = new RunningCampaign(
                shared,
                CampaignTerms.of(
                        SomeTerms.groupPrice("EUR 10.00"),
                        SomeTerms.minimumTeam(2, 4),
                        new UpTo(3, null),
                        new Everyone(),
                        new CampaignStock(90),
                        SomeTerms.team("EUR 10.00", 2).schedule(),
                        SomeTerms.team("EUR 10.00", 2).payment(),
                        SomeTerms.team("EUR 10.00", 2).fulfilment()));
        Teams teams = campaign.database.bean(Teams.class);
        List<TeamId> known = new ArrayList<>();
        for (int step = 0; step < 120; step++) {
            TeamId team = known.isEmpty() ? null : known.get(random.nextInt(known.size()));
            switch (team == null ? 0 : random.nextInt(4)) {
                case 0 -> {
                    try {
                        known.add(campaign.opens(campaign.aMember()).team());
                    } catch (ProblemException soldOut) {
                        assertThat(soldOut.code()).isEqualTo(ProblemCode.SOLD_OUT);
                        assertThat(campaign.unitsLeft()).isLessThan(12);
                    }
                }
                case 1 ->
                    campaign.write(
                            "update team set paid = paid + 1, units = units + 2 where store_id = :store and id = ? and state = 'OPEN'"
                                    + " and paid + held < size",
                            team);
                case 2 ->
                    campaign.database.transactions().inStore(campaign.store, () -> campaign.database
                            .bean(TeamEnding.class)
                            .cancel(campaign.store, team));
                default ->
                    campaign.database.transactions().inStore(campaign.store, () -> {
                        campaign.database
                                .bean(TeamEnding.class)
                                .endAtDeadline(
                                        campaign.store,
                                        teams.find(campaign.store, team).orElseThrow());
                    });
            }
            int expected = known.stream()
                    .map(each -> teams.find(campaign.store, each).orElseThrow())
                    .mapToInt(each -> switch (each.state()) {
                        case OPEN, CLOSING -> 3 * each.size();
                        case SUCCEEDED -> each.units();
                        case FAILED -> 0;
                    })
                    .sum();
            assertThat(90 - campaign.unitsLeft()).as("after step " + step).isEqualTo(expected);
        }
    }
}
