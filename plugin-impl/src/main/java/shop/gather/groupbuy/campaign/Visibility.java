package shop.gather.groupbuy.campaign;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Whether the directory shows a campaign and its teams. The owner may change it at any time: it is not part of the
 * terms promised to buyers.
 */
@Schema(
        description =
                "PUBLIC: the directory of the store shows the campaign and its open teams. LINK_ONLY: it does not;"
                        + " buyers who have the id, for example from a link, see the campaign and join its teams as usual")
public enum Visibility {
    /** The directory shows the campaign and its open teams. */
    PUBLIC,
    /** Only buyers who have the id of the campaign or of a team see it. */
    LINK_ONLY
}
