/** Whether this node lives and may be sent requests. */
package shop.gather.platform.health;
