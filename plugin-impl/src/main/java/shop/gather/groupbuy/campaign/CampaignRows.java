package shop.gather.groupbuy.campaign;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.processing.Find;
import org.hibernate.annotations.processing.HQL;
import org.joda.money.Money;
import shop.gather.spi.PriceOffers.Redemption;

/**
 * The table of campaigns. The compiler checks its queries and makes the class. Runs in the caller's transaction, on the
 * rows of its store. Thread-safe.
 */
interface CampaignRows {

    StatelessSession session();

    default void insert(Campaign campaign) {
        session().insert(campaign);
    }

    @Find
    Optional<Campaign> find(UUID id);

    /**
     * Gives a campaign that is still editable another plan, over the version that was seen; true if it still was in it.
     *
     * @param draft what it says from now on
     */
    default boolean change(UUID id, long seen, Campaign draft) {
        return change(
                id,
                seen,
                draft.name(),
                draft.variantId(),
                draft.title(),
                draft.productId(),
                draft.productUrl(),
                draft.listPrice(),
                draft.termsJson(),
                draft.startsAt(),
                draft.endsAt());
    }

    @HQL("update versioned Campaign set name = :name, variantId = :variantId, title = :title, productId = :productId,"
            + " productUrl = :productUrl, listPrice = :listPrice, terms = :terms, startsAt = :startsAt,"
            + " endsAt = :endsAt, refusal = null, priceBy = null"
            + " where id = :id and version = :seen and state in (DRAFT, REFUSED)")
    boolean change(
            UUID id,
            long seen,
            String name,
            String variantId,
            String title,
            String productId,
            String productUrl,
            Money listPrice,
            String terms,
            Instant startsAt,
            Instant endsAt);

    /** Publishes an editable campaign at a shop that is told the price now; true if it still was as it was seen. */
    @HQL("update versioned Campaign set state = PUBLISHING, refusal = null, priceBy = OFFER, redemption = :redemption,"
            + " accountEmail = :accountEmail where id = :id and version = :seen and state in (DRAFT, REFUSED)")
    boolean publish(UUID id, long seen, Redemption redemption, boolean accountEmail);

    /** As {@link #publish}, at a shop that takes no price offers. */
    @HQL("update versioned Campaign set state = PUBLISHED, refusal = null, priceBy = REBATE, redemption = null,"
            + " accountEmail = false where id = :id and version = :seen and state in (DRAFT, REFUSED)")
    boolean publishByRebate(UUID id, long seen);

    /** The shop has taken the price offer; true if the campaign was waiting for it. */
    @HQL("update versioned Campaign set state = PUBLISHED, offerReference = :reference"
            + " where id = :id and state = PUBLISHING")
    boolean accepted(UUID id, String reference);

    /** The shop has taken the price offer of a campaign that was closed meanwhile; true if it knows of none. */
    @HQL("update versioned Campaign set offerReference = :reference"
            + " where id = :id and state = CLOSED and offerReference is null")
    boolean acceptedTooLate(UUID id, String reference);

    /** The shop does not take the price offer; true if the campaign was waiting for it. */
    @HQL("update versioned Campaign set state = REFUSED, refusal = :refusal where id = :id and state = PUBLISHING")
    boolean refused(UUID id, String refusal);

    /** True if it was not closed yet. */
    @HQL("update versioned Campaign set state = CLOSED where id = :id and state <> CLOSED")
    boolean close(UUID id);

    /** Forgets the price offer of a closed campaign, which is taken out of the shop; true if it had one. */
    @HQL("update versioned Campaign set offerReference = null where id = :id and state = CLOSED"
            + " and offerReference is not null")
    boolean withdrawOffer(UUID id);

    @HQL("where id < :before order by id desc limit :most")
    List<Campaign> newest(UUID before, int most);

    /** The campaign that takes buyers now and was made last. */
    @HQL("where state = PUBLISHED and startsAt <= instant and endsAt > instant order by id desc limit 1")
    Optional<Campaign> newestRunning();

    /** Any campaign that is no draft. */
    @HQL("select id from Campaign where state <> DRAFT order by id limit 1")
    Optional<UUID> anyOffered();

    /** How many price offers the shop has, or is being asked for. */
    @HQL("select count(*) from Campaign where state = PUBLISHING"
            + " or (state in (PUBLISHED, CLOSED) and offerReference is not null)")
    long liveOffers();

    /** What campaigns sell that are not closed, each once, in its order. */
    @HQL("select distinct variantId from Campaign where state <> CLOSED and variantId > :after"
            + " order by variantId limit :most")
    List<String> variants(String after, int most);

    /**
     * Has the campaigns of a variant lead to another address. As a new version: an owner's change that began before
     * must not bring the old address back.
     */
    @HQL("update versioned Campaign set productUrl = :page where variantId = :variant and state <> CLOSED"
            + " and productUrl <> :page")
    void lead(String variant, String page);
}
