package shop.gather.message.setting;

import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.processing.HQL;

/**
 * The table of the members' preferences. The compiler checks the queries and generates the class. Runs in the caller's
 * transaction, on the rows of its store. Thread-safe.
 */
interface MemberPreferenceRows {

    StatelessSession session();

    default void insert(MemberPreference preference) {
        session().insert(preference);
    }

    @HQL("where memberId = :member")
    Optional<MemberPreference> of(UUID member);

    @HQL("delete from MemberPreference where memberId = :member")
    void delete(UUID member);
}
