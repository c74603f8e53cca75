/** Who gets credit for an order, and why. */
package shop.gather.referral.attribution;
