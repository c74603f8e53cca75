package shop.gather.message.setting;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;
import shop.gather.message.Language;
import shop.gather.platform.MemberId;

/** In which language and at what hours a member is told. There is no row for a member who chose nothing. */
@Entity
@Table(name = "message_preference")
class MemberPreference {

    @Id
    private UUID memberId;

    @TenantId
    @PartitionKey
    private UUID storeId;

    @Enumerated(EnumType.STRING)
    private Language language;

    private String zone;

    private String quietFrom;

    private String quietTo;

    /** For Hibernate. */
    protected MemberPreference() {}

    /** A new instance that has no row yet. */
    MemberPreference(MemberId member, Preferences.Preference wanted) {
        this.memberId = member.value();
        this.language = wanted.language();
        this.zone = wanted.zone() == null ? null : wanted.zone().getId();
        this.quietFrom =
                wanted.quietHours() == null ? null : wanted.quietHours().from().toString();
        this.quietTo =
                wanted.quietHours() == null ? null : wanted.quietHours().to().toString();
    }

    MemberId member() {
        return new MemberId(memberId);
    }

    Preferences.Preference preference() {
        return Preferences.Preference.stored(language, zone, quietFrom, quietTo);
    }
}
