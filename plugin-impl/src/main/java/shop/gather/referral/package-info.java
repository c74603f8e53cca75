/** Who brought whom, who gets credit for an order, and what that earns. */
package shop.gather.referral;
