package shop.gather.adapter.woocommerce;

import jakarta.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import shop.gather.adapter.support.Fields;
import shop.gather.spi.CustomerSnapshot;
import shop.gather.spi.Customers;

/** Reads customers: accounts of the site, whatever their role. */
final class WooCustomers implements Customers {

    private final RestApi api;

    WooCustomers(RestApi api) {
        this.api = api;
    }

    @Override
    public Optional<CustomerSnapshot> customer(String customerId) {
        return find(customerId).map(WooCustomers::snapshot);
    }

    Optional<JsonObject> find(String customerId) {
        return VariantId.isId(customerId)
                ? api.find(
                        "customers/" + customerId,
                        Map.of("_fields", "id,email,first_name,last_name,username,date_created_gmt"))
                : Optional.empty();
    }

    private static CustomerSnapshot snapshot(JsonObject customer) {
        String name = Stream.of("first_name", "last_name")
                .flatMap(field -> Fields.optionalText(customer, field).stream())
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining(" "));
        return new CustomerSnapshot(
                WooFields.id(customer, "id"),
                name.isEmpty() ? Fields.optionalText(customer, "username").orElse("") : name,
                Fields.optionalText(customer, "email").filter(email -> !email.isBlank()),
                WooFields.optionalInstant(customer, "date_created_gmt"));
    }
}
