package shop.gather.link;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.processing.Find;
import org.hibernate.annotations.processing.HQL;

/**
 * The table of group links. The compiler checks the queries and generates the class. Runs in the caller's transaction,
 * on the rows of its store. Thread-safe.
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

    /** Disables or enables a link if it still has the version that was read. Returns whether it had. */
    @HQL("update versioned GroupLink set live = :live where id = :id and version = :seen")
    boolean setLive(UUID id, long seen, boolean live);

    /** The variants of all links, distinct and sorted. */
    @HQL("select distinct variantId from GroupLink where variantId > :after order by variantId limit :most")
    List<String> variants(String after, int most);

    /** Changes the target of the links to a variant. */
    @HQL("update GroupLink set target = :page where variantId = :variant and target <> :page")
    void lead(String variant, String page);

    /** Changes the target of the links to the front page. */
    @HQL("update GroupLink set target = :home where variantId is null and target <> :home")
    void leadHome(String home);
}
