/**
 * The description of the HTTP interface: what the platform reads from the resources, completed with what they have in
 * common.
 */
package shop.gather.platform.openapi;
