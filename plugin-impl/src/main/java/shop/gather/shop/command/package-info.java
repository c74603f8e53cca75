/** Durable commands to the shop: looked up and retried until they end. */
package shop.gather.shop.command;
