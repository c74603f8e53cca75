package shop.gather.groupbuy.campaign;

import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import shop.gather.groupbuy.PickupPointId;
import shop.gather.groupbuy.terms.Audience;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.ProblemException;

/** The campaigns that a visitor wants to see: all public ones, or some of them. */
public sealed interface DirectoryFilter {

    /** The detail of the problem if more than one filter is sent. */
    String ONE_ONLY = "Send only one of variantId, productId, communityId, pickupPointId and campaignId.";

    /** All public campaigns. */
    record All() implements DirectoryFilter {}

    /** Those that sell an article, as their main one or as a further one. */
    record OnArticle(String variantId) implements DirectoryFilter {}

    /** Those whose main article belongs to a product. */
    record OnProduct(String productId) implements DirectoryFilter {}

    /** Those for the members of a community. */
    record OfCommunity(UUID community) implements DirectoryFilter {
        String audience() {
            return new Audience.Community(community).key();
        }
    }

    /** Those of which buyers can collect at a pickup point. */
    record AtPoint(PickupPointId point) implements DirectoryFilter {}

    /**
     * The filter of a request; null means that a parameter was not sent.
     *
     * @throws ProblemException INVALID_VALUE if more than one is given, or one is blank or too long; NOT_FOUND for an id
     *     that is none
     */
    static DirectoryFilter of(String variantId, String productId, String communityId, String pickupPointId) {
        if (Stream.of(variantId, productId, communityId, pickupPointId)
                        .filter(Objects::nonNull)
                        .count()
                > 1) {
            throw ProblemException.invalid(ONE_ONLY);
        }
        if (variantId != null) {
            return new OnArticle(Check.text(variantId, "variantId", 100));
        }
        if (productId != null) {
            return new OnProduct(Check.text(productId, "productId", 2000));
        }
        if (communityId != null) {
            return new OfCommunity(Check.id(communityId, "community"));
        }
        return pickupPointId == null
                ? new All()
                : new AtPoint(Check.id(pickupPointId, "pickup point", PickupPointId::new));
    }
}
