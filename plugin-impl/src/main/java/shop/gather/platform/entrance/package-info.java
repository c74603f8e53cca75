/** What requests pass before anything else. */
package shop.gather.platform.entrance;
