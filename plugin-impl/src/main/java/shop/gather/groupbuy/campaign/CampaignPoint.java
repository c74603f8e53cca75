package shop.gather.groupbuy.campaign;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.io.Serializable;
import java.util.UUID;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.PickupPointId;

/** A pickup point that the terms of a published campaign name, so that the directory finds the campaign by it. */
@Entity
@IdClass(CampaignPoint.Key.class)
class CampaignPoint {

    @Id
    private UUID campaignId;

    @Id
    private UUID pointId;

    @TenantId
    @PartitionKey
    private UUID storeId;

    record Key(UUID campaignId, UUID pointId) implements Serializable {}

    /** For Hibernate. */
    protected CampaignPoint() {}

    CampaignPoint(CampaignId campaign, PickupPointId point) {
        this.campaignId = campaign.value();
        this.pointId = point.value();
    }
}
