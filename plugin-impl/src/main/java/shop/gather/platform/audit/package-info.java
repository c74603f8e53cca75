/** Who decided what. */
package shop.gather.platform.audit;
