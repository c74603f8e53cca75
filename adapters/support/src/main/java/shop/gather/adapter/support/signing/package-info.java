/** Shared secrets, HMAC signatures and digests. */
package shop.gather.adapter.support.signing;
