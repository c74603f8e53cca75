/** Group buying: campaigns, teams, places, group prices, settlement. */
package shop.gather.groupbuy;
