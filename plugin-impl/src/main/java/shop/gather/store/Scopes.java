package shop.gather.store;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.security.Scope;

/** Reads the scopes that a request names for a new key. */
final class Scopes {

    private Scopes() {}

    /**
     * @param names null is treated as an empty list
     * @throws ProblemException INVALID_VALUE if the list is empty or a scope is unknown
     */
    static Set<Scope> named(List<String> names) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (String name : names == null ? List.<String>of() : names) {
            scopes.add(Arrays.stream(Scope.values())
                    .filter(scope -> scope.name().equals(name))
                    .findFirst()
                    .orElseThrow(
                            () -> ProblemException.invalid("scopes are " + Arrays.toString(Scope.values()) + ".")));
        }
        if (scopes.isEmpty()) {
            throw ProblemException.invalid(
                    "An owner's key needs at least one of the scopes " + Arrays.toString(Scope.values()) + ".");
        }
        return scopes;
    }
}
