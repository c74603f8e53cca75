/** Group buying: campaigns, teams, places and what becomes of them. */
package shop.gather.groupbuy;
