package shop.gather.platform.process;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Whether the server has finished deploying this module. Until then only code that the server itself calls may run: as
 * the last step of a start Payara forcibly closes the module's jars, and a lambda that another thread links at that
 * moment fails with {@code BootstrapMethodError: zip file closed}, which is permanent in this JVM. So background work
 * begins after it, and requests and readiness are answered without touching more of the module.
 *
 * <p>A deployment that fails ends the process; otherwise the server would stay up and answer 404. Thread-safe.
 */
public final class ModuleStart {

    private static final String DEPLOYED = "Deployment_Success";
    private static final String FAILED = "Deployment_Failed";

    /** The server logs the reason after it has reported that the deployment failed. */
    private static final int SECONDS_TO_LOG = 2;

    private static final List<Runnable> WAITING = new ArrayList<>();
    private static boolean watching;
    private static volatile boolean complete;
    private static volatile boolean failed;

    private ModuleStart() {}

    /**
     * Begins to watch this module's deployment. Called by the first class of ours that the server uses; further calls
     * do nothing.
     */
    public static synchronized void watch() {
        if (!watching) {
            watching = true;
            // After a failed deployment this module can load no more classes, not even of the JDK.
            ProcessEnd.prepare();
            // A server without these events: there is nothing to wait for.
            complete = !ServerEvents.listen(ModuleStart::heard);
            if (!complete) {
                Thread deploying = Thread.currentThread();
                Thread watcher = new Thread(() -> watch(deploying), "gather-deployment");
                watcher.setDaemon(true);
                watcher.start();
            }
        }
    }

    /**
     * Payara does not report some failed deployments, but its deploying thread, the process's main thread, ends after
     * them.
     */
    private static void watch(Thread deploying) {
        for (int failedFor = 0; failedFor < SECONDS_TO_LOG && !complete; ) {
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            failedFor += failed || !deploying.isAlive() ? 1 : 0;
        }
        if (!complete) {
            ProcessEnd.because("The module could not be deployed; the reason is logged before this line.", null);
        }
    }

    /** Whether the module has been deployed. Stays true. */
    public static boolean isComplete() {
        return complete;
    }

    /** Runs an action as soon as the module has been deployed. A failure of it ends the process. */
    public static void onComplete(Runnable action) {
        watch();
        synchronized (ModuleStart.class) {
            if (!complete) {
                WAITING.add(action);
                return;
            }
        }
        run(action);
    }

    private static void heard(String event, Object subject) {
        if (complete) {
            return;
        }
        if (FAILED.equals(event)) {
            // Also if it is that of another application in this process: the server is not what its operator asked for.
            failed = true;
        } else if (DEPLOYED.equals(event) && ServerEvents.isOf(ModuleStart.class.getClassLoader(), subject)) {
            List<Runnable> actions;
            synchronized (ModuleStart.class) {
                complete = true;
                actions = List.copyOf(WAITING);
                WAITING.clear();
            }
            actions.forEach(ModuleStart::run);
        }
    }

    private static void run(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | Error failure) {
            ProcessEnd.because("The background work could not be started.", failure);
        }
    }
}
