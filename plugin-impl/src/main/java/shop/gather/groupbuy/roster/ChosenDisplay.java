package shop.gather.groupbuy.roster;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;
import shop.gather.platform.MemberId;

/** How a member wants to be shown in teams. There is no row for a member who chose nothing. */
@Entity
@Table(name = "team_display")
class ChosenDisplay {

    @Id
    private UUID memberId;

    @TenantId
    @PartitionKey
    private UUID storeId;

    @Enumerated(EnumType.STRING)
    private TeamDisplay display;

    /** For Hibernate. */
    protected ChosenDisplay() {}

    /** A new instance that has no row yet. */
    ChosenDisplay(MemberId member, TeamDisplay display) {
        this.memberId = member.value();
        this.display = display;
    }

    TeamDisplay display() {
        return display;
    }
}
