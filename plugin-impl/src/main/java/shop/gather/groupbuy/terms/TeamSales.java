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

    /** The larger of each number. */
    TeamSales atLeast(int least) {
        return new TeamSales(Math.max(places, least), Math.max(units, least));
    }
}
