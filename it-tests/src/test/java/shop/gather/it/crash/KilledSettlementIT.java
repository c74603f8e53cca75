package shop.gather.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import shop.gather.it.crash.SettledTeam.Kind;
import shop.gather.it.crash.SettledTeam.Result;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Counts;
import shop.gather.it.fixture.GatherServer;

/**
 * A server is killed in the midst of one step of a settlement after the other, with a team of each kind in it. Places,
 * money at the shop, messages and the timeline are then the same as those of teams that nobody disturbed.
 */
@Tag("long")
class KilledSettlementIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Map<String, String> SETTINGS = Map.of("gather.poll-interval", "PT2S");

    /** In the proof all steps. */
    private static final List<Step> STEPS = Boolean.getBoolean("gather.proof")
            ? List.of(Step.values())
            : List.of(Step.TEAM_ENDS, Step.PLACE_IS_SETTLED, Step.SHOP_HAS_DONE_IT);

    private final ExecutorService pool = Executors.newCachedThreadPool();
    private final List<Future<?>> settling = new ArrayList<>();
    private final Set<Kind> begun = new HashSet<>();

    @Test
    void everySettlementEndsAsWithoutAKillOnPostgres() throws Exception {
        try (GatherServer server = GatherServer.onPostgres(SETTINGS);
                Standstill standstill = new Standstill(server.storage())) {
            Map<Kind, Result> undisturbed = undisturbed(server);
            List<SettledTeam> teams = teams(server);
            killIn(STEPS, server, teams, standstill);
            endAs(undisturbed, teams);
            Counts.executed("kills of the server in a step of a settlement", STEPS.size(), STEPS.size());
        } finally {
            pool.shutdownNow();
        }
    }

    /** Its transactions cannot be held from outside: only the calls of the shop are interrupted. */
    @Test
    @EnabledIfSystemProperty(named = "gather.proof", matches = "true")
    void everySettlementEndsAsWithoutAKillOnTheEmbeddedDatabase() throws Exception {
        List<Step> calls = List.of(Step.SHOP_IS_ASKED, Step.SHOP_HAS_DONE_IT);
        try (GatherServer server = GatherServer.onH2(SETTINGS)) {
            Map<Kind, Result> undisturbed = undisturbed(server);
            List<SettledTeam> teams = teams(server);
            killIn(calls, server, teams, null);
            endAs(undisturbed, teams);
            Counts.executed("kills of the server while the shop settles, on H2", calls.size(), calls.size());
        } finally {
            pool.shutdownNow();
        }
    }

    private void killIn(List<Step> steps, GatherServer server, List<SettledTeam> teams, Standstill standstill)
            throws SQLException {
        stop(teams, steps.get(0), standstill);
        for (int i = 0; i < steps.size(); i++) {
            begin(teams, steps.get(i));
            arrive(teams, steps.get(i), standstill);
            server.kill();
            go(teams, steps.get(i), standstill);
            // Before the start: the server goes on at once.
            if (i + 1 < steps.size()) {
                stop(teams, steps.get(i + 1), standstill);
            }
            server.start();
        }
    }

    /** What becomes of one team of each kind without a kill. */
    private Map<Kind, Result> undisturbed(GatherServer server) throws Exception {
        Map<Kind, Result> results = new EnumMap<>(Kind.class);
        for (SettledTeam team : teams(server)) {
            team.settle();
            Await.until("a team of " + team.kind() + " to be settled", PATIENCE, team::over, over -> over);
            results.put(team.kind(), team.result());
        }
        return results;
    }

    private List<SettledTeam> teams(GatherServer server) throws Exception {
        List<Future<SettledTeam>> made = Stream.of(Kind.values())
                .map(kind -> pool.submit(() -> new SettledTeam(server, kind)))
                .toList();
        List<SettledTeam> teams = new ArrayList<>();
        for (Future<SettledTeam> each : made) {
            teams.add(each.get());
        }
        return teams;
    }

    private static List<SettledTeam> reaching(List<SettledTeam> teams, Step step) {
        return teams.stream().filter(team -> team.kind().reaches(step)).toList();
    }

    private static List<String> stores(List<SettledTeam> teams) {
        return teams.stream().map(SettledTeam::store).toList();
    }

    private static void stop(List<SettledTeam> teams, Step step, Standstill standstill) throws SQLException {
        if (step.inDatabase()) {
            standstill.begin(step, stores(reaching(teams, step)));
        } else {
            teams.forEach(team -> team.disturb(step));
        }
    }

    /** Starts the settlement of those teams that reach the step and were not started before. */
    private void begin(List<SettledTeam> teams, Step step) {
        for (SettledTeam team : reaching(teams, step)) {
            if (begun.add(team.kind())) {
                settling.add(pool.submit(team::settle));
            }
        }
    }

    private static void arrive(List<SettledTeam> teams, Step step, Standstill standstill) {
        List<SettledTeam> reaching = reaching(teams, step);
        if (step.inDatabase()) {
            standstill.await(step, stores(reaching));
        } else {
            for (SettledTeam team : reaching) {
                Await.until(team.kind() + " to be at " + step, PATIENCE, () -> team.disturbed(step), there -> there);
            }
        }
    }

    private static void go(List<SettledTeam> teams, Step step, Standstill standstill) throws SQLException {
        if (step.inDatabase()) {
            standstill.end(step);
        } else {
            teams.forEach(SettledTeam::disturbNoMore);
        }
    }

    private void endAs(Map<Kind, Result> undisturbed, List<SettledTeam> teams) throws Exception {
        for (Future<?> each : settling) {
            each.get();
        }
        for (SettledTeam team : teams) {
            Await.until("a team of " + team.kind() + " to be settled", PATIENCE, team::over, over -> over);
            assertThat(team.result()).as("a team of %s", team.kind()).isEqualTo(undisturbed.get(team.kind()));
            if (team.kind() == Kind.DRAW) {
                JsonObject draw = team.draw();
                assertThat(team.confirmed())
                        .as("who was drawn: %s", draw)
                        .isEqualTo(draw.getJsonArray("won").getValuesAs(JsonString::getString));
            }
        }
    }
}
