package shop.gather.groupbuy.campaign;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.annotations.CompositeType;
import org.hibernate.annotations.Generated;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;
import org.hibernate.generator.EventType;
import org.joda.money.Money;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.TermsJson;
import shop.gather.platform.Ids;
import shop.gather.platform.database.MoneyColumns;
import shop.gather.spi.PriceOffers.Redemption;
import shop.gather.spi.VariantSnapshot;

/**
 * A group-buy offer: one variant, and terms that say what its buyers are promised. It is drafted by the owner,
 * published once the shop has taken the price offer (or refused with the shop's reason), and closed at its end. Teams
 * that are open then run to their own deadlines, which never lie behind the campaign's end. Says what its row
 * said when it was read; {@link CampaignRows} changes the row.
 */
@Entity
class Campaign {

    enum State {
        DRAFT,
        /** The shop is being told the price. */
        PUBLISHING,
        PUBLISHED,
        /** The shop does not take the price; the refusal says why. */
        REFUSED,
        CLOSED
    }

    @Id
    private UUID id;

    @TenantId
    @PartitionKey
    private UUID storeId;

    @Version
    private long version;

    private String name;
    private String variantId;
    private String title;
    private String productId;
    private String productUrl;

    @CompositeType(MoneyColumns.class)
    @AttributeOverride(name = "amount", column = @Column(name = "list_price"))
    private Money listPrice;

    /** {@link CampaignTerms}, as {@link TermsJson} writes them. */
    private String terms;

    private Instant startsAt;
    private Instant endsAt;

    @Enumerated(EnumType.STRING)
    private State state;

    private String refusal;
    private String offerReference;

    @Enumerated(EnumType.STRING)
    private Redemption redemption;

    private boolean accountEmail;

    @Enumerated(EnumType.STRING)
    private PriceBy priceBy;

    @Generated(event = EventType.INSERT, sql = "current_timestamp")
    private Instant createdAt;

    /** For Hibernate. */
    protected Campaign() {}

    /** A draft that has no row yet. */
    Campaign(CampaignPlan plan, VariantSnapshot variant, String productUrl) {
        this.id = Ids.next();
        this.state = State.DRAFT;
        this.name = plan.name();
        this.variantId = variant.variantId();
        this.title = variant.title();
        this.productId = variant.productId();
        this.productUrl = productUrl;
        this.listPrice = variant.price();
        this.terms = TermsJson.write(plan.terms());
        this.startsAt = plan.terms().schedule().startsAt();
        this.endsAt = plan.terms().schedule().endsAt();
    }

    CampaignOffer offer() {
        return new CampaignOffer(id, terms(), listPrice, priceBy, redemption, accountEmail, !isEditable());
    }

    /** Whether its buyers know nothing of it yet, so that the plan can still be changed. */
    boolean isEditable() {
        return state == State.DRAFT || state == State.REFUSED;
    }

    /** Whether a plan for it, as a draft of its own, would change nothing. Its version stays then. */
    boolean isUnchangedBy(Campaign draft) {
        return refusal == null
                && priceBy == null
                && name.equals(draft.name)
                && variantId.equals(draft.variantId)
                && title.equals(draft.title)
                && Objects.equals(productId, draft.productId)
                && productUrl.equals(draft.productUrl)
                && listPrice.equals(draft.listPrice)
                && terms.equals(draft.terms);
    }

    UUID id() {
        return id;
    }

    long version() {
        return version;
    }

    String name() {
        return name;
    }

    String variantId() {
        return variantId;
    }

    String title() {
        return title;
    }

    /** The product of the variant, as the shop names it. */
    String productId() {
        return productId;
    }

    /** The address of the article in the shop. */
    String productUrl() {
        return productUrl;
    }

    /** Of one in the shop when the campaign was made. */
    Money listPrice() {
        return listPrice;
    }

    CampaignTerms terms() {
        return TermsJson.read(terms);
    }

    /** The terms as they are stored. */
    String termsJson() {
        return terms;
    }

    State state() {
        return state;
    }

    /** The code and the reason of the shop; null unless it has refused the price. */
    String refusal() {
        return refusal;
    }

    /** The shop's name of the price offer; null while it has none. */
    String offerReference() {
        return offerReference;
    }

    /** Null until it is published. */
    PriceBy priceBy() {
        return priceBy;
    }

    Instant startsAt() {
        return startsAt;
    }

    Instant endsAt() {
        return endsAt;
    }
}
