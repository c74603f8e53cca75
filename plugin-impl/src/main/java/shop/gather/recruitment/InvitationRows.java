package shop.gather.recruitment;

import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.processing.HQL;

/**
 * The table of invitations. The compiler checks its queries and makes the class. Runs in the caller's transaction, on
 * the rows of its store. Thread-safe.
 */
interface InvitationRows {

    StatelessSession session();

    default void insert(Invitation invitation) {
        session().insert(invitation);
    }

    /** The leader of an invitation into a programme that has not expired; empty if she is suspended, too. */
    @HQL("select i.leaderId from Invitation i join LeaderRow l on l.storeId = i.storeId and l.id = i.leaderId"
            + " where i.codeHash = :hash and i.programmeId = :programme and i.expiresAt > instant and l.state = ACTIVE")
    Optional<UUID> activeInviter(String hash, UUID programme);
}
