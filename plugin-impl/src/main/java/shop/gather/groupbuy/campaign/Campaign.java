package shop.gather.groupbuy.campaign;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.TermsJson;
import shop.gather.platform.Ids;
import shop.gather.spi.PriceOffers.Redemption;
import shop.gather.spi.VariantSnapshot;

/**
 * A group-buy offer: one variant, and terms that say what its buyers are promised. It is drafted by the owner,
 * published once the shop has taken the price offer (or refused with the shop's reason), and closed at its end. Teams
 * that are open then run to their own deadlines, which never lie behind the campaign's end.
 */
@Entity
@Table(name = "campaign")
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
    UUID id;

    @TenantId
    @PartitionKey
    UUID storeId;

    @Version
    long version;

    String name;
    String variantId;
    String title;
    /** The product of the variant, as the shop names it. */
    String productId;

    String productUrl;
    String currency;
    long listPrice;

    /** {@link CampaignTerms}, as {@link TermsJson} writes them. */
    String terms;

    /** The schedule of the terms, for statements that look for campaigns that are due. */
    Instant startsAt;

    Instant endsAt;

    @Enumerated(EnumType.STRING)
    State state;

    String refusal;
    String offerReference;

    @Enumerated(EnumType.STRING)
    Redemption redemption;

    /** Whether the shop gives the price only with the account's e-mail address as billing address. */
    boolean accountEmail;

    /** Null until it is published. */
    @Enumerated(EnumType.STRING)
    PriceBy priceBy;

    Instant createdAt;

    protected Campaign() {}

    Campaign(CampaignPlan plan, VariantSnapshot variant, String productUrl, Instant now) {
        this.id = Ids.next();
        this.state = State.DRAFT;
        this.createdAt = now;
        change(plan, variant, productUrl);
    }

    /** Takes a new plan; only a draft or a refused campaign may. */
    final void change(CampaignPlan plan, VariantSnapshot variant, String url) {
        name = plan.name();
        variantId = variant.variantId();
        title = variant.title();
        productId = variant.productId();
        productUrl = url;
        currency = plan.terms().checkoutPrice().getCurrencyUnit().getCode();
        listPrice = variant.price().getAmountMinorLong();
        terms = TermsJson.write(plan.terms());
        startsAt = plan.terms().schedule().startsAt();
        endsAt = plan.terms().schedule().endsAt();
        refusal = null;
        priceBy = null;
    }

    CampaignOffer offer() {
        return new CampaignOffer(
                id,
                TermsJson.read(terms),
                Money.ofMinor(CurrencyUnit.of(currency), listPrice),
                priceBy,
                redemption,
                accountEmail,
                state != State.DRAFT && state != State.REFUSED);
    }

    CampaignTerms terms() {
        return TermsJson.read(terms);
    }
}
