/** What all resources share: problems, amounts, pages, versions. */
package shop.gather.platform.http;
