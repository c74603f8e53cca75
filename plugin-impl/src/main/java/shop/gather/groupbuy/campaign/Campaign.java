package shop.gather.groupbuy.campaign;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.annotations.CompositeType;
import org.hibernate.annotations.Generated;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;
import org.hibernate.generator.EventType;
import org.joda.money.Money;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.pricehistory.ArticlePrices;
import shop.gather.groupbuy.pricehistory.PriceHistory;
import shop.gather.groupbuy.terms.Audience;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.TermsJson;
import shop.gather.platform.Ids;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.MoneyColumns;
import shop.gather.spi.PriceOffers.Redemption;
import shop.gather.spi.VariantSnapshot;

/**
 * A group-buy offer: one variant, and the terms promised to its buyers. The owner drafts it. It is published when the
 * shop has accepted the price offer, or refused with the shop's reason, and closed at its end. Teams that are open then
 * run until their own deadlines, which are never after the campaign's end. An instance holds its row as it was read;
 * {@link CampaignRows} changes the row.
 */
@Entity
class Campaign {

    enum State {
        DRAFT,
        /** The command that tells the shop the price is pending. */
        PUBLISHING,
        PUBLISHED,
        /** The shop has refused the price; {@code refusal} says why. */
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
    private int offersPending;

    @Enumerated(EnumType.STRING)
    private Redemption redemption;

    private boolean accountEmail;

    @Enumerated(EnumType.STRING)
    private PriceBy priceBy;

    @Enumerated(EnumType.STRING)
    private Visibility visibility;

    /** The key of the group of members for whom it is; null if it is for everyone. */
    private String audience;

    /** Whether buyers collect at any active pickup point of the store. */
    private boolean anyPoint;

    @Generated(event = EventType.INSERT, sql = "current_timestamp")
    private Instant createdAt;

    /** For Hibernate. */
    protected Campaign() {}

    /** Creates a draft that has no row yet. */
    Campaign(CampaignPlan plan, VariantSnapshot variant, String productUrl) {
        this.id = Ids.next();
        this.state = State.DRAFT;
        this.name = plan.name();
        this.variantId = variant.variantId();
        this.title = variant.title();
        this.productId = variant.productId();
        this.productUrl = productUrl;
        this.listPrice = variant.price();
        this.visibility = plan.visibility();
        setTerms(plan.terms());
    }

    /**
     * Creates a draft as a copy of another campaign.
     *
     * @param now its main article as the shop sells it now; null if the shop no longer has it
     */
    Campaign(Campaign template, CampaignTerms terms, VariantSnapshot now, Visibility visibility) {
        this.id = Ids.next();
        this.state = State.DRAFT;
        this.name = template.name;
        this.variantId = template.variantId;
        this.title = now == null ? template.title : now.title();
        this.productId = now == null ? template.productId : now.productId();
        this.productUrl = template.productUrl;
        this.listPrice = now == null ? template.listPrice : now.price();
        this.visibility = visibility;
        setTerms(terms);
    }

    private void setTerms(CampaignTerms terms) {
        this.terms = TermsJson.write(terms);
        this.startsAt = terms.schedule().startsAt();
        this.endsAt = terms.schedule().endsAt();
        this.audience = terms.eligibility().audience().map(Audience::key).orElse(null);
        this.anyPoint = terms.fulfilment()
                .pickup()
                .filter(pickup -> pickup.points().isEmpty())
                .isPresent();
    }

    CampaignOffer offer() {
        return new CampaignOffer(id(), variantId, terms(), listPrice, priceBy, redemption, accountEmail, !isEditable());
    }

    /** Whether the plan can still be changed, because buyers cannot see the campaign yet. */
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
                && terms.equals(draft.terms)
                && visibility == draft.visibility;
    }

    CampaignId id() {
        return new CampaignId(id);
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

    /** The shop's id of the variant's product. */
    String productId() {
        return productId;
    }

    /** The address of the article's page in the shop. */
    String productUrl() {
        return productUrl;
    }

    /** The shop's price of one unit when the campaign was created. */
    Money listPrice() {
        return listPrice;
    }

    /** The shop's prices of one unit of its articles as it has recorded them, by their variant ids. */
    Map<String, Money> listPrices() {
        Map<String, Money> prices = new HashMap<>();
        prices.put(variantId, listPrice);
        terms().further().forEach(article -> prices.put(article.variantId(), article.listPrice()));
        return prices;
    }

    /**
     * The shop's prices of its articles in the days before it begins, or before now. One that was planned after its
     * start begins when it was planned. One statement.
     */
    Map<String, ArticlePrices> pricesBefore(PriceHistory history, StoreId store, Instant now) {
        Instant begins = startsAt.isAfter(createdAt) ? startsAt : createdAt;
        return history.before(
                store, listPrices().keySet(), begins.isAfter(now) ? now : begins, listPrice.getCurrencyUnit());
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

    /** The shop's code and reason; null unless the shop has refused the price. */
    String refusal() {
        return refusal;
    }

    /** The shop's reference of the price offer; null while there is none. */
    String offerReference() {
        return offerReference;
    }

    /** Whether the shop has answered for all of its articles. */
    boolean hasAllAnswers() {
        return offersPending == 0;
    }

    /** Whether a campaign that is closed was published before, and the shop has accepted its price. */
    boolean wasOpen() {
        return priceBy != null && refusal == null;
    }

    /** Null until it is published. */
    PriceBy priceBy() {
        return priceBy;
    }

    Visibility visibility() {
        return visibility;
    }

    /** The key of the group of members for whom it is; null if it is for everyone. */
    String audience() {
        return audience;
    }

    /** Whether buyers collect at any active pickup point of the store. */
    boolean anyPoint() {
        return anyPoint;
    }

    Instant startsAt() {
        return startsAt;
    }

    Instant endsAt() {
        return endsAt;
    }
}
