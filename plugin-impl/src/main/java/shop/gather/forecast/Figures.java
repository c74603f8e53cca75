package shop.gather.forecast;

import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * What a dry run adds up, for a day or in total. Money is of teams that succeeded, with tax:
 * {@code turnover = listValue - discount = charged - rebates} and {@code remaining = turnover - level1 - level2}.
 * Immutable.
 *
 * @param joins buyers who took a place
 * @param turnedAway buyers who got no place, because the campaign had too few units left for another team
 * @param placesUnpaid places that were taken and not paid
 * @param placesPaid paid places of teams that succeeded
 * @param unitsPaid the units of these places
 * @param placesRefunded paid places of teams that failed, and those that were not drawn
 * @param charged what the shop's checkout charges for the paid places
 * @param rebates what is paid back to buyers of teams that succeeded
 */
record Figures(
        int joins,
        int turnedAway,
        int placesUnpaid,
        int teamsOpened,
        int teamsSucceeded,
        int teamsFailed,
        int placesPaid,
        int unitsPaid,
        int placesRefunded,
        Money listValue,
        Money discount,
        Money turnover,
        Money charged,
        Money rebates,
        Money level1,
        Money level2,
        Money remaining) {

    static Figures zero(CurrencyUnit currency) {
        return places(Money.zero(currency), 0, 0, 0, 0, 0, 0, 0);
    }

    static Figures turnedAway(CurrencyUnit currency) {
        return places(Money.zero(currency), 0, 1, 0, 0, 0, 0, 0);
    }

    static Figures joined(CurrencyUnit currency, boolean pays) {
        return places(Money.zero(currency), 1, 0, pays ? 0 : 1, 0, 0, 0, 0);
    }

    static Figures opened(CurrencyUnit currency) {
        return places(Money.zero(currency), 0, 0, 0, 1, 0, 0, 0);
    }

    static Figures failed(CurrencyUnit currency, int refunded) {
        return places(Money.zero(currency), 0, 0, 0, 0, 0, 1, refunded);
    }

    /** A team that has succeeded, without its places. */
    static Figures succeeded(CurrencyUnit currency) {
        return places(Money.zero(currency), 0, 0, 0, 0, 1, 0, 0);
    }

    /** Paid places of a team that has succeeded, which were not confirmed. */
    static Figures notConfirmed(CurrencyUnit currency, int refunded) {
        return places(Money.zero(currency), 0, 0, 0, 0, 0, 0, refunded);
    }

    /** Confirmed places of a team that has succeeded, of the same units and money each. */
    static Figures sold(int places, PlaceResult each) {
        return new Figures(
                0,
                0,
                0,
                0,
                0,
                0,
                places,
                Math.multiplyExact(places, each.units()),
                0,
                each.list().multipliedBy(places),
                each.list().minus(each.price()).multipliedBy(places),
                each.price().multipliedBy(places),
                each.charged().multipliedBy(places),
                each.charged().minus(each.price()).multipliedBy(places),
                each.level1().multipliedBy(places),
                each.level2().multipliedBy(places),
                each.price().minus(each.level1()).minus(each.level2()).multipliedBy(places));
    }

    /**
     * One place: its units, and the money of all of them.
     *
     * @param list its value at the shop's ordinary price
     * @param charged by the shop's checkout
     * @param price what the buyer has paid in the end
     */
    record PlaceResult(int units, Money list, Money charged, Money price, Money level1, Money level2) {}

    private static Figures places(
            Money zero, int joins, int turnedAway, int unpaid, int opened, int succeeded, int failed, int refunded) {
        return new Figures(
                joins,
                turnedAway,
                unpaid,
                opened,
                succeeded,
                failed,
                0,
                0,
                refunded,
                zero,
                zero,
                zero,
                zero,
                zero,
                zero,
                zero,
                zero);
    }

    Figures plus(Figures other) {
        return new Figures(
                joins + other.joins,
                turnedAway + other.turnedAway,
                placesUnpaid + other.placesUnpaid,
                teamsOpened + other.teamsOpened,
                teamsSucceeded + other.teamsSucceeded,
                teamsFailed + other.teamsFailed,
                placesPaid + other.placesPaid,
                unitsPaid + other.unitsPaid,
                placesRefunded + other.placesRefunded,
                listValue.plus(other.listValue),
                discount.plus(other.discount),
                turnover.plus(other.turnover),
                charged.plus(other.charged),
                rebates.plus(other.rebates),
                level1.plus(other.level1),
                level2.plus(other.level2),
                remaining.plus(other.remaining));
    }
}
