/** The directory of open teams that strangers may join, and which teams are listed in it. */
package shop.gather.groupbuy.directory;
