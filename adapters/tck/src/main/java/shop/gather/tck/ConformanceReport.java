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

    /** JUnit configuration parameter; true keeps the report from standard output. */
    public static final String SILENT = "gather.tck.silent";

    /** Under which key the report is published to JUnit's listeners. */
    public static final String ENTRY = "gather.tck.report";

    private static final Map<Capability, String> WITHOUT = new EnumMap<>(Map.of(
            Capability.CUSTOMER_SESSIONS, "buyers do not become members by being logged in at the shop",
            Capability.PRICE_OFFERS, "campaigns cannot be published",
            Capability.DEFERRED_CAPTURE, "buyers pay at once and are refunded if a team fails",
            Capability.LINE_CANCELLATIONS, "a team's order holds nothing else",
            Capability.CANCELLATIONS, "cancelling an order of a failed team is a task for a person",
            Capability.REFUNDS, "refunds are tasks for a person, seen done by polling",
            Capability.NOTIFICATIONS, "news comes with the next poll"));

    private final Map<String, Tally> tallies = new TreeMap<>();

    @Override
    public void testSuccessful(ExtensionContext context) {
        tally(context).ifPresent(tally -> tally.passed++);
    }

    @Override
    public void testAborted(ExtensionContext context, Throwable cause) {
        String subject = context.getTestMethod()
                .map(method -> subject(method.getDeclaringClass()))
                .orElse("");
        tally(context).ifPresent(tally -> {
            tally.notApplicable++;
            tally.absent |= cause instanceof Claims.Absent absent
                    && absent.capability().name().equals(subject);
        });
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
        String text = text(context.getRequiredTestClass());
        context.publishReportEntry(ENTRY, text);
        if (!context.getConfigurationParameter(SILENT)
                .map(Boolean::parseBoolean)
                .orElse(false)) {
            System.out.println(text);
        }
    }

    private String text(Class<?> testClass) {
        StringBuilder text = new StringBuilder("Adapter contracts, " + testClass.getSimpleName());
        tallies.forEach((subject, tally) -> text.append(System.lineSeparator()).append(line(subject, tally)));
        return text.toString();
    }

    private static String line(String subject, Tally tally) {
        if (!tally.failed.isEmpty()) {
            return "  BROKEN   " + subject + ": "
                    + tally.failed.stream().sorted().collect(Collectors.joining(", "));
        }
        if (tally.absent) {
            return "  absent   " + subject + ", refused with NOT_SUPPORTED: "
                    + WITHOUT.get(Capability.valueOf(subject));
        }
        return "  proven   " + subject + " (" + tally.passed + " tests"
                + (tally.notApplicable == 0 ? ")" : ", " + tally.notApplicable + " not applicable)");
    }

    private Optional<Tally> tally(ExtensionContext context) {
        return context.getTestMethod()
                .map(method -> tallies.computeIfAbsent(subject(method.getDeclaringClass()), any -> new Tally()));
    }

    /** The capability that a contract is about; where it is about none, the contract. */
    private static String subject(Class<?> contract) {
        Proves proves = contract.getAnnotation(Proves.class);
        return proves == null
                ? contract.getSimpleName().replaceFirst("Contract$", "")
                : proves.value().name();
    }

    private static final class Tally {
        private int passed;
        private int notApplicable;
        private boolean absent;
        private final List<String> failed = new ArrayList<>();
    }
}
