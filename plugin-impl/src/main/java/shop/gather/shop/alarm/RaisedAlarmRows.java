package shop.gather.shop.alarm;

import java.util.List;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.processing.HQL;

/**
 * What people see and close of the table of alarms. The compiler checks its queries and makes the class. Runs in the
 * caller's transaction, on the rows of its store. Thread-safe.
 */
interface RaisedAlarmRows {

    StatelessSession session();

    @HQL("where closedAt is null and id < :before order by id desc limit :most")
    List<RaisedAlarm> open(UUID before, int most);

    /** Closes an alarm by a person's hand; true if it was open. */
    @HQL("update RaisedAlarm set closedAt = instant, dismissed = true where id = :id and closedAt is null")
    boolean close(UUID id);
}
