package shop.gather.adapter.vendure;

import jakarta.json.JsonObject;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import shop.gather.adapter.support.Fields;
import shop.gather.spi.CustomerSnapshot;
import shop.gather.spi.Customers;

/** Reads customers. Vendure also stores guests as customers without a user account; these are ignored. */
final class VendureCustomers implements Customers {

    private static final String ONE =
            "query($id: ID!) { customer(id: $id) { id firstName lastName emailAddress createdAt user { id } } }";

    private final AdminApi api;

    VendureCustomers(AdminApi api) {
        this.api = api;
    }

    @Override
    public Optional<CustomerSnapshot> customer(String customerId) {
        return api.callExisting(ONE, AdminApi.variables().add("id", customerId))
                .flatMap(data -> Fields.optionalObject(data, "customer"))
                .filter(VendureCustomers::isRegistered)
                .map(VendureCustomers::snapshot);
    }

    static boolean isRegistered(JsonObject customer) {
        return Fields.optionalObject(customer, "user").isPresent();
    }

    static CustomerSnapshot snapshot(JsonObject customer) {
        String name = Stream.of("firstName", "lastName")
                .flatMap(field -> Fields.optionalText(customer, field).stream())
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining(" "));
        return new CustomerSnapshot(
                Fields.text(customer, "id"),
                name,
                Fields.optionalText(customer, "emailAddress"),
                Fields.optionalInstant(customer, "createdAt"));
    }
}
