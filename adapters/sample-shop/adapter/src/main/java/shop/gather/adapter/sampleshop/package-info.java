/** Speaks to the sample shop over its HTTP API, as an adapter of any other shop would. */
package shop.gather.adapter.sampleshop;
