package shop.gather.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.StoreId;
import shop.gather.shop.alarm.Alarms;

/**
 * Each endpoint has its own deliveries: what one of them does is nothing to the others. Real receivers on this machine.
 */
class EventDeliveryTest {

    private static final String ALLOW = "gather.outbound.allow";

    private final List<Receiver> receivers = new ArrayList<>();
    private StoreDatabase database;
    private StoreId store;

    @BeforeAll
    static void allowThisMachine() {
        System.setProperty(ALLOW, "127.0.0.1");
    }

    @AfterAll
    static void allowNothing() {
        System.clearProperty(ALLOW);
    }

    @AfterEach
    void stop() {
        receivers.forEach(receiver -> receiver.server.stop(0));
    }

    /** Accepts what its owner says. */
    private static final class Receiver {
        private final HttpServer server;
        private final List<String> calls = new CopyOnWriteArrayList<>();
        private final List<String> accepted = new CopyOnWriteArrayList<>();
        private volatile Predicate<String> accepts = body -> true;

        Receiver() throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", this::take);
            server.start();
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/events";
        }

        private void take(HttpExchange exchange) throws IOException {
            try (exchange) {
                String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                calls.add(body);
                boolean good = accepts.test(body);
                if (good) {
                    accepted.add(exchange.getRequestHeaders().getFirst("webhook-id"));
                }
                exchange.sendResponseHeaders(good ? 204 : 503, -1);
            }
        }
    }

    @OnBothDatabases
    void aHealthyEndpointReceivesEachEventOnceWhileAnotherFails(StoreDatabase shared) throws IOException {
        aStoreOn(shared);
        Receiver broken = aReceiver();
        broken.accepts = body -> false;
        Receiver healthy = aReceiver();
        EndpointId first = add(broken.url());
        EndpointId second = add(healthy.url());
        emit(5);
        for (int turn = 0; turn < 4; turn++) {
            everythingIsDue();
            deliver(first);
            deliver(second);
        }
        assertThat(healthy.accepted).hasSize(5).doesNotHaveDuplicates();
        assertThat(healthy.calls).hasSize(5);
        assertThat(broken.calls).hasSizeGreaterThan(4);
    }

    @OnBothDatabases
    void anAddressThatCannotBeCalledDoesNotStopTheOtherEndpoints(StoreDatabase shared) throws IOException {
        aStoreOn(shared);
        EndpointId unusable = add("http://127.0.0.1:99999/events");
        Receiver healthy = aReceiver();
        EndpointId second = add(healthy.url());
        emit(1);
        deliver(unusable);
        deliver(second);
        assertThat(healthy.accepted).hasSize(1);
        assertThat(number(
                        "select attempts as n from event_delivery where store_id = :store and endpoint_id = ?",
                        unusable))
                .isEqualTo(1);
    }

    @OnBothDatabases
    void nothingIsRecordedWhileNobodyListensAndALaterEndpointGetsLaterEvents(StoreDatabase shared) throws IOException {
        aStoreOn(shared);
        int statements = database.statementsOf(() -> emit(1));
        assertThat(statements).as("statements of an event for nobody").isEqualTo(1);
        assertThat(number("select count(*) as n from event_out where store_id = :store"))
                .isZero();
        Receiver receiver = aReceiver();
        EndpointId endpoint = add(receiver.url());
        emit(2);
        deliver(endpoint);
        assertThat(receiver.accepted).hasSize(2);
    }

    @OnBothDatabases
    void whatWasNotAcceptedForThreeDaysIsADeadLetterWithAnAlarmAndCanBeReplayed(StoreDatabase shared)
            throws IOException {
        aStoreOn(shared);
        Receiver receiver = aReceiver();
        receiver.accepts = body -> false;
        EndpointId endpoint = add(receiver.url());
        emit(5);
        deliver(endpoint);
        assertThat(deadLetters(endpoint)).as("on the first day").isEmpty();
        assertThat(alarms()).isEmpty();
        threeDaysPass();
        deliver(endpoint);
        assertThat(deadLetters(endpoint))
                .as("also those that had no attempt of their own, because the endpoint accepted nothing")
                .hasSize(5)
                .allSatisfy(letter -> assertThat(letter.lastFailure()).contains("503"));
        assertThat(alarms()).singleElement().satisfies(alarm -> assertThat(alarm.message())
                .contains("503", "/api/v1/event-endpoints/" + endpoint + "/replay"));

        receiver.accepts = body -> true;
        database.transactions().inStore(store, () -> {
            assertThat(database.bean(EventDeliveries.class).replay(store, endpoint))
                    .isEqualTo(5);
            database.bean(EventEndpoints.class).resume(store, endpoint);
        });
        deliver(endpoint);
        assertThat(receiver.accepted).hasSize(5).doesNotHaveDuplicates();
        assertThat(deadLetters(endpoint)).isEmpty();
    }

    @OnBothDatabases
    void oneAlarmTellsOfAFailingEndpointAndIsSettledWhenItWorksAgain(StoreDatabase shared) throws IOException {
        aStoreOn(shared);
        Receiver receiver = aReceiver();
        receiver.accepts = body -> false;
        EndpointId endpoint = add(receiver.url());
        emit(2);
        deliver(endpoint);
        assertThat(alarms()).as("most failures pass").isEmpty();
        for (int turn = 0; turn < 6; turn++) {
            everythingIsDue();
            deliver(endpoint);
        }
        assertThat(alarms()).singleElement().satisfies(alarm -> assertThat(alarm.message())
                .contains(receiver.url(), "503"));
        receiver.accepts = body -> true;
        everythingIsDue();
        deliver(endpoint);
        assertThat(receiver.accepted).hasSize(2);
        assertThat(alarms()).isEmpty();
    }

    @OnBothDatabases
    void anEventThatTheEndpointRefusesDoesNotHoldUpTheOthers(StoreDatabase shared) throws IOException {
        aStoreOn(shared);
        Receiver receiver = aReceiver();
        receiver.accepts = body -> !body.contains("\"number\":2");
        EndpointId endpoint = add(receiver.url());
        emit(6);
        deliver(endpoint);
        assertThat(receiver.accepted).hasSize(5);
    }

    @OnBothDatabases
    void twoNodesDoNotSendTheSameEventAndALostTurnIsTakenOver(StoreDatabase shared) throws IOException {
        aStoreOn(shared);
        StoreDatabase otherNode = database.anotherNode();
        Receiver receiver = aReceiver();
        EndpointId endpoint = add(receiver.url());
        emit(3);
        assertThat(database.bean(EventEndpoints.class).claim(store, endpoint, EventDelivery.LEASE))
                .isPresent();
        otherNode.bean(EventDelivery.class).deliver(store, endpoint);
        assertThat(receiver.calls).as("while this node has the turn").isEmpty();
        everythingIsDue();
        otherNode.bean(EventDelivery.class).deliver(store, endpoint);
        deliver(endpoint);
        assertThat(receiver.accepted).hasSize(3).doesNotHaveDuplicates();
    }

    @OnBothDatabases
    void aRemovedEndpointReceivesNothingMoreAndLeavesNothingDue(StoreDatabase shared) throws IOException {
        aStoreOn(shared);
        Receiver receiver = aReceiver();
        EndpointId endpoint = add(receiver.url());
        emit(2);
        database.transactions()
                .inStore(store, () -> database.bean(EventEndpoints.class).remove(store, endpoint));
        deliver(endpoint);
        assertThat(receiver.calls).isEmpty();
        assertThat(
                        number(
                                "select count(*) as n from event_delivery where store_id = :store and next_attempt_at is not null"))
                .isZero();
    }

    @OnBothDatabases
    void eventsAreDeletedAfterThirtyDays(StoreDatabase shared) throws IOException {
        aStoreOn(shared);
        Receiver receiver = aReceiver();
        EndpointId endpoint = add(receiver.url());
        emit(2);
        deliver(endpoint);
        write("update event_out set created_at = now() - interval '31' day where store_id = :store");
        emit(1);
        deliver(endpoint);
        assertThat(number("select count(*) as n from event_out where store_id = :store"))
                .isEqualTo(1);
        assertThat(receiver.accepted).hasSize(3);
    }

    @EventType(name = "test.counted", when = "In this test.")
    public record Counted(int number) implements Event {}

    private void aStoreOn(StoreDatabase shared) {
        // As another node: its HTTP client allows this machine, whatever the beans of other tests do.
        database = shared.anotherStore().anotherNode();
        store = database.store();
    }

    private Receiver aReceiver() throws IOException {
        Receiver receiver = new Receiver();
        receivers.add(receiver);
        return receiver;
    }

    private EndpointId add(String url) {
        return database.transactions()
                .inStore(store, () -> database.bean(EventEndpoints.class).add(store, url))
                .id();
    }

    private void emit(int count) {
        for (int i = 0; i < count; i++) {
            Counted event = new Counted(i);
            database.transactions()
                    .inStore(store, () -> database.bean(Events.class).emit(store, event));
        }
    }

    private void deliver(EndpointId endpoint) {
        database.bean(EventDelivery.class).deliver(store, endpoint);
    }

    private List<EventDeliveries.DeadLetter> deadLetters(EndpointId endpoint) {
        return database.bean(EventDeliveries.class)
                .deadLetters(store, endpoint, null, 50)
                .items();
    }

    private List<Alarms.Alarm> alarms() {
        return database.bean(Alarms.class).open(store, null, 50).items();
    }

    private void everythingIsDue() {
        write("update event_delivery set next_attempt_at = now() where store_id = :store and state = 'PENDING'");
        write("update event_endpoint set not_before = created_at where store_id = :store");
    }

    private void threeDaysPass() {
        write("update event_delivery set give_up_at = now() where store_id = :store and state = 'PENDING'");
        everythingIsDue();
    }

    private void write(String statement) {
        database.transactions().inStore(store, () -> database.sql().update(store, statement));
    }

    private long number(String query, Object... args) {
        return database.transactions()
                .inStore(store, () -> database.sql().first(store, query, row -> row.getLong("n"), args))
                .orElseThrow();
    }
}
