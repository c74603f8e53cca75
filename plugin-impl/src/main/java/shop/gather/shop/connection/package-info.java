/**
 * The connection of a store to its shop: settings, the open shop, and the border that every answer of an adapter
 * passes.
 */
package shop.gather.shop.connection;
