/** Shared by all HTTP resources: problems, amounts, pages, versions. */
package shop.gather.platform.http;
