package shop.gather.shop.command;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.TenantId;
import shop.gather.shop.command.ShopCommands.State;

/** The row of a command, for queries; {@link ShopCommands} writes it. */
@Entity
@Immutable
@Table(name = "shop_command")
class IssuedCommand {

    @Id
    private UUID id;

    @TenantId
    private UUID storeId;

    private String commandKey;

    private String kind;

    private String orderId;

    @Enumerated(EnumType.STRING)
    private State state;

    private int attempts;

    private String outcome;

    @Enumerated(EnumType.STRING)
    private OutcomeCode outcomeCode;

    private Instant createdAt;

    private Instant endedAt;

    /** For Hibernate. */
    protected IssuedCommand() {}

    CommandHistory.View view() {
        return new CommandHistory.View(id, kind, orderId, state, attempts, outcome, createdAt, endedAt);
    }
}
