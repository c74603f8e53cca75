/** Communities: a leader and the members who came through her links. */
package shop.gather.community;
