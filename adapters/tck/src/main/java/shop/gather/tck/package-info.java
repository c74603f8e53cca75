/**
 * The contracts that every adapter passes: one JUnit 5 interface per port of {@link shop.gather.spi.Shop}. An adapter's
 * test class implements {@link shop.gather.tck.AdapterContract} and supplies the shop; results are compared with the
 * shop's own records, which a {@link shop.gather.tck.ShopDriver} reads.
 */
package shop.gather.tck;
