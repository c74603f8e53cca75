/** Communities: a leader and the members who came through the leader's links. */
package shop.gather.community;
