/** How far each shop's clock is from Gather's. */
package shop.gather.shop.clock;
