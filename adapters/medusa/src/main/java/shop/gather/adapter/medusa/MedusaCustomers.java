package shop.gather.adapter.medusa;

import jakarta.json.JsonObject;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import shop.gather.adapter.support.Fields;
import shop.gather.spi.CustomerSnapshot;
import shop.gather.spi.Customers;

/** Reads customers. Medusa also stores guests as customers without an account; these are ignored. */
final class MedusaCustomers implements Customers {

    private static final String FIELDS = "id,first_name,last_name,email,has_account,created_at";

    private final MedusaApi api;

    MedusaCustomers(MedusaApi api) {
        this.api = api;
    }

    @Override
    public Optional<CustomerSnapshot> customer(String customerId) {
        return api.find("/customers/" + Query.encoded(customerId), Query.fields(FIELDS))
                .map(found -> Fields.object(found, "customer"))
                .filter(MedusaCustomers::isRegistered)
                .map(MedusaCustomers::snapshot);
    }

    static boolean isRegistered(JsonObject customer) {
        return Fields.isTrue(customer, "has_account");
    }

    static CustomerSnapshot snapshot(JsonObject customer) {
        String name = Stream.of("first_name", "last_name")
                .flatMap(field -> Fields.optionalText(customer, field).stream())
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining(" "));
        return new CustomerSnapshot(
                Fields.text(customer, "id"),
                name,
                Fields.optionalText(customer, "email"),
                Fields.optionalInstant(customer, "created_at"));
    }
}
