package shop.gather.message.inbox;

import java.util.List;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.processing.HQL;
import shop.gather.message.MessageKind;

/**
 * Queries of the table of messages, checked at compile time; the implementation is generated. Native statements make and
 * change rows. Runs in the caller's transaction, on the rows of its store. Thread-safe.
 */
interface MessageRows {

    StatelessSession session();

    @HQL("where memberId = :member and id < :before and kind in :shown order by id desc limit :most")
    List<Message> newest(UUID member, UUID before, List<MessageKind> shown, int most);

    @HQL("select count(*) from Message where memberId = :member and readAt is null and kind in :shown")
    long unread(UUID member, List<MessageKind> shown);

    @HQL("select count(*) from Message where id = :message and memberId = :member")
    long count(UUID message, UUID member);

    @HQL("delete from Message where memberId = :member")
    void deleteAll(UUID member);
}
