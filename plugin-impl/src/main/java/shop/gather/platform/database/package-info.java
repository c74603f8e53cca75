/** The database: made ready by its owner, used by a restricted user, one store at a time. */
package shop.gather.platform.database;
