package shop.gather.referral;

import java.util.Objects;
import java.util.UUID;
import shop.gather.platform.Id;

/** A commission for one order and one payee. */
public record CommissionId(UUID value) implements Id {

    public CommissionId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
