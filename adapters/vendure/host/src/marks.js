'use strict';
const { vendure, typeorm, injectable } = require('./vendure');

/**
 * What an admission or an offer can no longer be used for: `admission:KEY` and `offer:KEY` were taken back by Gather,
 * `used:KEY` says which order used an admission up. Rows that no token can outlive are removed.
 */
class GatherMark {}
typeorm.Entity('gather_mark')(GatherMark);
typeorm.PrimaryColumn('varchar', { length: 190 })(GatherMark.prototype, 'subject');
typeorm.Column('varchar', { length: 60, nullable: true })(GatherMark.prototype, 'orderId');
typeorm.Column('bigint')(GatherMark.prototype, 'untilSeconds');

/** An order can be cancelled, and its admission used again, a while after the token ended. */
const KEPT_SECONDS = 24 * 3600;

class Marks {
    constructor(connection) {
        this.connection = connection;
    }

    repository(ctx) {
        return this.connection.getRepository(ctx, GatherMark);
    }

    /** Whether the token's admission and offer still stand and no other order used the admission up. */
    async allow(ctx, token, orderId) {
        const subjects = [`admission:${token.admission}`, `offer:${token.offer}`, `used:${token.admission}`];
        const found = await this.repository(ctx).find({ where: { subject: typeorm.In(subjects) } });
        return found.every(mark => mark.subject.startsWith('used:') && mark.orderId === String(orderId));
    }

    /** Takes an admission or an offer back. Repeating it changes nothing. */
    async revoke(ctx, kind, key, until) {
        const nowSeconds = Math.floor(Date.now() / 1000);
        await this.repository(ctx).delete({ untilSeconds: typeorm.LessThan(nowSeconds) });
        await this.put(ctx, { subject: `${kind}:${key}`, untilSeconds: Math.floor(until.getTime() / 1000) });
    }

    async use(ctx, token, orderId) {
        await this.put(ctx, { subject: `used:${token.admission}`, orderId: String(orderId), untilSeconds: token.expires + KEPT_SECONDS });
    }

    /** The order was cancelled: its buyer may use the admission again. */
    async free(ctx, token, orderId) {
        await this.repository(ctx).delete({ subject: `used:${token.admission}`, orderId: String(orderId) });
    }

    async put(ctx, mark) {
        await this.repository(ctx).createQueryBuilder().insert().values(mark).orIgnore().execute();
    }
}
injectable(Marks, vendure.TransactionalConnection);

module.exports = { GatherMark, Marks };
