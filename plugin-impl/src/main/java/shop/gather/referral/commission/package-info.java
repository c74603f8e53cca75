/** Commission plans, and the commissions of leaders and recruiters for the orders attributed to them. */
package shop.gather.referral.commission;
