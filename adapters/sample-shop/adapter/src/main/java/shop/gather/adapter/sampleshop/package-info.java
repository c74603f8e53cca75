/** The adapter for the sample shop, which uses its HTTP API as an adapter of any other shop would. */
package shop.gather.adapter.sampleshop;
