package shop.gather.platform.validation;

import jakarta.validation.ConstraintViolationException;
import java.util.List;
import shop.gather.platform.http.Problem;

/** What a client would be told about a request. */
public final class Refusals {

    private Refusals() {}

    /** The details of all fields that are not acceptable; empty if the request is. */
    public static List<String> of(Object request) {
        try {
            RequestValidator.valid(request);
            return List.of();
        } catch (ConstraintViolationException refused) {
            return ViolationMapper.problem(refused).errors().stream()
                    .map(Problem.InvalidField::detail)
                    .toList();
        }
    }
}
