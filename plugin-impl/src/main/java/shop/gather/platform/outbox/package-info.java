/** Signed events to whom the owner named (Standard Webhooks). */
package shop.gather.platform.outbox;
