/**
 * The OpenAPI description: the platform reads it from the resources, and this package adds what they have in common.
 */
package shop.gather.platform.openapi;
