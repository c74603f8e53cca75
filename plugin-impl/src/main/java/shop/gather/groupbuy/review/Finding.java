package shop.gather.groupbuy.review;

import shop.gather.platform.http.ProblemCode;

/**
 * A rule's result that the owner should know before publishing. Immutable.
 *
 * @param code stable, in capitals: clients rely on it
 * @param refusal how publishing is refused; null if the finding only warns
 * @param problem what is wrong, as sentences
 * @param remedy what to do, as a sentence
 */
public record Finding(String code, Severity severity, ProblemCode refusal, String problem, String remedy) {

    static Finding blocks(String code, ProblemCode refusal, String problem, String remedy) {
        return new Finding(code, Severity.BLOCKS, refusal, problem, remedy);
    }

    static Finding warns(String code, String problem, String remedy) {
        return new Finding(code, Severity.WARNS, null, problem, remedy);
    }

    /** The same finding with the name of the article that it is about. */
    Finding about(String article) {
        return new Finding(code, severity, refusal, article + ": " + problem, remedy);
    }

    public boolean isBlocking() {
        return severity == Severity.BLOCKS;
    }

    /** The problem and what to do, without the code. */
    public String text() {
        return problem + " " + remedy;
    }
}
