package shop.gather.adapter.http;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import shop.gather.spi.ShopContext;
import shop.gather.spi.ShopHttp;

/** A context whose client holds everything that is sent to the shop at one address, and everything that it answers, against the OpenAPI document. */
final class CheckedContext implements ShopContext {

    private final ShopContext context;
    private final URI base;
    private final Set<String> exercised = ConcurrentHashMap.newKeySet();

    /** @param base whoever answers elsewhere is not held to the contract */
    CheckedContext(ShopContext context, URI base) {
        this.context = context;
        this.base = base;
    }

    /** The ids of the operations that were answered with success. */
    Set<String> exercised() {
        return Set.copyOf(exercised);
    }

    @Override
    public ShopHttp http() {
        return request -> {
            ShopHttp.Answer answer = context.http().send(request);
            String address = request.uri().toString();
            if (address.startsWith(base + "/")) {
                check(request, address.substring(base.toString().length()), answer);
            }
            return answer;
        };
    }

    private void check(ShopHttp.Request request, String target, ShopHttp.Answer answer) {
        ContractDocument contract = ContractDocument.contract();
        ContractDocument.Operation operation = contract.operation(request.method(), target);
        contract.requireRequest(operation, request.body());
        contract.requireAnswer(operation, answer.status(), answer.headers().get("content-type"), answer.body());
        if (answer.status() == 200) {
            exercised.add(operation.id());
        }
    }

    @Override
    public Optional<String> setting(String key) {
        return context.setting(key);
    }

    @Override
    public Clock clock() {
        return context.clock();
    }

    @Override
    public String cachedToken(String name, Duration lifetime, Supplier<String> login) {
        return context.cachedToken(name, lifetime, login);
    }

    @Override
    public void dropToken(String name) {
        context.dropToken(name);
    }
}
