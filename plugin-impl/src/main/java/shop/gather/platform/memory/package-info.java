/** Memory limits for request bodies and shops' answers: budgets in bytes, and limits for the structure of JSON. */
package shop.gather.platform.memory;
