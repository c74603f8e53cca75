/** Stores (tenants), their keys, and the provider API. */
package shop.gather.store;
