package shop.gather.groupbuy;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.platform.Ids;
import shop.gather.spi.PriceOffers.Redemption;
import shop.gather.spi.VariantSnapshot;

/**
 * A group-buy offer: one variant, a group price, teams of a size that must fill in time. It is drafted by the owner, published once the shop has taken the price offer (or refused
 * with the shop's reason), and closed at its end; teams that run then run to their own deadlines, which never lie behind the campaign's end.
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

    enum PaymentMode {
        /** The shop authorizes at the checkout and captures when the team succeeds. */
        AUTHORIZE,
        /** The shop takes the money at the checkout and gives it back if the team fails. */
        AT_ONCE
    }

    /** How buyers come to the group price; decided when the campaign is published, by what the shop can do. */
    enum PriceBy {
        /** The shop's checkout charges it. */
        OFFER,
        /** Buyers pay the shop's ordinary price and get the difference back when their team succeeds. */
        REBATE
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
    long groupPrice;
    int teamSize;
    String teamDuration;
    String hold;
    String repayWithin;

    @Enumerated(EnumType.STRING)
    PaymentMode paymentMode;

    @Enumerated(EnumType.STRING)
    Exchanges exchanges;

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
        currency = plan.groupPrice().getCurrencyUnit().getCode();
        listPrice = variant.price().getAmountMinorLong();
        groupPrice = plan.groupPrice().getAmountMinorLong();
        teamSize = plan.teamSize();
        teamDuration = plan.teamDuration().toString();
        hold = plan.hold().toString();
        repayWithin = plan.repayWithin().toString();
        paymentMode = plan.paymentMode();
        exchanges = plan.exchanges();
        startsAt = plan.startsAt();
        endsAt = plan.endsAt();
        refusal = null;
        priceBy = null;
    }

    Money groupMoney() {
        return Money.ofMinor(CurrencyUnit.of(currency), groupPrice);
    }

    Duration duration() {
        return Duration.parse(teamDuration);
    }

    Duration holdDuration() {
        return Duration.parse(hold);
    }
}
