/** Authentication and authorization of callers: what is not explicitly allowed is refused. */
package shop.gather.platform.security;
