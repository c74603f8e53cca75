package shop.gather.shop.alarm;

import java.util.List;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.processing.HQL;

/**
 * The table of alarms as the API reads and closes them. The compiler checks the queries and generates the class. Runs
 * in the caller's transaction, on the rows of its store. Thread-safe.
 */
interface RaisedAlarmRows {

    StatelessSession session();

    @HQL("where closedAt is null and id < :before order by id desc limit :most")
    List<RaisedAlarm> open(UUID before, int most);

    /** Closes an alarm on a person's request. Returns whether it was open. */
    @HQL("update RaisedAlarm set closedAt = instant, dismissed = true where id = :id and closedAt is null")
    boolean close(UUID id);
}
