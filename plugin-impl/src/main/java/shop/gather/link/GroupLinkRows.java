package shop.gather.link;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.processing.Find;
import org.hibernate.annotations.processing.HQL;

/**
 * The table of group links. The compiler checks its queries and makes the class. Runs in the caller's transaction, on
 * the rows of its store. Thread-safe.
 */
interface GroupLinkRows {

    StatelessSession session();

    default void insert(GroupLink link) {
        session().insert(link);
    }

    @Find
    Optional<GroupLink> find(UUID id);

    @HQL("where id < :before order by id desc limit :most")
    List<GroupLink> newest(UUID before, int most);

    @HQL("where leaderId = :leader and id < :before order by id desc limit :most")
    List<GroupLink> newestOf(UUID leader, UUID before, int most);

    /** Disables or enables a link in the version that was seen; true if it was still that one. */
    @HQL("update versioned GroupLink set live = :live where id = :id and version = :seen")
    boolean setLive(UUID id, long seen, boolean live);

    /** What links show, each once, in its order. */
    @HQL("select distinct variantId from GroupLink where variantId > :after order by variantId limit :most")
    List<String> variants(String after, int most);

    /** Has the links to a variant lead to another address. */
    @HQL("update GroupLink set target = :page where variantId = :variant and target <> :page")
    void lead(String variant, String page);

    /** Has the links to the front page lead to another address. */
    @HQL("update GroupLink set target = :home where variantId is null and target <> :home")
    void leadHome(String home);
}
