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
 * Queries and updates of the campaign table, checked at compile time; the implementation is generated. Runs in the
 * caller's transaction, on the rows of its store. Thread-safe.
 */
interface CampaignRows {

    StatelessSession session();

    default void insert(Campaign campaign) {
        session().insert(campaign);
    }

    @Find
    Optional<Campaign> find(UUID id);

    /**
     * Replaces the plan of a campaign that is still editable, if its version has not changed since it was read. Returns
     * true if the row was changed.
     *
     * @param draft the new plan
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
                draft.endsAt(),
                draft.visibility(),
                draft.audience(),
                draft.anyPoint());
    }

    @HQL("update versioned Campaign set name = :name, variantId = :variantId, title = :title, productId = :productId,"
            + " productUrl = :productUrl, listPrice = :listPrice, terms = :terms, startsAt = :startsAt,"
            + " endsAt = :endsAt, visibility = :visibility, audience = :audience, anyPoint = :anyPoint,"
            + " refusal = null, priceBy = null"
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
            Instant endsAt,
            Visibility visibility,
            String audience,
            boolean anyPoint);

    /**
     * Publishes an editable campaign at a shop that must first accept the price. Returns true if the version had not
     * changed.
     *
     * @param offers the number of price offers that the shop must answer
     */
    @HQL("update versioned Campaign set state = PUBLISHING, refusal = null, priceBy = OFFER, redemption = :redemption,"
            + " accountEmail = :accountEmail, offersPending = :offers"
            + " where id = :id and version = :seen and state in (DRAFT, REFUSED)")
    boolean publish(UUID id, long seen, Redemption redemption, boolean accountEmail, int offers);

    /** As {@link #publish}, at a shop without price offers. */
    @HQL("update versioned Campaign set state = PUBLISHED, refusal = null, priceBy = REBATE, redemption = null,"
            + " accountEmail = false where id = :id and version = :seen and state in (DRAFT, REFUSED)")
    boolean publishByRebate(UUID id, long seen);

    /**
     * The shop has answered one of the price offers; true if the campaign was waiting for an answer.
     *
     * @param reference of the main article's offer; null for another article's, and if the shop has refused it
     * @param refusal null if the shop has accepted it
     */
    @HQL("update Campaign set offersPending = offersPending - 1, offerReference = coalesce(:reference, offerReference),"
            + " refusal = case when state in (PUBLISHING, PUBLISHED) then coalesce(refusal, :refusal) else refusal end"
            + " where id = :id and offersPending > 0")
    boolean answered(UUID id, String reference, String refusal);

    /** True if the price offer of a published presale can be asked for now. */
    @HQL("update versioned Campaign set offersPending = 1, refusal = null where id = :id and state = PUBLISHED"
            + " and offersPending = 0 and offerReference is null")
    boolean askForPresale(UUID id);

    /** True if the shop has accepted all price offers. */
    @HQL("update versioned Campaign set state = PUBLISHED where id = :id and state = PUBLISHING and offersPending = 0"
            + " and refusal is null")
    boolean accepted(UUID id);

    /** True if the shop has answered all price offers, and refused at least one. */
    @HQL("update versioned Campaign set state = REFUSED where id = :id and state = PUBLISHING and offersPending = 0"
            + " and refusal is not null")
    boolean refused(UUID id);

    /** True if it was not closed yet. */
    @HQL("update versioned Campaign set state = CLOSED where id = :id and state <> CLOSED")
    boolean close(UUID id);

    /**
     * Removes the reference of the price offer of a campaign that no longer needs it. The offer is then removed from the
     * shop. True if there was one.
     */
    @HQL("update versioned Campaign set offerReference = null where id = :id and state in (CLOSED, REFUSED)"
            + " and offerReference is not null")
    boolean withdrawOffer(UUID id);

    @HQL("where id < :before order by id desc limit :most")
    List<Campaign> newest(UUID before, int most);

    /** The campaigns with these ids, in no order. */
    @HQL("where id in :ids")
    List<Campaign> all(List<UUID> ids);

    /** The newest campaign that accepts buyers now. */
    @HQL("where state = PUBLISHED and startsAt <= instant and endsAt > instant order by id desc limit 1")
    Optional<Campaign> newestRunning();

    /** The end of the queries of public campaigns that run now and are in one of the states; newest first. */
    String LISTED = " and state in :states and visibility = PUBLIC and startsAt <= instant and endsAt > instant"
            + " and id < :before order by id desc limit :most";

    /** Public campaigns that run now. */
    @HQL("where true" + LISTED)
    List<Campaign> listed(List<Campaign.State> states, UUID before, int most);

    /** As {@link #listed}, on one article. */
    @HQL("where (variantId = :variant or id in (select campaignId from CampaignArticle where variantId = :variant))"
            + LISTED)
    List<Campaign> listedOnVariant(String variant, List<Campaign.State> states, UUID before, int most);

    /** As {@link #listed}, on the articles of one product. */
    @HQL("where productId = :product" + LISTED)
    List<Campaign> listedOnProduct(String product, List<Campaign.State> states, UUID before, int most);

    /** As {@link #listed}, for one group of members. */
    @HQL("where audience = :audience" + LISTED)
    List<Campaign> listedFor(String audience, List<Campaign.State> states, UUID before, int most);

    /** As {@link #listed}, of which buyers can collect at a pickup point that is active. */
    @HQL("where (anyPoint = true or id in (select campaignId from CampaignPoint where pointId = :point))" + LISTED)
    List<Campaign> listedAtPoint(UUID point, List<Campaign.State> states, UUID before, int most);

    /** The campaigns for the groups of members that accept buyers now and that these members may find, newest first. */
    @HQL("where audience in :audiences and state = PUBLISHED and visibility in (PUBLIC, AUDIENCE)"
            + " and startsAt <= instant and endsAt > instant and id < :before order by id desc limit :most")
    List<Campaign> acceptingFor(List<String> audiences, UUID before, int most);

    /** Those of the given campaigns that are public, in no order. */
    @HQL("where id in :ids and visibility = PUBLIC")
    List<Campaign> publicOnes(List<UUID> ids);

    /** Any campaign that is not a draft. */
    @HQL("select id from Campaign where state <> DRAFT order by id limit 1")
    Optional<UUID> anyOffered();

    /**
     * Other campaigns of a variant that are not closed and share a part of a period, newest first.
     *
     * @param id the campaign to leave out
     */
    @HQL("where (variantId = :variant or id in (select campaignId from CampaignArticle where variantId = :variant))"
            + " and id <> :id and state <> CLOSED and startsAt < :until and endsAt > :from"
            + " order by id desc limit :most")
    List<Campaign> overlapping(String variant, UUID id, Instant from, Instant until, int most);

    /** The number of price offers that the shop has or is being asked to create. */
    @HQL("select count(*) from Campaign where state = PUBLISHING"
            + " or (state in (PUBLISHED, CLOSED) and offerReference is not null)")
    long liveOffers();

    /** The variants of campaigns that are not closed, without duplicates, sorted. */
    @HQL("select distinct variantId from Campaign where state <> CLOSED and variantId > :after"
            + " order by variantId limit :most")
    List<String> variants(String after, int most);

    /**
     * Sets another product page for the campaigns of a variant. Increments their versions, so that an owner's change
     * that began before cannot restore the old address.
     */
    @HQL("update versioned Campaign set productUrl = :page where variantId = :variant and state <> CLOSED"
            + " and productUrl <> :page")
    void lead(String variant, String page);
}
