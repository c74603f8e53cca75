package shop.gather.platform.work;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceException;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import shop.gather.platform.process.LoopErrors;

/**
 * The background work of this node: the persistent, cluster-safe scheduler with its durable tasks, and the sweeps, on
 * the container's threads. After a crash another node (or the restarted one) takes a task over once its heartbeat is 10
 * seconds old. {@link Liveness} has the proof that it runs (ADR 16). Thread-safe.
 */
@Singleton
public class Scheduling {

    private static final Logger LOG = Logger.getLogger(Scheduling.class.getName());
    private static final int THREADS = 8;

    /** For tasks that throw instead of returning when they are to be retried. */
    private static final Backoff RETRY = new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(5));

    @Resource(lookup = "java:app/jdbc/gather")
    private DataSource dataSource;

    @Resource
    private ManagedExecutorService executor;

    private final Instance<DurableTask> tasks;
    private final Instance<Sweeper> sweepers;
    private final Nodes nodes;
    private final Liveness liveness;
    private final LoopErrors errors;
    private final Clock clock;
    private final SchedulerLog log;
    private Scheduler scheduler;
    private SweepLoop sweeps;
    private final AtomicBoolean stopping = new AtomicBoolean();

    @Inject
    Scheduling(
            @Any Instance<DurableTask> tasks,
            @Any Instance<Sweeper> sweepers,
            Nodes nodes,
            Liveness liveness,
            LoopErrors errors,
            Clock clock) {
        this.tasks = tasks;
        this.sweepers = sweepers;
        this.nodes = nodes;
        this.liveness = liveness;
        this.errors = errors;
        this.clock = clock;
        this.log = new SchedulerLog(liveness, errors);
    }

    /** Schedules an instance of a task, in the current transaction if there is one; it runs after the commit. */
    public void schedule(String task, String instance, Duration delay) {
        scheduler.schedule(new TaskInstance<>(task, instance), clock.instant().plus(delay));
    }

    /** Runs a task that waits for its next attempt now. A task that is running or has ended is not affected. */
    public void hurry(String task, String instance) {
        try {
            scheduler.reschedule(TaskInstanceId.of(task, instance), clock.instant());
        } catch (TaskInstanceException runsOrEnded) {
            // The task is running or has ended.
        }
    }

    /** Whether this node has begun to stop. */
    public boolean isStopping() {
        return stopping.get();
    }

    /** Takes no more tasks and waits at most 10 seconds for running ones. Idempotent. */
    public void stop() {
        if (scheduler != null && scheduler.getSchedulerState().isStarted() && stopping.compareAndSet(false, true)) {
            sweeps.stop();
            scheduler.stop();
            leave();
            log.close();
        }
    }

    private void leave() {
        try {
            nodes.leave();
        } catch (RuntimeException failure) {
            LOG.log(Level.WARNING, "the database does not know that this node stops; its lease ends in 10 s", failure);
        }
    }

    /** Starts taking tasks and sweeping. */
    void start() {
        log.open();
        nodes.join();
        liveness.started();
        scheduler.start();
        executor.execute(sweeps);
    }

    void prepare(@Observes @Initialized(ApplicationScoped.class) Object started) {
        List<Task<?>> known = new ArrayList<>();
        for (DurableTask task : tasks) {
            known.add(Tasks.custom(task.name(), Void.class)
                    .onFailure((failed, operations) -> operations.reschedule(failed, nextTry(failed)))
                    .onDeadExecutionRevive()
                    .execute((instance, context) -> {
                        Optional<Duration> again = attempt(task, instance.getId());
                        return (done, operations) -> again.ifPresentOrElse(
                                delay -> operations.reschedule(
                                        done, clock.instant().plus(delay)),
                                operations::remove);
                    }));
        }
        sweeps = new SweepLoop(sweepers, nodes, liveness, errors);
        scheduler = Scheduler.create(dataSource, known)
                .schedulerName(new SchedulerName.Fixed(nodes.self().toString()))
                .addSchedulerListener(new Polls())
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

    /** The library counts the failures in a row of each task in the database. */
    static Instant nextTry(ExecutionComplete failed) {
        return failed.getTimeDone().plus(RETRY.afterFailures(failed.getExecution().consecutiveFailures + 1));
    }

    void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) Object stopping) {
        stop();
    }

    private Optional<Duration> attempt(DurableTask task, String instance) {
        try {
            return task.attempt(instance);
        } catch (Error error) {
            errors.thrown("task " + task.name(), error);
            throw error;
        }
    }

    /** Notes each poll that the library's loop completed. */
    private final class Polls extends AbstractSchedulerListener {

        @Override
        public void onSchedulerEvent(SchedulerEventType event) {
            if (event == SchedulerEventType.RAN_EXECUTE_DUE) {
                liveness.pollCompleted();
            }
        }
    }
}
