package shop.gather.groupbuy.team;

import java.time.Instant;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.platform.http.Amount;

/**
 * The public view of a team: how full it is, not who is in it. Immutable.
 *
 * @param minimum the number of paid places that the team needs at its deadline
 * @param minimumUnits the number of paid units that the team needs at its deadline; 0 if only places count
 * @param capacity the most units of all places together; 0 if only places are limited
 * @param unitsPaid the number of units of the paid places
 * @param price the price of one unit: the final price once the team has succeeded, before that the price if it succeeded
 *     now
 * @param winners the number of paid places that get the article, by a draw; null if all do
 * @param help how far friends have lowered the price; null if they cannot
 */
public record TeamProgress(
        TeamId id,
        CampaignId campaign,
        String state,
        int size,
        int minimum,
        int minimumUnits,
        int capacity,
        int paid,
        int unitsPaid,
        int placesLeft,
        Instant deadline,
        Amount price,
        Integer winners,
        HelpProgress help) {

    /** @param terms of the team's campaign */
    public static TeamProgress of(Team team, CampaignTerms terms) {
        return new TeamProgress(
                team.id(),
                team.campaign(),
                team.state().name(),
                team.size(),
                team.minimum(),
                team.minimumUnits(),
                team.capacity(),
                team.paid(),
                team.units(),
                team.placesLeft(),
                team.deadline(),
                Amount.of(team.price(terms)),
                terms.winners(),
                HelpProgress.of(team, terms));
    }
}
