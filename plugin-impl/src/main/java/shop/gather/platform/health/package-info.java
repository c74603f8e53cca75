/** Liveness and readiness of this node. */
package shop.gather.platform.health;
