/** Teams: their rows, the end of holds and deadlines, and the views of buyers and owners. */
package shop.gather.groupbuy.team;
