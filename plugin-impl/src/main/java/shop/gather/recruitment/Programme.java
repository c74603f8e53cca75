package shop.gather.recruitment;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.Generated;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;
import org.hibernate.generator.EventType;

/**
 * A store's programme to recruit leaders: named rules decide who may apply, and it is open or closed. Changed rules
 * apply to later applications only; the results of earlier ones are stored with them. An instance holds its row as it
 * was read; {@link ProgrammeRows} changes the row.
 */
@Entity
class Programme {

    @Id
    private UUID id;

    @TenantId
    @PartitionKey
    private UUID storeId;

    private String name;

    private String rules;

    private boolean open;

    private long version;

    @Generated(event = EventType.INSERT, sql = "current_timestamp")
    private Instant createdAt;

    /** For Hibernate. */
    protected Programme() {}

    /** Creates a programme without a row. */
    Programme(ProgrammeId id, String name, List<RuleSpec> rules, boolean open) {
        this.id = id.value();
        this.name = name;
        this.rules = RuleSpec.checked(rules);
        this.open = open;
    }

    /**
     * The next version of the programme, which {@link ProgrammeRows#change} writes; this one if nothing is different.
     */
    Programme changed(String newName, List<RuleSpec> newRules, boolean nowOpen) {
        Programme next = new Programme(id(), newName, newRules, nowOpen);
        if (next.name.equals(name) && next.rules.equals(rules) && next.open == open) {
            return this;
        }
        next.version = version + 1;
        next.createdAt = createdAt;
        return next;
    }

    ProgrammeId id() {
        return new ProgrammeId(id);
    }

    String name() {
        return name;
    }

    /** The rules as stored. */
    String ruleText() {
        return rules;
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
