/**
 * Facts derived from an order snapshot: the one definition of paid, authorized, captured, refunded and kept, per line
 * and in total. Pure and immutable.
 */
package shop.gather.order.facts;
