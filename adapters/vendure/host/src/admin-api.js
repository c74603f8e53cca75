'use strict';
const { vendure, gql, nestGraphql, injectable, method } = require('./vendure');
const { keyOf, proofOf } = require('./signing');
const { GATHER_OPTIONS } = require('./options');
const { Marks } = require('./marks');

const { Args, Mutation, Parent, Query, ResolveField, Resolver } = nestGraphql;
const { Allow, Ctx, Permission } = vendure;

const schema = gql`
    "What Gather's plugin can do here, and a proof that it holds the same secret as Gather"
    type GatherHost {
        version: String!
        proof: String!
    }
    enum GatherMarkKind {
        admission
        offer
    }
    enum GatherMarkResult {
        done
        already
        closed
    }
    "What a line cost for the quantity first ordered, also after it was cancelled"
    type GatherPlacedLine {
        quantity: Int!
        net: Money!
        gross: Money!
    }
    extend type OrderLine {
        gatherPlaced: GatherPlacedLine!
    }
    extend type Query {
        gatherHost(challenge: String!): GatherHost!
    }
    extend type Mutation {
        gatherOpenOffer(key: String!, from: DateTime!, until: DateTime!): GatherMarkResult!
        gatherAdmit(key: String!, offer: String!, until: DateTime!): GatherMarkResult!
        "Takes an admission or a whole offer back; whether that changed anything"
        gatherClose(kind: GatherMarkKind!, key: String!, until: DateTime!): Boolean!
    }
`;

class HostResolver {
    constructor(marks, options) {
        this.marks = marks;
        this.key = keyOf(options.secret);
    }

    gatherHost(challenge) {
        return { version: require('../package.json').version, proof: proofOf(this.key, challenge) };
    }

    gatherOpenOffer(ctx, key, from, until) {
        return this.marks.openOffer(ctx, key, new Date(from), new Date(until));
    }

    gatherAdmit(ctx, key, offer, until) {
        return this.marks.admit(ctx, key, offer, new Date(until));
    }

    gatherClose(ctx, kind, key, until) {
        return this.marks.close(ctx, kind, key, new Date(until));
    }
}
injectable(HostResolver, Marks, GATHER_OPTIONS);
Resolver()(HostResolver);
method(HostResolver, 'gatherHost', [Query(), Allow(Permission.ReadOrder)], [Args('challenge')]);
const changesOffers = [Mutation(), Allow(Permission.UpdatePromotion)];
method(HostResolver, 'gatherOpenOffer', changesOffers, [Ctx(), Args('key'), Args('from'), Args('until')]);
method(HostResolver, 'gatherAdmit', changesOffers, [Ctx(), Args('key'), Args('offer'), Args('until')]);
method(HostResolver, 'gatherClose', changesOffers, [Ctx(), Args('kind'), Args('key'), Args('until')]);

class OrderLineResolver {
    gatherPlaced(line) {
        const quantity = Math.max(line.orderPlacedQuantity, line.quantity);
        const discounts = (line.adjustments ?? []).reduce((sum, adjustment) => sum + adjustment.amount, 0);
        const charged = line.listPrice * quantity + discounts;
        const factor = 1 + line.taxRate / 100;
        return line.listPriceIncludesTax
            ? { quantity, net: vendure.roundMoney(charged / factor), gross: vendure.roundMoney(charged) }
            : { quantity, net: vendure.roundMoney(charged), gross: vendure.roundMoney(charged * factor) };
    }
}
Resolver('OrderLine')(OrderLineResolver);
method(OrderLineResolver, 'gatherPlaced', [ResolveField()], [Parent()]);

module.exports = { adminApi: { schema, resolvers: [HostResolver, OrderLineResolver] } };
