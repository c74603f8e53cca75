package shop.gather.platform.health;

import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import shop.gather.platform.process.ModuleStart;
import shop.gather.platform.work.Liveness;
import shop.gather.platform.work.Scheduling;

/**
 * Ready while this node's background work is proven to run: from the end of the start to the beginning of the stop, so
 * that a load balancer stops sending in time, and only while the last sweep is younger than 15 seconds.
 */
@Readiness
@Singleton
class SchedulerReady implements HealthCheck {

    // Asked for late: the platform makes its checks before the module's data source is there.
    private final Provider<Scheduling> scheduling;
    private final Provider<Liveness> liveness;

    @Inject
    SchedulerReady(Provider<Scheduling> scheduling, Provider<Liveness> liveness) {
        this.scheduling = scheduling;
        this.liveness = liveness;
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("scheduler");
        if (!ModuleStart.isComplete()) {
            return answer.down()
                    .withData("problem", "The module is still starting.")
                    .build();
        }
        if (scheduling.get().isStopping()) {
            return answer.down().withData("problem", "This node is stopping.").build();
        }
        return liveness.get()
                .problem()
                .map(problem -> answer.down().withData("problem", problem))
                .orElseGet(answer::up)
                .build();
    }
}
