/** Places of buyers in teams: joins, holds, limits, and the rows of participations. */
package shop.gather.groupbuy.place;
