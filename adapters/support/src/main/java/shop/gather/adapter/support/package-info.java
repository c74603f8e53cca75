/**
 * What adapters share. Each adapter's jar contains a copy: an adapter loaded from a folder sees no other classes of
 * Gather than the SPI. The README of this module says which type to use when.
 */
package shop.gather.adapter.support;
