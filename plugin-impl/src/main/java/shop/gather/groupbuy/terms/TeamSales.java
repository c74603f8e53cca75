package shop.gather.groupbuy.terms;

/**
 * What a team has sold.
 *
 * @param places the number of paid places
 * @param units the number of units of the paid places, at least as many
 */
public record TeamSales(int places, int units) {

    /** Places with one unit each. */
    public static TeamSales ofOneUnitEach(int places) {
        return new TeamSales(places, places);
    }

    /** A full team in which every buyer takes as many units as allowed. */
    static TeamSales mostOf(TeamPolicy team, QuantityPolicy quantity) {
        return new TeamSales(team.size(), Math.multiplyExact(team.size(), quantity.mostPerPlace()));
    }

    /** What a team has sold at least when it succeeds. */
    static TeamSales leastOf(TeamPolicy team) {
        return new TeamSales(team.minimum(), Math.max(team.minimum(), team.minimumUnits()));
    }

    /** The larger of each number. */
    TeamSales atLeast(TeamSales least) {
        return new TeamSales(Math.max(places, least.places), Math.max(units, least.units));
    }
}
