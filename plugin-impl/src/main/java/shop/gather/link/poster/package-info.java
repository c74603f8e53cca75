/** Share posters: pictures with the price, the deadline and a QR code, to print or to post in a chat. */
package shop.gather.link.poster;
