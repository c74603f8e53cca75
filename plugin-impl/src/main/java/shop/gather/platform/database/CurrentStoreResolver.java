package shop.gather.platform.database;

import java.util.UUID;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;

/** Tells Hibernate the current store. Hibernate itself creates the instance, possibly before CDI has started. */
public final class CurrentStoreResolver implements CurrentTenantIdentifierResolver<UUID> {

    /** A store without rows: a query outside a store's transaction finds nothing. */
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
