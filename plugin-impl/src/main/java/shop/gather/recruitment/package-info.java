/**
 * Recruitment of leaders: programmes, invitations, applications and their screening, and the leaders themselves.
 */
package shop.gather.recruitment;
