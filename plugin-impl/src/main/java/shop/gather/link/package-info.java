/**
 * Short links of leaders: their targets, signed click tokens, click counts and QR codes.
 */
package shop.gather.link;
