package shop.gather.it.input;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import shop.gather.it.fixture.Api;

/** What a refusal must be: a problem with a stable code and a sentence, and nothing of how Gather is made. */
final class ClearProblem {

    private static final Pattern INSIDES = Pattern.compile(
            "Exception|\\bat [a-z]+\\.[a-z]+\\.|<html|<body|shop\\.gather|jakarta\\.|org\\.hibernate|java\\.|SQL|select |insert |Payara|GlassFish",
            Pattern.CASE_INSENSITIVE);

    private ClearProblem() {}

    /** Empty if the answer is a clear problem. */
    static List<String> wrongWith(Api.Answer answer) {
        List<String> wrong = new ArrayList<>();
        if (answer.status() < 400 || answer.status() > 499) {
            wrong.add("status " + answer.status());
        }
        if (!answer.headers().getOrDefault("content-type", "").startsWith("application/problem+json")) {
            wrong.add("content type " + answer.headers().get("content-type"));
            return wrong;
        }
        if (answer.problem().isBlank()) {
            wrong.add("no code");
        }
        if (answer.json().getString("detail", "").isBlank()) {
            wrong.add("no detail");
        }
        if (INSIDES.matcher(answer.body()).find()) {
            wrong.add("shows insides");
        }
        return wrong;
    }
}
