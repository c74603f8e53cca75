package shop.gather.platform.work;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceException;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import shop.gather.platform.Ids;

/**
 * The persistent, cluster-safe scheduler: durable tasks and the sweep, on the container's threads. After a crash another node (or the restarted one) takes a task over
 * once its heartbeat is 10 seconds old. Thread-safe.
 */
@Singleton
public class Scheduling {

    private static final Logger LOG = Logger.getLogger(Scheduling.class.getName());
    private static final int THREADS = 8;

    @Resource(lookup = "java:app/jdbc/gather")
    private DataSource dataSource;

    @Resource
    private ManagedExecutorService executor;

    private final Instance<DurableTask> tasks;
    private final Instance<Sweeper> sweepers;
    private final Clock clock;
    private Scheduler scheduler;

    @Inject
    Scheduling(@Any Instance<DurableTask> tasks, @Any Instance<Sweeper> sweepers, Clock clock) {
        this.tasks = tasks;
        this.sweepers = sweepers;
        this.clock = clock;
    }

    /** Schedules an instance of a task, in the current transaction if there is one; it runs after the commit. */
    public void schedule(String task, String instance, Duration delay) {
        scheduler.schedule(new TaskInstance<>(task, instance), clock.instant().plus(delay));
    }

    /** Has a task that waits for its next try run now; nothing happens to one that runs or has ended. */
    public void hurry(String task, String instance) {
        try {
            scheduler.reschedule(TaskInstanceId.of(task, instance), clock.instant());
        } catch (TaskInstanceException runsOrEnded) {
            // Then there is nothing to hurry.
        }
    }

    /** Whether this node takes tasks. */
    public boolean isRunning() {
        return scheduler != null
                && scheduler.getSchedulerState().isStarted()
                && !scheduler.getSchedulerState().isShuttingDown();
    }

    /** Takes no more tasks and lets those that run end, for 10 seconds at most. May be said more than once. */
    public void stop() {
        if (isRunning()) {
            scheduler.stop();
        }
    }

    /** Takes tasks from now on. */
    void start() {
        scheduler.start();
    }

    void prepare(@Observes @Initialized(ApplicationScoped.class) Object started) {
        List<Task<?>> known = new ArrayList<>();
        for (DurableTask task : tasks) {
            known.add(Tasks.custom(task.name(), Void.class)
                    .onFailureReschedule(FixedDelay.ofSeconds(5))
                    .onDeadExecutionRevive()
                    .execute((instance, context) -> {
                        Optional<Duration> again = task.attempt(instance.getId());
                        return (done, operations) -> again.ifPresentOrElse(
                                delay -> operations.reschedule(
                                        done, clock.instant().plus(delay)),
                                operations::remove);
                    }));
        }
        // Before everything else that is due: ten thousand commands of one store must not keep the deadlines of all
        // stores waiting.
        var sweep = Tasks.recurring("sweep", FixedDelay.ofMillis(1000))
                .defaultPriority(100)
                .execute((instance, context) -> sweep());
        scheduler = Scheduler.create(dataSource, known)
                .startTasks(sweep)
                .schedulerName(new SchedulerName.Fixed(Ids.next().toString()))
                .executorService(new BorrowedThreads(executor))
                .threads(THREADS)
                .pollingInterval(Duration.ofMillis(500))
                .heartbeatInterval(Duration.ofSeconds(2))
                .missedHeartbeatsLimit(5)
                .enableImmediateExecution()
                .enablePriority()
                .commitWhenAutocommitDisabled(false)
                .shutdownMaxWait(Duration.ofSeconds(10))
                .build();
    }

    void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) Object stopping) {
        stop();
    }

    private void sweep() {
        for (Sweeper sweeper : sweepers) {
            try {
                sweeper.sweep();
            } catch (RuntimeException failure) {
                LOG.log(
                        Level.WARNING,
                        "sweeper " + sweeper.getClass().getSimpleName() + " failed; it runs again in a second",
                        failure);
            }
        }
    }
}
