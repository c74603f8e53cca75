/** Idempotent requests: a repeated Idempotency-Key executes its request once. */
package shop.gather.platform.idempotency;
