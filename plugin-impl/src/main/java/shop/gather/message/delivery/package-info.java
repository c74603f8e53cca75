/** Sends messages through the channels of a store, after the transaction that made them. */
package shop.gather.message.delivery;
