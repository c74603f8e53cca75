/** Database access: migration by the database's owner, use by a restricted user, transactions per store. */
package shop.gather.platform.database;
