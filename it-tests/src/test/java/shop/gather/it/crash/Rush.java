package shop.gather.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Store;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;

/**
 * Many buyers join many teams from several threads. In every team more want a place than there are; a fifth of the
 * teams pays and succeeds, a fifth pays in part and is cancelled by the owner, the others only join.
 */
final class Rush {

    private static final int THREADS = 8;

    /** What becomes of a team. */
    enum Fate {
        PAYS,
        IS_CANCELLED,
        WAITS;

        static Fate of(int team) {
            return team % 5 == 0 ? PAYS : team % 5 == 1 ? IS_CANCELLED : WAITS;
        }
    }

    /** @param place what the server acknowledged; null if the team was full */
    record Join(Stubborn buyer, String key, String place) {}

    /** A team, who joined it and who paid. */
    record Team(String id, Fate fate, AtomicInteger missing, Queue<Join> joins, Queue<PlacedOrder> orders) {
        List<Join> acknowledged() {
            return joins.stream().filter(join -> join.place() != null).toList();
        }
    }

    private final Store store;
    private final List<Stubborn> buyers;
    private final List<Team> teams = new ArrayList<>();
    private final Map<String, Integer> refusals = new ConcurrentHashMap<>();
    private final AtomicInteger answered = new AtomicInteger();
    private final ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    private final List<Future<?>> running = new ArrayList<>();

    Rush(Store store, List<Stubborn> buyers) {
        this.store = store;
        this.buyers = buyers;
    }

    /** Opens the teams of a campaign. */
    void open(String campaign, List<Stubborn> openers) {
        for (Stubborn opener : openers) {
            String key = "open-" + campaign;
            Api.Answer answer = opener.opens(campaign, key);
            assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
            Team team = new Team(
                    answer.json().getString("team"),
                    Fate.of(teams.size()),
                    new AtomicInteger(),
                    new ConcurrentLinkedQueue<>(),
                    new ConcurrentLinkedQueue<>());
            team.joins().add(new Join(opener, key, answer.json().getString("id")));
            teams.add(team);
        }
    }

    /** Every buyer joins one team of each campaign. */
    void start(int teamsOfACampaign, Random random) {
        for (Team team : teams) {
            team.missing().set(1 + buyers.size() / teamsOfACampaign);
        }
        for (int first = 0; first < teams.size(); first += teamsOfACampaign) {
            List<Runnable> tasks = new ArrayList<>();
            for (int i = 0; i < buyers.size(); i++) {
                Team team = teams.get(first + i % teamsOfACampaign);
                Stubborn buyer = buyers.get(i);
                boolean pays = i / teamsOfACampaign % 2 == 0;
                tasks.add(() -> join(team, buyer, pays));
            }
            for (Team team : teams.subList(first, first + teamsOfACampaign)) {
                tasks.add(() -> proceed(team, team.joins().peek(), true));
            }
            Collections.shuffle(tasks, random);
            tasks.forEach(task -> running.add(pool.submit(task)));
        }
    }

    int answered() {
        return answered.get();
    }

    List<Team> teams() {
        return teams;
    }

    /** Why joins were refused, and how often. */
    Map<String, Integer> refusals() {
        return refusals;
    }

    /** Waits until everybody has an answer. */
    void finish() {
        try {
            for (Future<?> task : running) {
                task.get();
            }
        } catch (java.util.concurrent.ExecutionException failure) {
            throw new AssertionError(failure.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        } finally {
            pool.shutdownNow();
        }
    }

    private void join(Team team, Stubborn buyer, boolean pays) {
        String key = "join-" + team.id();
        Api.Answer answer = buyer.joins(team.id(), key);
        answered.incrementAndGet();
        if (answer.status() != 201) {
            refusals.merge(answer.problem(), 1, Integer::sum);
        }
        Join join = new Join(buyer, key, answer.status() == 201 ? answer.json().getString("id") : null);
        team.joins().add(join);
        proceed(team, join, pays);
    }

    private void proceed(Team team, Join join, boolean pays) {
        if (join.place() != null && team.fate() == Fate.PAYS) {
            team.orders().add(join.buyer().paysFor(join.place(), Payment.AUTHORIZE));
        } else if (join.place() != null && team.fate() == Fate.IS_CANCELLED && pays) {
            team.orders().add(join.buyer().paysFor(join.place(), Payment.AT_ONCE));
        }
        if (team.missing().decrementAndGet() == 0 && team.fate() == Fate.IS_CANCELLED) {
            Api.Answer cancelled = Stubborn.answered("the cancellation of " + team.id(), () -> store.owner()
                    .send("POST", "/api/v1/teams/" + team.id() + "/cancellation", null, Map.of()));
            assertThat(cancelled.status()).as(cancelled.toString()).isEqualTo(200);
        }
    }
}
