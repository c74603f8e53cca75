package shop.gather.groupbuy.place;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.team.Teams;
import shop.gather.groupbuy.terms.SomeTerms;
import shop.gather.groupbuy.terms.TermsJson;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.Ids;
import shop.gather.platform.MemberId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.process.LoopErrors;
import shop.gather.platform.work.SharedTurns;

/**
 * An error in the turn of one join leaves no other join without an answer, and it is reported, so that the process
 * ends.
 */
class BrokenOffJoinsTest {

    private static final int JOINS = 40;

    private final Queue<Throwable> ended = new ConcurrentLinkedQueue<>();
    private final AtomicInteger errorsLeft = new AtomicInteger();
    private StoreDatabase node;
    private TeamId team;

    private void aTeamOn(StoreDatabase shared) throws ReflectiveOperationException {
        ended.clear();
        errorsLeft.set(0);
        node = shared.anotherStore().anotherNode().with(new LoopErrors((reason, error) -> ended.add(error)));
        CampaignId campaign = new CampaignId(Ids.next());
        team = new TeamId(Ids.next());
        node.transactions().inStore(node.store(), () -> {
            node.sql()
                    .update(
                            node.store(),
                            "insert into campaign (store_id, id, name, variant_id, title, product_url, currency, list_price, terms,"
                                    + " starts_at, ends_at, state, price_by, version, created_at)"
                                    + " values (:store, ?, 'Tea', 'tea', 'Tea', '', 'EUR', 1299, ?,"
                                    + " now() - interval '1' hour, now() + interval '1' day, 'PUBLISHED', 'SHOP', 0, now())",
                            campaign,
                            TermsJson.write(SomeTerms.team("EUR 10.00", 1000)));
            node.sql()
                    .update(
                            node.store(),
                            "insert into team (store_id, id, campaign_id, opened_by, size, minimum, held, paid, "
                                    + "state, opened_at, deadline, due_at)"
                                    + " values (:store, ?, ?, ?, 1000, 1000, 0, 0, 'OPEN', now(), now() + interval '1' day, now())",
                            team,
                            campaign,
                            Ids.next());
        });
        databaseWithErrors();
    }

    /** Its connections fail as after a class of the driver could not be loaded, so many times. */
    private void databaseWithErrors() throws ReflectiveOperationException {
        Field field = StoreSql.class.getDeclaredField("dataSource");
        field.setAccessible(true);
        DataSource real = (DataSource) field.get(node.sql());
        field.set(
                node.sql(),
                Proxy.newProxyInstance(
                        getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, args) -> {
                            if (errorsLeft.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                                throw new NoClassDefFoundError("org/h2/Driver");
                            }
                            return method.invoke(real, args);
                        }));
    }

    @OnBothDatabases
    void eachJoinThatWaitsIsAnsweredAndTheErrorIsReported(StoreDatabase shared) throws Exception {
        aTeamOn(shared);
        ExecutorService threads = Executors.newFixedThreadPool(JOINS);
        int placed = 0;
        int brokenOff = 0;
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<String>> joins = new ArrayList<>();
            for (int i = 0; i < JOINS; i++) {
                MemberId member = aMember();
                joins.add(threads.submit(() -> {
                    start.await();
                    return join(member);
                }));
            }
            errorsLeft.set(3);
            start.countDown();
            for (Future<String> join : joins) {
                String answer = join.get(60, TimeUnit.SECONDS);
                placed += answer.equals("placed") ? 1 : 0;
                brokenOff += answer.equals("broken off") ? 1 : 0;
            }
        } finally {
            threads.shutdownNow();
        }
        errorsLeft.set(0);
        assertThat(placed + brokenOff).isEqualTo(JOINS);
        assertThat(brokenOff).isPositive();
        assertThat(ended).isNotEmpty().allSatisfy(error -> assertThat(error).isInstanceOf(NoClassDefFoundError.class));
        assertThat(node.bean(Teams.class).find(node.store(), team).orElseThrow().held())
                .isEqualTo(placed);
        assertThat(join(aMember())).isEqualTo("placed");
    }

    private MemberId aMember() {
        MemberId member = new MemberId(Ids.next());
        node.transactions().inStore(node.store(), () -> node.sql()
                .update(
                        node.store(),
                        "insert into member (store_id, id, display_name, sessions_valid_from, joined_at) values "
                                + "(:store, ?, 'Mia', now(), now())",
                        member));
        return member;
    }

    private String join(MemberId member) {
        ParticipationId id = new ParticipationId(Ids.next());
        try {
            return node.bean(JoinQueue.class)
                            .take(
                                    node.store(),
                                    id,
                                    team,
                                    member,
                                    new JoinQueue.Units(1, null, "", null, null),
                                    id.toString())
                    ? "placed"
                    : "refused";
        } catch (SharedTurns.BrokenOff answer) {
            return "broken off";
        }
    }
}
