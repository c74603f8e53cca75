package shop.gather.platform.database;

import java.util.UUID;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;

/** Tells Hibernate whose rows it may see. Instantiated by Hibernate itself, also before CDI has started. */
public final class CurrentStoreResolver implements CurrentTenantIdentifierResolver<UUID> {

    /** Owns no row: what is read outside a store's transaction finds nothing. */
    private static final UUID NOBODY = new UUID(0, 0);

    @Override
    public UUID resolveCurrentTenantIdentifier() {
        return CurrentStore.get().map(store -> store.value()).orElse(NOBODY);
    }

    @Override
    public boolean validateExistingCurrentSessions() {
        return true;
    }
}
