/** Requests that happen once, however often they are sent. */
package shop.gather.platform.idempotency;
