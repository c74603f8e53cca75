package shop.gather.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.Ids;
import shop.gather.platform.StoreId;
import shop.gather.platform.crypto.SecretBox;

/** An endpoint's turn is one node's, and its pause is kept; nothing of it is another store's. */
class EventEndpointsTest {

    private static final Duration LEASE = Duration.ofMinutes(2);

    private StoreDatabase database;
    private StoreId store;
    private EventEndpoints endpoints;

    private void aStoreOn(StoreDatabase shared) {
        database = shared.anotherStore();
        store = database.store();
        endpoints = database.bean(EventEndpoints.class);
    }

    @OnBothDatabases
    void anEndpointSaysWhatWasAdded(StoreDatabase shared) {
        aStoreOn(shared);
        EventEndpoints.Added added = add();
        EventEndpoint found = endpoints.active(store).get(0);
        assertThat(found.id()).isEqualTo(added.id());
        assertThat(found.url()).isEqualTo("https://shop.example/events");
        assertThat(found.secret(database.bean(SecretBox.class)))
                .isEqualTo(added.secret())
                .startsWith("whsec_");
        assertThat(found.createdAt()).isNotNull();
        assertThat(found.failures()).isZero();
        assertThat(found.alarmed()).isFalse();
        assertThat(keptSecret()).doesNotContain(added.secret());
    }

    @OnBothDatabases
    void aTurnIsTakenOnceAndAgainAfterItsPause(StoreDatabase shared) {
        aStoreOn(shared);
        EndpointId id = add().id();
        assertThat(database.statementsOf(
                        () -> assertThat(endpoints.claim(store, id, LEASE)).isPresent()))
                .isEqualTo(2);
        assertThat(notBeforeInSeconds()).isBetween(100L, 121L);
        assertThat(endpoints.claim(store, id, LEASE))
                .as("while somebody has it")
                .isEmpty();
        endpoints.release(store, id, Duration.ofSeconds(30), 2, true);
        assertThat(notBeforeInSeconds()).isBetween(20L, 31L);
        assertThat(endpoints.claim(store, id, LEASE)).as("in its pause").isEmpty();
        endpoints.resume(store, id);
        EventEndpoint resumed = endpoints.claim(store, id, LEASE).orElseThrow();
        assertThat(resumed.failures()).isZero();
        assertThat(resumed.alarmed()).isFalse();
        endpoints.resume(store, id);
        assertThat(endpoints.claim(store, id, LEASE))
                .as("a turn that did not fail stays")
                .isEmpty();
        endpoints.release(store, id, Duration.ZERO, 3, true);
        EventEndpoint failed = endpoints.claim(store, id, LEASE).orElseThrow();
        assertThat(failed.failures()).isEqualTo(3);
        assertThat(failed.alarmed()).isTrue();
    }

    @OnBothDatabases
    void anEndpointIsRemovedOnce(StoreDatabase shared) {
        aStoreOn(shared);
        EndpointId id = add().id();
        assertThat(endpoints.isActive(store, id)).isTrue();
        assertThat(endpoints.remove(store, id)).isTrue();
        assertThat(endpoints.remove(store, id)).isFalse();
        assertThat(endpoints.isActive(store, id)).isFalse();
        assertThat(endpoints.active(store)).isEmpty();
        assertThat(endpoints.claim(store, id, LEASE).orElseThrow().active())
                .as("what was sent there is cancelled in its turn")
                .isFalse();
    }

    @OnBothDatabases
    void aSecretThatCannotBeReadIsAFailureOfItsOwnEndpoint(StoreDatabase shared) {
        aStoreOn(shared);
        EndpointId id = add().id();
        database.withAListener();
        SignedSender sender = database.bean(SignedSender.class);
        EventEndpoint unreadable = endpoints.active(store).stream()
                .filter(endpoint -> !endpoint.id().equals(id))
                .findFirst()
                .orElseThrow();
        assertThat(sender.send(unreadable, new EventId(Ids.next()), "{}").orElseThrow())
                .startsWith("Sending failed: a secret was encrypted with a key");
        assertThat(endpoints.claim(store, unreadable.id(), LEASE)).isPresent();
    }

    @OnBothDatabases
    void anotherStoreNeitherSeesNorChangesIt(StoreDatabase shared) {
        aStoreOn(shared);
        EndpointId id = add().id();
        StoreId other = shared.anotherStore().store();
        assertThat(endpoints.active(other)).isEmpty();
        assertThat(endpoints.isActive(other, id)).isFalse();
        assertThat(endpoints.claim(other, id, LEASE)).isEmpty();
        assertThat(endpoints.remove(other, id)).isFalse();
        endpoints.release(other, id, LEASE, 9, true);
        EventEndpoint claimed = endpoints.claim(store, id, LEASE).orElseThrow();
        assertThat(claimed.failures()).isZero();
        assertThat(claimed.active()).isTrue();
    }

    private EventEndpoints.Added add() {
        return database.transactions().inStore(store, () -> endpoints.add(store, "https://shop.example/events"));
    }

    /** How far the endpoint's next turn is away, by the database's clock. */
    private long notBeforeInSeconds() {
        return database.transactions().inStore(store, () -> database.sql()
                .first(
                        store,
                        "select cast(extract(epoch from not_before - now()) as bigint) as seconds"
                                + " from event_endpoint where store_id = :store",
                        row -> row.getLong("seconds"))
                .orElseThrow());
    }

    private String keptSecret() {
        return database.transactions().inStore(store, () -> database.sql()
                .first(
                        store,
                        "select secret from event_endpoint where store_id = :store",
                        row -> row.getString("secret"))
                .orElseThrow());
    }
}
