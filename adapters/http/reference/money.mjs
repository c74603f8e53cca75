// Integers in minor units inside, decimal strings outside.
import { badRequest } from './refusal.mjs';

const DECIMALS = { JPY: 0, KRW: 0, VND: 0, CLP: 0, BHD: 3, JOD: 3, KWD: 3, OMR: 3, TND: 3 };

export const decimalsOf = (currency) => DECIMALS[currency] ?? 2;

export function written(minor, currency) {
  const decimals = decimalsOf(currency);
  const digits = String(minor).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  return { amount: decimals ? `${whole}.${digits.slice(-decimals)}` : whole, currency };
}

/** Minor units of a positive amount in this currency. */
export function read(money, currency, what) {
  const decimals = decimalsOf(currency);
  const parts = /^(\d{1,12})(?:\.(\d{1,4}))?$/.exec(typeof money?.amount === 'string' ? money.amount : '');
  const fraction = (parts?.[2] ?? '').replace(/0+$/, '');
  if (!parts || fraction.length > decimals) throw badRequest(`${what} must be an amount of ${currency}`);
  if (money.currency !== currency) throw badRequest(`this shop sells in ${currency}, not in ${money.currency}`);
  const minor = Number(parts[1] + fraction.padEnd(decimals, '0'));
  if (minor <= 0) throw badRequest(`${what} must be above zero`);
  return minor;
}
