/** The messages of members, from the event that makes one to its deletion. */
package shop.gather.message.inbox;
