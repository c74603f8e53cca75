/** Who calls, and what that caller may do: nothing unless it is allowed. */
package shop.gather.platform.security;
