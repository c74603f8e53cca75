/** Who gets credit for an order, and what they earn by it. */
package shop.gather.referral;
