package shop.gather.platform.database;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.hibernate.resource.jdbc.spi.StatementInspector;

/**
 * Counts the statements that Hibernate and {@link StoreSql} send, for the metric {@code gather.sql.statements}: the
 * number that an operation needs is more reliable than its duration. A batch counts once, as it is one round trip; the
 * scheduler's own statements are not counted. Thread-safe.
 */
public class SqlStatements implements StatementInspector {

    private static final long serialVersionUID = 1L;

    // Hibernate creates its own instance.
    private static final LongAdder SENT = new LongAdder();
    private static final StatementRecorder RECORDER = StatementRecorder.configured();

    static void sent(String sql) {
        SENT.increment();
        RECORDER.record(sql);
    }

    @Override
    public String inspect(String sql) {
        sent(sql);
        return sql;
    }

    /** Shows the count among the metrics. */
    @Singleton
    static class Metric {

        @Inject
        MetricRegistry metrics;

        void register(@Observes @Initialized(ApplicationScoped.class) Object started) {
            metrics.gauge("gather.sql.statements", SENT::sum);
        }
    }
}
