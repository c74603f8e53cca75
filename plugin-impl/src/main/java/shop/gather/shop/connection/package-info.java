/**
 * The connection of a store to its shop: settings, the connected shop, and the checks that every answer of an adapter
 * passes.
 */
package shop.gather.shop.connection;
