package shop.gather.groupbuy.help;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.joda.money.Money;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.campaign.Campaigns;
import shop.gather.groupbuy.help.HelpRows.Help;
import shop.gather.groupbuy.team.Team;
import shop.gather.groupbuy.team.TeamClosing;
import shop.gather.groupbuy.team.TeamEnding;
import shop.gather.groupbuy.team.Teams;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.DuplicateKey;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;

/**
 * Members help buyers to a lower price. A help is counted in the row of the team and recorded for the member in one
 * transaction: the row lets no more helps pass than the campaign has steps, and the key of the record no second help of
 * a member. Thread-safe.
 */
@Singleton
class Helping {

    private final Transactions transactions;
    private final Campaigns campaigns;
    private final Teams teams;
    private final TeamEnding ending;
    private final TeamClosing closing;
    private final HelpRows rows;
    private final HelpMessages messages;

    @Inject
    Helping(
            Transactions transactions,
            Campaigns campaigns,
            Teams teams,
            TeamEnding ending,
            TeamClosing closing,
            HelpRows rows,
            HelpMessages messages) {
        this.transactions = transactions;
        this.campaigns = campaigns;
        this.teams = teams;
        this.ending = ending;
        this.closing = closing;
        this.rows = rows;
        this.messages = messages;
    }

    /**
     * A help that was given.
     *
     * @param worth by how much it has lowered the price of one unit
     * @param team as it is now
     */
    record Given(Money worth, Team team, CampaignTerms terms) {}

    /**
     * Lowers the price of the team's buyer by one step. A member who has helped this team before gets the same answer.
     *
     * @throws ProblemException NOT_FOUND, CONFLICT if friends cannot help, ALREADY_HELPED, OWN_TEAM, ALL_HELPS_GIVEN,
     *     TEAM_NOT_PAID, or TEAM_CLOSED
     */
    Given help(StoreId store, MemberId member, TeamId id) {
        Team team = find(store, id);
        CampaignTerms terms = campaigns.offer(store, team.campaign()).terms();
        if (terms.price().steps().isEmpty()) {
            throw new ProblemException(
                    ProblemCode.CONFLICT, "Friends cannot help in this campaign: its pricePolicy is not helped.");
        }
        Help help = earlier(store, member, team).orElseGet(() -> first(store, member, team, terms));
        Team now = find(store, id);
        if (now.isOver()) {
            closing.soon(store, id);
        }
        return new Given(terms.price().steps().get(help.step() - 1), now, terms);
    }

    private Team find(StoreId store, TeamId id) {
        return teams.find(store, id).orElseThrow(() -> ProblemException.notFound("team"));
    }

    private Optional<Help> earlier(StoreId store, MemberId member, Team team) {
        Optional<Help> given = transactions.inStore(store, () -> rows.of(store, team.campaign(), member));
        if (given.isPresent() && !given.get().team().equals(team.id())) {
            throw new ProblemException(
                    ProblemCode.ALREADY_HELPED, "You have helped another buyer. In a campaign you can help one buyer.");
        }
        return given;
    }

    private Help first(StoreId store, MemberId member, Team team, CampaignTerms terms) {
        try {
            return transactions.inStore(store, () -> count(store, member, team, terms));
        } catch (DuplicateKey atTheSameTime) {
            return earlier(store, member, team)
                    .orElseThrow(() -> new ProblemException(ProblemCode.CONFLICT, "Try again."));
        }
    }

    /** The team's row first: a payment that completes the team locks it, too. */
    private Help count(StoreId store, MemberId member, Team team, CampaignTerms terms) {
        if (rows.isBuyer(store, team.id(), member)) {
            throw new ProblemException(ProblemCode.OWN_TEAM, "You buy in this team. Send your friends its address.");
        }
        if (!teams.help(store, team.id())) {
            // The same member may have given the last help a moment ago, on another node.
            return earlier(store, member, team).orElseThrow(() -> refusal(find(store, team.id()), terms));
        }
        Team counted = find(store, team.id());
        Help help = new Help(team.id(), counted.helps());
        rows.insert(store, team.campaign(), member, help);
        if (counted.isOver()) {
            ending.announceSucceeded(store, team.id());
        } else if (help.step() == 1) {
            messages.firstHelp(store, counted, terms);
        }
        return help;
    }

    private static ProblemException refusal(Team team, CampaignTerms terms) {
        if (team.helps() >= terms.price().steps().size()) {
            return new ProblemException(
                    ProblemCode.ALL_HELPS_GIVEN, "The buyer has the lowest price already. You can help another buyer.");
        }
        return team.state() == Team.State.OPEN && team.paid() == 0
                ? new ProblemException(
                        ProblemCode.TEAM_NOT_PAID, "The buyer has not paid yet. Help when the team is paid.")
                : new ProblemException(
                        ProblemCode.TEAM_CLOSED, "The team has ended, or its deadline has passed. The price is final.");
    }
}
