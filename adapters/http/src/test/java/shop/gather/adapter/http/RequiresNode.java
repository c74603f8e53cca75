package shop.gather.adapter.http;

import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Runs the tests of a class only where Node 20 or later can start the reference shop, and says so where it cannot. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RequiresNode.Condition.class)
public @interface RequiresNode {

    /** Looks for Node. */
    final class Condition implements ExecutionCondition {

        private static final String NOT_RUN =
                "NOT RUN: tests with the reference shop of the HTTP contract need Node 20";
        private static final AtomicBoolean SAID = new AtomicBoolean();
        private static final int NEEDED = 20;
        private static final Pattern VERSION = Pattern.compile("v(\\d+)\\..*", Pattern.DOTALL);

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (nodeVersion() >= NEEDED) {
                return ConditionEvaluationResult.enabled("Node is here");
            }
            if (SAID.compareAndSet(false, true)) {
                System.out.println(NOT_RUN);
            }
            return ConditionEvaluationResult.disabled(NOT_RUN);
        }

        /** The major version; 0 without Node. */
        static int nodeVersion() {
            try {
                Process node = new ProcessBuilder("node", "--version")
                        .redirectErrorStream(true)
                        .start();
                String answer = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                Matcher matcher = VERSION.matcher(answer);
                return node.waitFor() == 0 && matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
            } catch (IOException notThere) {
                return 0;
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return 0;
            }
        }
    }
}
