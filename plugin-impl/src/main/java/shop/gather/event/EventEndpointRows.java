package shop.gather.event;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.processing.Find;
import org.hibernate.annotations.processing.HQL;

/**
 * The table of endpoints. The compiler checks the queries and generates the class. Runs in the caller's transaction, on
 * the rows of its store. Thread-safe.
 */
interface EventEndpointRows {

    StatelessSession session();

    default void insert(EventEndpoint endpoint) {
        session().insert(endpoint);
    }

    @Find
    Optional<EventEndpoint> find(UUID id);

    @HQL("where active order by id")
    List<EventEndpoint> active();

    /** Ends the pause of an endpoint that failed. Does not interrupt another node's turn. */
    @HQL("update EventEndpoint set notBefore = case when failures > 0 then createdAt else notBefore end,"
            + " failures = 0, alarmed = false where id = :id")
    void resume(UUID id);

    /** Removes an endpoint. Returns whether it was active. */
    @HQL("update EventEndpoint set active = false where id = :id and active")
    boolean remove(UUID id);
}
