/** Attribution: who gets credit for an order, and the reason. */
package shop.gather.referral.attribution;
