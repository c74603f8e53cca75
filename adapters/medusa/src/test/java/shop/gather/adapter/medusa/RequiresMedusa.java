package shop.gather.adapter.medusa;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import shop.gather.adapter.support.fixture.RequiresNode;

/**
 * Runs the tests of a class only where a real Medusa was asked for and Node 20 or later can start it, and says so where
 * not.
 */
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

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (!Boolean.getBoolean("gather.medusa")) {
                return disabled(NOT_ASKED);
            }
            return RequiresNode.Condition.isHere()
                    ? ConditionEvaluationResult.enabled("Node is here")
                    : disabled(NO_NODE);
        }

        private static ConditionEvaluationResult disabled(String why) {
            if (SAID.add(why)) {
                System.out.println(why);
            }
            return ConditionEvaluationResult.disabled(why);
        }
    }
}
