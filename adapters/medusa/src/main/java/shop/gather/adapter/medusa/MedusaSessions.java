package shop.gather.adapter.medusa;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import shop.gather.adapter.medusa.MedusaApi.Reply;
import shop.gather.adapter.support.Fields;
import shop.gather.spi.CustomerSessions;
import shop.gather.spi.CustomerSnapshot;

/** Asks the Store API, with the buyer's own token, who is logged in. */
final class MedusaSessions implements CustomerSessions {

    /**
     * Three parts of a signed JSON Web Token; anything else cannot be a token of the shop, nor may all of it stand in a
     * header.
     */
    private static final Pattern TOKEN = Pattern.compile("(?=.{1,3000}$)[\\w-]+\\.[\\w-]+\\.[\\w-]+");

    private final MedusaApi api;

    MedusaSessions(MedusaApi api) {
        this.api = api;
    }

    @Override
    public Optional<CustomerSnapshot> whoIs(String shopToken) {
        if (!TOKEN.matcher(shopToken).matches()) {
            return Optional.empty();
        }
        Reply reply = api.inStore(
                "/customers/me",
                Query.fields("id,first_name,last_name,email,has_account,created_at"),
                Map.of("authorization", "Bearer " + shopToken));
        if (reply.status() == 401 || reply.isMissing()) {
            return Optional.empty();
        }
        return Optional.of(Fields.object(MedusaApi.expect(reply), "customer"))
                .filter(MedusaCustomers::isRegistered)
                .map(MedusaCustomers::snapshot);
    }
}
