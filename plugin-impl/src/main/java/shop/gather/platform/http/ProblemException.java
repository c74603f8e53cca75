package shop.gather.platform.http;

import java.time.Duration;
import java.util.Optional;

/** A request that cannot be fulfilled, with a reason for its sender. Rolls the transaction back. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ProblemCode code;
    private final transient Duration retryAfter;

    /** @param detail what was wrong and what to do; must hold no secret */
    public ProblemException(ProblemCode code, String detail) {
        this(code, detail, null);
    }

    public ProblemException(ProblemCode code, String detail, Duration retryAfter) {
        super(detail);
        this.code = code;
        this.retryAfter = retryAfter;
    }

    /**
     * The answer for an id that does not exist, or that belongs to somebody else: the same answer, so that nobody
     * learns which of the two is the case.
     */
    public static ProblemException notFound(String what) {
        return new ProblemException(ProblemCode.NOT_FOUND, "There is no such " + what + ".");
    }

    public static ProblemException invalid(String detail) {
        return new ProblemException(ProblemCode.INVALID_VALUE, detail);
    }

    public ProblemCode code() {
        return code;
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
