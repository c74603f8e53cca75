package shop.sample.platform;

import java.util.Map;

/** What a caller did wrong or must know; becomes an RFC 9457 problem with a stable code. */
public final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    public Problem(int status, String code, String detail) {
        super(detail);
        this.status = status;
        this.code = code;
    }

    public static Problem invalid(String detail) {
        return new Problem(400, "invalid-request", detail);
    }

    public static Problem notFound(String what) {
        return new Problem(404, "not-found", "there is no " + what);
    }

    public static Problem unauthorized(String detail) {
        return new Problem(401, "unauthorized", detail);
    }

    public static Problem notSupported(String what) {
        return new Problem(409, "not-supported", "this shop has " + what + " switched off");
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    Map<String, Object> body() {
        return Map.of(
                "type",
                "urn:sample-shop:problem:" + code,
                "title",
                code.replace('-', ' '),
                "status",
                status,
                "code",
                code,
                "detail",
                getMessage());
    }
}
