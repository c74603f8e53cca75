/** What is to be done at the shop: durable commands, retried and looked up until they end. */
package shop.gather.shop.command;
