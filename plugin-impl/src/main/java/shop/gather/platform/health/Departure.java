package shop.gather.platform.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.logging.Level;
import java.util.logging.Logger;
import shop.gather.platform.work.Scheduling;

/**
 * Starts the graceful shutdown on SIGTERM, while the server still answers: the scheduler stops and readiness is DOWN,
 * so a load balancer sends no more requests. The server stops the module itself only after its grace period.
 */
@Singleton
class Departure {

    private static final Logger LOG = Logger.getLogger(Departure.class.getName());

    private final Scheduling scheduling;
    private Thread hook;

    @Inject
    Departure(Scheduling scheduling) {
        this.scheduling = scheduling;
    }

    void arrived(@Observes @Initialized(ApplicationScoped.class) Object started) {
        hook = new Thread(this::leave, "gather-departure");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    void gone(@Observes @BeforeDestroyed(ApplicationScoped.class) Object stopping) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException processEnds) {
            LOG.log(Level.FINE, "the process ends", processEnds);
        }
    }

    private void leave() {
        LOG.info("Stopping: finishing requests and tasks in progress.");
        scheduling.stop();
    }
}
