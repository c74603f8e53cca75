package shop.gather.shop.command;

import java.util.List;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.processing.HQL;
import shop.gather.shop.command.ShopCommands.State;

/**
 * The table of commands as the API reads it. The compiler checks the queries and generates the class. Runs in the
 * caller's transaction, on the rows of its store. Thread-safe.
 */
interface IssuedCommandRows {

    StatelessSession session();

    @HQL("where id < :before order by id desc limit :most")
    List<IssuedCommand> newest(UUID before, int most);

    @HQL("where state = :state and id < :before order by id desc limit :most")
    List<IssuedCommand> newestIn(State state, UUID before, int most);

    /** How many waiting commands with this key had this outcome in their last attempt: one or none. */
    @HQL("select count(*) from IssuedCommand where commandKey = :key and state = WAITING and outcomeCode = :code")
    long waitingAfter(String key, OutcomeCode code);
}
