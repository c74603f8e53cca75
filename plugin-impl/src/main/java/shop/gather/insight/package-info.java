/** Figures and timelines for owners, composed of the public queries of other features. Owns no table. */
package shop.gather.insight;
