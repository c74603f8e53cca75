package shop.gather.recruitment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;

/**
 * How a store recruits leaders: who may apply, by named rules, and whether it takes applications now. Rules changed
 * later judge later applications only; what was found about an earlier one is kept with it.
 */
@Entity
class Programme {

    @Id
    private UUID id;

    @TenantId
    @PartitionKey
    private UUID storeId;

    private String name;

    @Column(length = 4_000)
    private String rules;

    private boolean open;

    @Version
    private long version;

    private Instant createdAt;

    protected Programme() {}

    Programme(UUID id, String name, List<RuleSpec> rules, boolean open, Instant now) {
        this.id = id;
        this.createdAt = now;
        describe(name, rules, open);
    }

    final void describe(String newName, List<RuleSpec> newRules, boolean nowOpen) {
        this.rules = RuleSpec.checked(newRules);
        this.name = newName;
        this.open = nowOpen;
    }

    UUID id() {
        return id;
    }

    String name() {
        return name;
    }

    List<RuleSpec> specs() {
        return RuleSpec.read(rules);
    }

    List<Rule> rules() {
        return specs().stream().map(RuleSpec::toRule).toList();
    }

    boolean isOpen() {
        return open;
    }

    long version() {
        return version;
    }

    Instant createdAt() {
        return createdAt;
    }
}
