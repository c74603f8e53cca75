package shop.gather.adapter.http;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import shop.gather.spi.ShopHttp;

/**
 * A network that holds everything that is sent to the shop at one address, and everything that it answers, against the
 * OpenAPI document.
 */
final class CheckedHttp implements ShopHttp {

    private final ShopHttp network;
    private final String base;
    private final Set<String> exercised = ConcurrentHashMap.newKeySet();

    /** @param base whoever answers elsewhere is not held to the contract */
    CheckedHttp(ShopHttp network, String base) {
        this.network = network;
        this.base = base;
    }

    /** The ids of the operations that were answered with success. */
    Set<String> exercised() {
        return Set.copyOf(exercised);
    }

    @Override
    public Answer send(Request request) {
        Answer answer = network.send(request);
        String address = request.uri().toString();
        if (address.startsWith(base + "/")) {
            check(request, address.substring(base.length()), answer);
        }
        return answer;
    }

    private void check(Request request, String target, Answer answer) {
        ContractDocument contract = ContractDocument.contract();
        ContractDocument.Operation operation = contract.operation(request.method(), target);
        contract.requireRequest(operation, request.body());
        contract.requireAnswer(operation, answer.status(), answer.headers().get("content-type"), answer.body());
        if (answer.status() == 200) {
            exercised.add(operation.id());
        }
    }
}
