/** The measured offset between each shop's clock and Gather's. */
package shop.gather.shop.clock;
