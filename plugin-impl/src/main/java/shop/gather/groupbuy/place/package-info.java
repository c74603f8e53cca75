/** Places of buyers in teams: taking, holding and limiting them. The rows of participations. */
package shop.gather.groupbuy.place;
