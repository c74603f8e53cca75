/** Delivers signed events to the owner's endpoints, according to the Standard Webhooks specification. */
package shop.gather.event;
