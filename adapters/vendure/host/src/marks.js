'use strict';
const { vendure, typeorm, injectable } = require('./vendure');

/** A row is of use as long as an order may be cancelled and its admission used again, or a token be shown once more. */
const KEPT_SECONDS = 7 * 24 * 3600;
const seconds = instant => Math.floor(instant.getTime() / 1000);
const offerSubject = key => `offer:${key}`;
const admissionSubject = key => `admission:${key}`;

/**
 * What Gather said of an offer or an admission: from when until when it stands, whether it was taken back, and which order used an admission up. A token
 * without a row is judged by its signature alone.
 */
class GatherMark {}
typeorm.Entity('gather_mark')(GatherMark);
typeorm.PrimaryColumn('varchar', { length: 60 })(GatherMark.prototype, 'subject');
typeorm.Column('boolean')(GatherMark.prototype, 'closed');
typeorm.Column('varchar', { length: 60, nullable: true })(GatherMark.prototype, 'orderId');
typeorm.Column('bigint')(GatherMark.prototype, 'fromSeconds');
typeorm.Column('bigint')(GatherMark.prototype, 'untilSeconds');

class Marks {
    constructor(connection) {
        this.connection = connection;
    }

    repository(ctx) {
        return this.connection.getRepository(ctx, GatherMark);
    }

    /** Whether the token's offer and admission stand at a time, for this order. */
    async allow(ctx, token, order, at) {
        const found = await this.repository(ctx).find({
            where: { subject: typeorm.In([offerSubject(token.offer), admissionSubject(token.admission)]) },
        });
        const offer = found.find(mark => mark.subject === offerSubject(token.offer));
        const admission = found.find(mark => mark.subject === admissionSubject(token.admission));
        if (admission?.orderId) return admission.orderId === String(order.id);
        const offerStands = !offer || (!offer.closed && Number(offer.fromSeconds) <= at && at <= Number(offer.untilSeconds));
        return offerStands && !admission?.closed;
    }

    /** `done`, or `already` there, or `closed` before. */
    async openOffer(ctx, key, from, until) {
        await this.repository(ctx).delete({ untilSeconds: typeorm.LessThan(seconds(new Date()) - KEPT_SECONDS) });
        return this.open(ctx, { subject: offerSubject(key), fromSeconds: seconds(from), untilSeconds: seconds(until) });
    }

    /** `done`, or `already` there, or the offer or this admission was `closed`. */
    async admit(ctx, key, offerKey, until) {
        const offer = await this.repository(ctx).findOneBy({ subject: offerSubject(offerKey) });
        if (!offer || offer.closed) return 'closed';
        return this.open(ctx, { subject: admissionSubject(key), fromSeconds: 0, untilSeconds: seconds(until) });
    }

    async open(ctx, mark) {
        const before = await this.repository(ctx).findOneBy({ subject: mark.subject });
        if (before) return before.closed ? 'closed' : 'already';
        await this.put(ctx, { ...mark, closed: false });
        return 'done';
    }

    /** Takes an offer or an admission back, also one that is not known here; whether that changed anything. */
    async close(ctx, kind, key, until) {
        const subject = kind === 'offer' ? offerSubject(key) : admissionSubject(key);
        const before = await this.repository(ctx).findOneBy({ subject });
        if (before?.closed) return false;
        await this.put(ctx, { subject, closed: true, fromSeconds: 0, untilSeconds: seconds(until) });
        await this.repository(ctx).update({ subject }, { closed: true });
        return true;
    }

    async use(ctx, token, orderId) {
        const subject = admissionSubject(token.admission);
        await this.put(ctx, { subject, closed: false, fromSeconds: 0, untilSeconds: token.expires });
        await this.repository(ctx).update({ subject, orderId: typeorm.IsNull() }, { orderId: String(orderId) });
    }

    /** The order was cancelled: its buyer may use the admission again while it lasts. */
    async free(ctx, token, orderId) {
        const subject = admissionSubject(token.admission);
        await this.repository(ctx).update({ subject, orderId: String(orderId) }, { orderId: null });
    }

    async put(ctx, mark) {
        await this.repository(ctx).createQueryBuilder().insert().values(mark).orIgnore().execute();
    }
}
injectable(Marks, vendure.TransactionalConnection);

module.exports = { GatherMark, Marks };
