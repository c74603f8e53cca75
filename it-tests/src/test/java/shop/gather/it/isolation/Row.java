package shop.gather.it.isolation;

import jakarta.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import shop.gather.it.fixture.Api;

/**
 * How one method is called, and by whom. Immutable.
 *
 * @param endpoint as {@link Endpoint#name()} names the method
 * @param caller whose credentials call it rightly, a name that {@link World#caller} knows
 * @param pathIds what the path's templates stand for, as names that {@link World#id} knows; or after {@code =} a word
 *     that is the same in every store
 * @param body null for none
 * @param bodyIds whether the body names ids of the store
 * @param versioned whether an ETag must be sent
 * @param shared whether every member of the store may do it, so that a neighbour is no stranger
 */
public record Row(
        String endpoint,
        String caller,
        List<String> pathIds,
        Function<Ids, JsonObject> body,
        boolean bodyIds,
        boolean versioned,
        boolean shared) {

    static Row of(String endpoint, String caller, String... pathIds) {
        return new Row(endpoint, caller, List.of(pathIds), null, false, false, false);
    }

    Row sending(JsonObject plain) {
        return new Row(endpoint, caller, pathIds, ids -> plain, false, versioned, shared);
    }

    Row naming(Function<Ids, JsonObject> made) {
        return new Row(endpoint, caller, pathIds, made, true, versioned, shared);
    }

    /** The body holds what the caller knows of itself: a stranger sends its own. */
    Row withOwnBody(Function<Ids, JsonObject> made) {
        return new Row(endpoint, caller, pathIds, made, false, versioned, shared);
    }

    Row withETag() {
        return new Row(endpoint, caller, pathIds, body, bodyIds, true, shared);
    }

    Row forEveryMember() {
        return new Row(endpoint, caller, pathIds, body, bodyIds, versioned, true);
    }

    public String verb() {
        return endpoint.substring(0, endpoint.indexOf(' '));
    }

    public boolean reads() {
        return verb().equals("GET");
    }

    public boolean namesIds() {
        return pathNamesIds() || bodyIds;
    }

    public boolean pathNamesIds() {
        return pathIds.stream().anyMatch(name -> !name.startsWith("="));
    }

    public String path(Ids ids) {
        String path = endpoint.split(" ")[1];
        for (String name : pathIds) {
            path = path.replaceFirst("\\{[^}]+}", name.startsWith("=") ? name.substring(1) : ids.apply(name));
        }
        return path;
    }

    /** Calls the method with these ids. */
    Api.Answer call(Api client, Ids ids) {
        return call(client, ids, Map.of());
    }

    Api.Answer call(Api client, Ids ids, Map<String, String> more) {
        return call(client, ids, ids, more);
    }

    /** Calls the method with ids of one origin in the path and of another in the body. */
    Api.Answer call(Api client, Ids ids, Ids inBody, Map<String, String> more) {
        Map<String, String> headers = new HashMap<>(more);
        headers.putIfAbsent("Idempotency-Key", UUID.randomUUID().toString());
        int media = endpoint.indexOf(" as ");
        if (media > 0) {
            headers.put("Accept", endpoint.substring(media + 4));
        }
        if (versioned) {
            String etag =
                    client.send("GET", path(ids), null, Map.of()).headers().get("etag");
            headers.put("If-Match", etag == null ? "\"0\"" : etag);
        }
        String query = endpoint.contains("/statement") ? "?currency=EUR" : "";
        String sent = body == null ? null : body.apply(inBody).toString();
        return client.send(verb(), path(ids) + query, sent, headers);
    }
}
