package shop.gather.message.setting;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import shop.gather.member.MemberErased;
import shop.gather.message.Language;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.audit.AuditLog;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.EntityTags;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;
import shop.gather.store.Stores;

/** In which language and at what hours members are told outside the inbox. Thread-safe. */
@Singleton
public class Preferences {

    private final Transactions transactions;
    private final MemberPreferenceRows rows;
    private final StoreSql sql;
    private final Stores stores;
    private final AuditLog audit;

    @Inject
    Preferences(Transactions transactions, MemberPreferenceRows rows, StoreSql sql, Stores stores, AuditLog audit) {
        this.transactions = transactions;
        this.rows = rows;
        this.sql = sql;
        this.stores = stores;
        this.audit = audit;
    }

    /**
     * A member's choice. Null is the store's. Immutable.
     *
     * @param zone of the clock that the quiet hours mean
     */
    public record Preference(Language language, ZoneId zone, QuietHours quietHours) {

        static final Preference NONE = new Preference(null, null, null);

        /** From the columns of its row, each of which may be null. */
        public static Preference stored(Language language, String zone, String quietFrom, String quietTo) {
            return new Preference(
                    language, known(zone), quietFrom == null ? null : QuietHours.parse(quietFrom, quietTo));
        }

        /** Null also for a zone that this version of the JVM does not know. */
        private static ZoneId known(String zone) {
            try {
                return zone == null ? null : ZoneId.of(zone);
            } catch (DateTimeException gone) {
                return null;
            }
        }
    }

    /**
     * What the owner set for members who chose nothing. Immutable.
     *
     * @param zone the store's
     * @param version 0 if the owner set nothing
     */
    public record Default(Language language, QuietHours quietHours, ZoneId zone, long version) {

        public Language languageOf(Preference member) {
            return member.language() == null ? language : member.language();
        }

        /** The given moment, or the end of the member's quiet hours if it is within them. */
        public Instant firstNotQuiet(Preference member, Instant moment) {
            QuietHours hours = member.quietHours() == null ? quietHours : member.quietHours();
            return hours.firstNotQuiet(moment.atZone(member.zone() == null ? zone : member.zone()));
        }
    }

    /** The preference of a member; empty of any choice where there is no row. */
    Preference of(StoreId store, MemberId member) {
        return transactions
                .inStore(store, () -> rows.of(member.value()))
                .map(MemberPreference::preference)
                .orElse(Preference.NONE);
    }

    /** Replaces a member's preference, in the caller's transaction, which has locked the member. */
    void change(MemberId member, Preference wanted) {
        rows.delete(member.value());
        if (!wanted.equals(Preference.NONE)) {
            rows.insert(new MemberPreference(member, wanted));
        }
    }

    void on(@Observes MemberErased erasure) {
        transactions.inStore(erasure.store(), () -> rows.delete(erasure.member().value()));
    }

    /** What applies to members who chose nothing: English and no quiet hours until the owner says otherwise. */
    public Default ofStore(StoreId store) {
        ZoneId zone = ZoneId.of(stores.find(store).orElseThrow().zone());
        return row(store, zone).orElseGet(() -> new Default(Language.EN, QuietHours.NONE, zone, 0));
    }

    private Optional<Default> row(StoreId store, ZoneId zone) {
        return transactions.inStore(
                store,
                () -> sql.first(
                        store,
                        "select language, quiet_from, quiet_to, version from message_default where store_id = :store",
                        row -> new Default(
                                Language.valueOf(row.getString("language")),
                                row.getString("quiet_from") == null
                                        ? QuietHours.NONE
                                        : QuietHours.parse(row.getString("quiet_from"), row.getString("quiet_to")),
                                zone,
                                row.getLong("version"))));
    }

    /**
     * Sets what applies to members who chose nothing. Audited.
     *
     * @param ifMatch the ETag that the owner read
     * @throws ProblemException VERSION_MISMATCH
     */
    Default change(StoreId store, String actor, String ifMatch, Language language, QuietHours quietHours) {
        return transactions.inStore(store, () -> {
            long version = ofStore(store).version();
            EntityTags.require(ifMatch, version);
            String from = quietHours.from().toString();
            String to = quietHours.to().toString();
            boolean changed = version == 0
                    ? sql.insertIfAbsent(
                            store,
                            "insert into message_default (store_id, language, quiet_from, quiet_to, version)"
                                    + " values (:store, ?, ?, ?, ?)",
                            language,
                            from,
                            to,
                            ThreadLocalRandom.current().nextLong(1, 1L << 50))
                    : sql.update(
                                    store,
                                    "update message_default set language = ?, quiet_from = ?, quiet_to = ?,"
                                            + " version = version + 1 where store_id = :store and version = ?",
                                    language,
                                    from,
                                    to,
                                    version)
                            == 1;
            if (!changed) {
                throw new ProblemException(ProblemCode.VERSION_MISMATCH, "Read it again and repeat your change.");
            }
            audit.record(
                    store,
                    actor,
                    "message-defaults.changed",
                    "message-defaults",
                    language.tag() + " " + from + "-" + to);
            return ofStore(store);
        });
    }
}
