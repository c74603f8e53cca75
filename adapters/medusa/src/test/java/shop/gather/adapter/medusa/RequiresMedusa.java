package shop.gather.adapter.medusa;

import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Runs the tests of a class only where a real Medusa was asked for and Node 20 or later can start it, and says so where not. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RequiresMedusa.Condition.class)
public @interface RequiresMedusa {

    /** Looks at the system property {@code gather.medusa} and for Node. */
    final class Condition implements ExecutionCondition {

        private static final String NOT_ASKED =
                "NOT RUN: Medusa tests take long; ask for them with -Dgather.medusa=true or -Pproof";
        private static final String NO_NODE = "NOT RUN: Medusa tests need Node 20";
        private static final Set<String> SAID = ConcurrentHashMap.newKeySet();
        private static final int NEEDED = 20;
        private static final Pattern VERSION = Pattern.compile("v(\\d+)\\..*", Pattern.DOTALL);

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (!Boolean.getBoolean("gather.medusa")) {
                return disabled(NOT_ASKED);
            }
            return nodeVersion() >= NEEDED ? ConditionEvaluationResult.enabled("Node is here") : disabled(NO_NODE);
        }

        private static ConditionEvaluationResult disabled(String why) {
            if (SAID.add(why)) {
                System.out.println(why);
            }
            return ConditionEvaluationResult.disabled(why);
        }

        /** The major version; 0 without Node. */
        private static int nodeVersion() {
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
