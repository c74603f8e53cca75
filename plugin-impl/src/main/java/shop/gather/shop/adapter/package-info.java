/** Finds the adapters and loads each with a class loader of its own. */
package shop.gather.shop.adapter;
