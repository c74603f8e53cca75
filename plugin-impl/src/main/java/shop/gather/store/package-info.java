/** Stores: the tenants, their keys and their connection to a shop. */
package shop.gather.store;
