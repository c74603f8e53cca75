package shop.gather.groupbuy.campaign;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.platform.http.ProblemException;

/**
 * Whether the directory shows a campaign and its teams. The owner may change it at any time: it is not part of the
 * terms promised to buyers.
 */
@Schema(
        description =
                "PUBLIC: the directory of the store shows the campaign and its open teams. LINK_ONLY: it does not;"
                        + " buyers who have the id, for example from a link, see the campaign and join its teams as"
                        + " usual. AUDIENCE: as LINK_ONLY, and the members for whom the campaign is find it in their"
                        + " own list; needs an eligibilityPolicy that names a group")
public enum Visibility {
    /** The directory shows the campaign and its open teams. */
    PUBLIC,
    /** Only buyers who have the id of the campaign or of a team see it. */
    LINK_ONLY,
    /** As LINK_ONLY; and the members of the group that the terms name find it in their own list. */
    AUDIENCE;

    /** @throws ProblemException INVALID_VALUE if the terms do not go with it */
    void requireFor(CampaignTerms terms) {
        if (this == AUDIENCE && terms.eligibility().audience().isEmpty()) {
            throw ProblemException.invalid(
                    "visibility AUDIENCE needs an eligibilityPolicy that names a group of members:"
                            + " community-members or leaders.");
        }
    }
}
