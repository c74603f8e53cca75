package shop.gather.recruitment;

import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.processing.HQL;

/**
 * Queries of the invitation table, checked at compile time; the implementation is generated. Runs in the caller's
 * transaction, on the rows of its store. Thread-safe.
 */
interface InvitationRows {

    StatelessSession session();

    default void insert(Invitation invitation) {
        session().insert(invitation);
    }

    /** The leader of an invitation into a programme that has not expired; also empty if the leader is suspended. */
    @HQL("select i.leaderId from Invitation i join LeaderRow l on l.storeId = i.storeId and l.id = i.leaderId"
            + " where i.codeHash = :hash and i.programmeId = :programme and i.expiresAt > instant and l.state = ACTIVE")
    Optional<UUID> activeInviter(String hash, UUID programme);
}
