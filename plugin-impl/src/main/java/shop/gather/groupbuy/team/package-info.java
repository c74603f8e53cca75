/** Teams: their rows, the end of holds and deadlines, and what buyers and owners see. */
package shop.gather.groupbuy.team;
