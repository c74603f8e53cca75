/**
 * The contracts that every adapter passes: one JUnit 5 interface per port of {@link shop.gather.spi.Shop}. An adapter's
 * test class implements {@link shop.gather.tck.AdapterContract} and supplies the shop; the shop's own records, told by
 * a {@link shop.gather.tck.ShopDriver}, are the judge.
 */
package shop.gather.tck;
