/** Encryption of secrets at rest. */
package shop.gather.platform.crypto;
