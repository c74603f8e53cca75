package shop.gather.adapter.woocommerce;

import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Runs a test, or the tests of a class, only where PHP can run the WordPress plugin, and says so where it cannot. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RequiresPhp.Condition.class)
public @interface RequiresPhp {

    /** Looks for PHP. */
    final class Condition implements ExecutionCondition {

        private static final String NOT_RUN =
                "NOT RUN: tests of Gather's WordPress plugin need PHP 7.4 or later on the command line (apt-get install php-cli)";
        private static final AtomicBoolean SAID = new AtomicBoolean();

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (isHere()) {
                return ConditionEvaluationResult.enabled("PHP is here");
            }
            if (SAID.compareAndSet(false, true)) {
                System.out.println(NOT_RUN);
            }
            return ConditionEvaluationResult.disabled(NOT_RUN);
        }

        /** Whether PHP 7.4 or later is on the path. */
        public static boolean isHere() {
            try {
                Process php = new ProcessBuilder("php", "-r", "echo PHP_VERSION_ID >= 70400 ? 'fine' : 'old';")
                        .redirectErrorStream(true)
                        .start();
                String answer = new String(php.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                return php.waitFor() == 0 && answer.equals("fine");
            } catch (IOException notThere) {
                return false;
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}
