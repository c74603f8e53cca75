package shop.gather.referral.attribution;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import shop.gather.link.LinkId;
import shop.gather.platform.LeaderId;
import shop.gather.platform.database.StoreSql;

/**
 * A bond of a member to a leader, as stored.
 *
 * @param link the link whose click created it; null if unknown
 * @param expiresAt exclusive
 */
record BondRow(LeaderId leader, LinkId link, Instant boundAt, Instant expiresAt) {

    /** The columns that {@link #read} needs. */
    static final String COLUMNS = "b.leader_id, b.link_id, b.bound_at, b.expires_at";

    static BondRow read(ResultSet row) throws SQLException {
        return new BondRow(
                StoreSql.id(row, "leader_id", LeaderId::new),
                StoreSql.id(row, "link_id", LinkId::new),
                StoreSql.instant(row, "bound_at"),
                StoreSql.instant(row, "expires_at"));
    }
}
