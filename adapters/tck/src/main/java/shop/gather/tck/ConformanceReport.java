package shop.gather.tck;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;
import shop.gather.spi.Capability;

/**
 * Collects the results of the tests of a class and reports at its end which capabilities were proven, are absent, or
 * are broken. The report is printed. If the class ran {@link PortContracts} or the contracts of a failing network, it
 * is also written to a file; single contracts do not prove a capability.
 */
public final class ConformanceReport implements BeforeEachCallback, TestWatcher, AfterAllCallback {

    /** JUnit configuration parameter; true keeps the report from standard output and writes no file. */
    public static final String SILENT = "gather.tck.silent";

    /** The key under which the report is published to JUnit's listeners. */
    public static final String ENTRY = "gather.tck.report";

    private static final Map<Capability, String> WITHOUT = new EnumMap<>(Map.of(
            Capability.CUSTOMER_SESSIONS, "a login at the shop does not make a buyer a member",
            Capability.PRICE_OFFERS,
                    "buyers pay the regular price and get the difference back when their team has succeeded",
            Capability.DEFERRED_CAPTURE, "buyers pay at once and are refunded if a team fails",
            Capability.LINE_CANCELLATIONS, "orders of a failed team that contain other articles are tasks for a person",
            Capability.CANCELLATIONS, "cancelling an order of a failed team is a task for a person",
            Capability.REFUNDS, "refunds are tasks for a person; polling detects when they are done",
            Capability.NOTIFICATIONS, "changes are known at the next poll",
            Capability.STORE_CREDITS, "leaders are paid by transfer only"));

    private final Map<String, Tally> tallies = new TreeMap<>();
    private String adapterId = "";

    @Override
    public void beforeEach(ExtensionContext context) {
        if (adapterId.isEmpty() && context.getRequiredTestInstance() instanceof ShopUnderTest subject) {
            adapterId = subject.adapter().descriptor().id();
        }
    }

    @Override
    public void testSuccessful(ExtensionContext context) {
        tally(context).ifPresent(Tally::pass);
    }

    @Override
    public void testAborted(ExtensionContext context, Throwable cause) {
        String subject = subject(context).orElse("");
        tally(context)
                .ifPresent(tally -> tally.doesNotApply(cause instanceof Claims.Absent absent
                        && absent.capability().name().equals(subject)));
    }

    @Override
    public void testDisabled(ExtensionContext context, Optional<String> reason) {
        tally(context).ifPresent(tally -> tally.fail(context.getDisplayName() + " was switched off"));
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        tally(context).ifPresent(tally -> tally.fail(context.getDisplayName()));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Class<?> testClass = context.getRequiredTestClass();
        String text = text(testClass, context.getExecutionException());
        context.publishReportEntry(ENTRY, text);
        boolean silent = context.getConfigurationParameter(SILENT)
                .map(Boolean::parseBoolean)
                .orElse(false);
        if (silent) {
            return;
        }
        System.out.println(text);
        if (tallies.isEmpty()) {
            return;
        }
        boolean proves = Stream.of(PortContracts.class, FaultyReadsContract.class)
                .anyMatch(all -> all.isAssignableFrom(testClass));
        if (proves) {
            ReportFile.write(adapterId, testClass, tallies);
        }
    }

    private String text(Class<?> testClass, Optional<Throwable> failure) {
        StringBuilder text = new StringBuilder("Adapter contracts, " + testClass.getSimpleName());
        if (tallies.isEmpty()) {
            text.append(System.lineSeparator()).append("  BROKEN   nothing was judged: ");
            text.append(failure.map(Throwable::toString).orElse("no test ran"));
        }
        tallies.forEach((subject, tally) -> text.append(System.lineSeparator()).append(line(subject, tally)));
        return text.toString();
    }

    private static String line(String subject, Tally tally) {
        return switch (tally.verdict()) {
            case BROKEN ->
                "  BROKEN   " + subject + ": "
                        + tally.failed().stream().sorted().collect(Collectors.joining(", "));
            case ABSENT ->
                tally.isAbsent()
                        ? "  absent   " + subject + ", refused with NOT_SUPPORTED: "
                                + WITHOUT.get(Capability.valueOf(subject))
                        : "  absent   " + subject + ": what it is shown with is absent";
            case PROVEN ->
                "  proven   " + subject + " (" + tally.passed() + " tests"
                        + (tally.notApplicable() == 0 ? ")" : ", " + tally.notApplicable() + " not applicable)");
        };
    }

    private Optional<Tally> tally(ExtensionContext context) {
        return subject(context).map(subject -> tallies.computeIfAbsent(subject, any -> new Tally()));
    }

    /** The capability that a test is about; if there is none, its contract. */
    private static Optional<String> subject(ExtensionContext context) {
        return context.getTestMethod().map(method -> {
            Class<?> contract = method.getDeclaringClass();
            return Optional.ofNullable(method.getAnnotation(Proves.class))
                    .or(() -> Optional.ofNullable(contract.getAnnotation(Proves.class)))
                    .map(proves -> proves.value().name())
                    .orElseGet(() -> contract.getSimpleName().replaceFirst("Contract$", ""));
        });
    }
}
