package shop.gather.groupbuy.terms;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What happens to a place whose article is exchanged in the shop for another variant before its team has succeeded. */
@Schema(
        description =
                "KEEP: the place is kept if the new article is another variant of the same product and was paid at "
                        + "no less than the group price."
                        + " WITHDRAW: the place is given up and its payment is refunded")
public enum Exchanges {
    /**
     * The place is kept with another variant of the campaign's product that was paid at no less than the group price.
     */
    KEEP,
    /** The place is given up, and its payment is refunded. */
    WITHDRAW
}
