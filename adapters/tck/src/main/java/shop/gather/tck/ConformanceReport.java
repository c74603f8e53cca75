package shop.gather.tck;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;
import shop.gather.spi.Capability;

/** Collects how the tests of a class ended and prints at its end which capabilities were proven, which are absent, and which are broken. */
public final class ConformanceReport implements TestWatcher, AfterAllCallback {

    private static final Map<Capability, String> WITHOUT = new EnumMap<>(Map.of(
            Capability.CUSTOMER_SESSIONS, "buyers do not become members by being logged in at the shop",
            Capability.PRICE_OFFERS, "campaigns cannot be published",
            Capability.DEFERRED_CAPTURE, "buyers pay at once and are refunded if a team fails",
            Capability.LINE_CANCELLATIONS, "a team's order holds nothing else",
            Capability.CANCELLATIONS, "cancelling an order of a failed team is a task for a person",
            Capability.REFUNDS, "refunds are tasks for a person, seen done by polling",
            Capability.NOTIFICATIONS, "news comes with the next poll"));

    private final Map<Class<?>, Tally> tallies =
            new TreeMap<>((a, b) -> a.getSimpleName().compareTo(b.getSimpleName()));

    @Override
    public void testSuccessful(ExtensionContext context) {
        tally(context).ifPresent(tally -> tally.passed++);
    }

    @Override
    public void testAborted(ExtensionContext context, Throwable cause) {
        tally(context).ifPresent(tally -> tally.notApplicable++);
    }

    @Override
    public void testDisabled(ExtensionContext context, Optional<String> reason) {
        tally(context).ifPresent(tally -> tally.failed.add(context.getDisplayName() + " was switched off"));
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        tally(context).ifPresent(tally -> tally.failed.add(context.getDisplayName()));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        System.out.println(text(context.getRequiredTestClass()));
    }

    private String text(Class<?> testClass) {
        StringBuilder text = new StringBuilder("Adapter contracts, " + testClass.getSimpleName());
        tallies.forEach((contract, tally) -> text.append(System.lineSeparator()).append(line(contract, tally)));
        return text.toString();
    }

    private static String line(Class<?> contract, Tally tally) {
        Proves proves = contract.getAnnotation(Proves.class);
        String subject = proves == null
                ? contract.getSimpleName().replaceFirst("Contract$", "")
                : proves.value().name();
        if (!tally.failed.isEmpty()) {
            return "  BROKEN   " + subject + ": "
                    + tally.failed.stream().sorted().collect(Collectors.joining(", "));
        }
        if (proves != null && tally.notApplicable > tally.passed) {
            return "  absent   " + subject + ", refused with NOT_SUPPORTED: " + WITHOUT.get(proves.value());
        }
        return "  proven   " + subject + " (" + tally.passed + " tests"
                + (tally.notApplicable == 0 ? ")" : ", " + tally.notApplicable + " not applicable)");
    }

    private Optional<Tally> tally(ExtensionContext context) {
        return context.getTestMethod()
                .map(method -> tallies.computeIfAbsent(method.getDeclaringClass(), contract -> new Tally()));
    }

    private static final class Tally {
        private int passed;
        private int notApplicable;
        private final List<String> failed = new ArrayList<>();
    }
}
