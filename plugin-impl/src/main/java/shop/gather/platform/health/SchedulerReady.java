package shop.gather.platform.health;

import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import shop.gather.platform.work.Scheduling;

/** Ready while the scheduler runs: from the end of the start to the beginning of the stop, so that a load balancer stops sending in time. */
@Readiness
@Singleton
class SchedulerReady implements HealthCheck {

    // Asked for late: the platform makes its checks before the module's data source is there.
    private final Provider<Scheduling> scheduling;

    @Inject
    SchedulerReady(Provider<Scheduling> scheduling) {
        this.scheduling = scheduling;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("scheduler")
                .status(scheduling.get().isRunning())
                .build();
    }
}
