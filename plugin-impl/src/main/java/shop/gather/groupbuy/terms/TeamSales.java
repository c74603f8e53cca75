package shop.gather.groupbuy.terms;

/**
 * What a team has sold, and how often it was helped.
 *
 * @param places the number of paid places
 * @param units the number of units of the paid places, at least as many
 * @param helps the number of friends who have helped
 */
public record TeamSales(int places, int units, int helps) {

    /** Nobody has helped. */
    public TeamSales(int places, int units) {
        this(places, units, 0);
    }

    /** Places with one unit each. */
    public static TeamSales ofOneUnitEach(int places) {
        return new TeamSales(places, places);
    }

    /** A full team in which every buyer takes as many units as allowed, with all helps. */
    static TeamSales mostOf(TeamPolicy team, QuantityPolicy quantity) {
        int units = Math.multiplyExact(team.size(), quantity.mostPerPlace());
        return new TeamSales(team.size(), Math.min(units, team.mostUnits().orElse(units)), HelpedPrice.MOST_HELPERS);
    }

    /** What a team has sold at least when it succeeds. */
    static TeamSales leastOf(TeamPolicy team) {
        return new TeamSales(team.minimum(), Math.max(team.minimum(), team.minimumUnits()));
    }

    /** The larger of each number. */
    TeamSales atLeast(TeamSales least) {
        return new TeamSales(
                Math.max(places, least.places), Math.max(units, least.units), Math.max(helps, least.helps));
    }
}
