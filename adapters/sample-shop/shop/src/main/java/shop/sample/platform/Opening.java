package shop.sample.platform;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Prepares the tables before the first request. */
@Singleton
public class Opening {

    private final Database database;

    @Inject
    public Opening(Database database) {
        this.database = database;
    }

    void opened(@Observes @Initialized(ApplicationScoped.class) Object event) {
        database.prepare();
    }
}
