/**
 * Short links of leaders: where they lead, the signed click that they hand over, how often they are followed, and their
 * QR codes.
 */
package shop.gather.link;
