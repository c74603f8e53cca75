/** Delivers signed events to the addresses that the owner named, as the Standard Webhooks specification asks. */
package shop.gather.event;
