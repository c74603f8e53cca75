package shop.gather.groupbuy.review;

import java.util.Optional;

/** One rule about a campaign that is to be published. Pure and thread-safe. */
@FunctionalInterface
interface PublishingRule {

    /** Empty if there is nothing to say. */
    Optional<Finding> check(PublishingFacts facts);
}
