package shop.gather.message.channel;

import java.util.Optional;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.processing.HQL;

/**
 * The table of channels. The compiler checks the queries and generates the class. Runs in the caller's transaction, on
 * the rows of its store. Thread-safe.
 */
interface MessageChannelRows {

    StatelessSession session();

    @HQL("where channel = :channel")
    Optional<MessageChannel> find(ChannelKind channel);

    /** False if there is none. */
    @HQL("delete from MessageChannel where channel = :channel")
    boolean delete(ChannelKind channel);
}
