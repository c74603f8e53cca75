package shop.gather.it.isolation;

import java.util.List;

/**
 * A method of the deployed module that answers HTTP requests, as its annotations say.
 *
 * @param verb the HTTP method
 * @param path with its templates, without their patterns
 * @param role who may call it: PROVIDER, OWNER, STOREFRONT, MEMBER or STOREFRONT+MEMBER; PUBLIC where the method proves its caller in
 *     another way, NOBODY where nothing is said
 * @param scope what an owner's key must have for it; empty for other roles
 * @param produces the media type without parameters, where the method itself names one; two methods of one address
 *     differ in it
 */
public record Endpoint(String verb, String path, String role, String scope, String produces) {

    /** How a table names it: {@code GET /api/v1/x}, with the media type where it is not JSON. */
    public String name() {
        return address() + (produces.isEmpty() || produces.equals("application/json") ? "" : " as " + produces);
    }

    /** Verb and path, as OpenAPI tells them apart. */
    public String address() {
        return verb + " " + path;
    }

    /** The names of the path's templates, in order. */
    public List<String> templates() {
        return java.util.regex.Pattern.compile("\\{([^}]+)}")
                .matcher(path)
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
