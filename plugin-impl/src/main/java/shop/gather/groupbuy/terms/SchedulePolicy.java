package shop.gather.groupbuy.terms;

import java.time.Instant;
import shop.gather.platform.http.ProblemException;

/** When teams can be opened. This type is the registry of schedule policies. */
public sealed interface SchedulePolicy {

    PolicyKinds<SchedulePolicy> KINDS = PolicyKinds.of("schedulePolicy", SchedulePolicy.class);

    Instant startsAt();

    /** From this time on no team can be opened, and no team is open. */
    Instant endsAt();

    /** Once, between two instants. */
    @Kind("period")
    record Period(Instant startsAt, Instant endsAt) implements SchedulePolicy {
        public Period {
            if (!endsAt.isAfter(startsAt)) {
                throw ProblemException.invalid("endsAt must be after startsAt.");
            }
        }
    }
}
