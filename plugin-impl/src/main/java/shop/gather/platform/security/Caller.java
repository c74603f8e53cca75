package shop.gather.platform.security;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;

/** Who sent the current request. Filled by {@link Authentication} before a resource runs. */
@RequestScoped
public class Caller {

    private Role role;
    private StoreId store;
    private UUID id;
    private Set<Scope> scopes = Set.of();

    void set(Role role, StoreId store, UUID id, Set<Scope> scopes) {
        this.role = role;
        this.store = store;
        this.id = id;
        this.scopes = Set.copyOf(scopes);
    }

    /** The scopes of an owner's key; empty for every other caller. */
    public Set<Scope> scopes() {
        return scopes;
    }

    /** The store that the credentials belong to. */
    public StoreId store() {
        if (store == null) {
            throw new IllegalStateException("this caller does not belong to a store");
        }
        return store;
    }

    /** The member's id. */
    public MemberId member() {
        if (role != Role.MEMBER) {
            throw new IllegalStateException("this caller is not a member");
        }
        return new MemberId(id);
    }

    /** The member's id; empty for a caller of another kind. */
    public Optional<MemberId> memberIfAny() {
        return role == Role.MEMBER ? Optional.of(new MemberId(id)) : Optional.empty();
    }

    /**
     * The caller's name in audit entries and idempotency keys: its role and the id of its key or member; never a
     * secret.
     */
    public String name() {
        return role.name().toLowerCase(java.util.Locale.ROOT) + ":" + id;
    }
}
