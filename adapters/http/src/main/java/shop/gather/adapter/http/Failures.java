package shop.gather.adapter.http;

import java.time.Clock;
import shop.gather.adapter.support.ShopAnswers;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/** Converts an unexpected status into an exception with a message for the owner. */
final class Failures {

    private Failures() {}

    static ShopException of(ContractApi.Answer answer, Clock clock) {
        return new ShopException(
                error(answer),
                message(answer),
                ShopAnswers.retryAfter(answer.headers(), clock).orElse(null),
                null);
    }

    private static ShopError error(ContractApi.Answer answer) {
        int status = answer.status();
        if (status >= 500 && status != 501) {
            return ShopError.SHOP_FAILED;
        }
        return switch (status) {
            case 429 -> ShopError.RATE_LIMITED;
            case 401, 403 -> ShopError.UNAUTHORIZED;
            default -> isElsewhere(answer) ? ShopError.MISCONFIGURED : ShopError.BAD_ANSWER;
        };
    }

    private static String message(ContractApi.Answer answer) {
        int status = answer.status();
        if (answer.isStale()) {
            return "the shop takes signatures made with the secret for too old or too new: set its clock";
        }
        if (isElsewhere(answer)) {
            return "Gather's contract is not answered there (status " + status + "): check " + HttpAdapter.BASE_URL;
        }
        return switch (status) {
            case 429 -> "the shop asks to slow down";
            case 401, 403 ->
                "the shop does not accept Gather's signature: check that the setting " + HttpAdapter.SECRET
                        + " is what the shop was given";
            default ->
                "the shop answered " + status + " " + answer.code()
                        + (answer.detail().isEmpty() ? "" : ": " + answer.detail());
        };
    }

    private static boolean isElsewhere(ContractApi.Answer answer) {
        return answer.status() / 100 == 3
                || (answer.status() == 404 && answer.code().isEmpty());
    }
}
