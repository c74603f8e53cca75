/** The ways to tell members outside the inbox, and what each store set for them. */
package shop.gather.message.channel;
