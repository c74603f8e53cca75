/** Commission: plans, and what an order earns for those who get credit for it. */
package shop.gather.referral.commission;
