/** How much memory bodies may take: budgets of bytes, and limits for the structure of JSON. */
package shop.gather.platform.memory;
