// A visitor without a browser: `node visit.mjs '{...}'` buys one article in a team, by way of storefront.mjs, and prints what came of it as JSON.
import { Gather, clickOf } from '../../storefront.mjs';
import { inTeam } from './storefront.mjs';

const visit = JSON.parse(process.argv[2]);

async function checkout(body) {
  const answer = await fetch(`${visit.shop}/shop/checkouts`, {
    method: 'POST',
    headers: { authorization: `Bearer ${visit.shopToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`The shop answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
}

const click = clickOf(visit.landing);
const gather = new Gather(visit.gather, visit.gatherKey);
const before = await gather.team(visit.team);
const session = await gather.login(visit.shopToken, click);
const place = await gather.ready(await gather.join(visit.team));
const joined = await gather.team(visit.team);
const lines = [{ variantId: visit.variant, quantity: 1 }];
const { orderId: id, goods, metadata } = await checkout({ lines, payment: 'authorize', ...inTeam(place, click) });
console.log(JSON.stringify({ before, joined, session, place, order: { id, goods: goods.amount, metadata } }));
