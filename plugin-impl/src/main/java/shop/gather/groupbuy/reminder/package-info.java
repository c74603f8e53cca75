/** Tells buyers that their team is nearly full, or that its deadline is near. */
package shop.gather.groupbuy.reminder;
