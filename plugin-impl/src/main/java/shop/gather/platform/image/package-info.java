/** Images that the module draws. */
package shop.gather.platform.image;
