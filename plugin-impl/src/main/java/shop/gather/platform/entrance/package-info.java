/** The first filters of every request: start-up, uploads, CORS. */
package shop.gather.platform.entrance;
