package shop.gather.groupbuy.team;

import java.util.List;
import org.joda.money.Money;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.platform.http.Amount;

/**
 * How far friends have lowered the price of a team's buyer. Immutable.
 *
 * @param given the number of friends who have helped
 * @param most the number of friends who can help
 * @param next by how much the next help lowers the price of one unit; null when all helps are given or the team has ended
 * @param lowestPrice the price of one unit when all helps are given
 */
public record HelpProgress(int given, int most, Amount next, Amount lowestPrice) {

    /** Null if the price does not depend on helps. */
    static HelpProgress of(Team team, CampaignTerms terms) {
        List<Money> steps = terms.price().steps();
        return steps.isEmpty()
                ? null
                : new HelpProgress(
                        team.helps(),
                        steps.size(),
                        team.helps() < steps.size() && !team.isOver() ? Amount.of(steps.get(team.helps())) : null,
                        Amount.of(terms.lowestPrice()));
    }
}
