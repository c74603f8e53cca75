/** Authentication and authorization of callers: everything that is not explicitly allowed is refused. */
package shop.gather.platform.security;
