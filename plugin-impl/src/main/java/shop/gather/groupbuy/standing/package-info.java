/** Standing orders: what members take in each cycle of a campaign that repeats. */
package shop.gather.groupbuy.standing;
