/**
 * Code shared by adapters. Each adapter's jar contains a copy, because an adapter loaded from a folder sees no classes
 * of Gather but the SPI. The README of this module says which type to use when.
 */
package shop.gather.adapter.support;
