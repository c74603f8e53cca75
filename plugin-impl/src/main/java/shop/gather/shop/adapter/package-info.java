/** Finds the adapters and loads each in its own class loader. */
package shop.gather.shop.adapter;
