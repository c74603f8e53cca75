package shop.gather.tck.broken;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;
import shop.gather.tck.Await;
import shop.gather.tck.ConformanceReport;
import shop.gather.tck.ShopUnderTest;

/** Runs a contract against the shop on show and tells how its tests ended, by name. */
record ContractRun(Map<String, Throwable> failed, Set<String> passed, Set<String> notApplicable, String report) {

    static ContractRun of(Class<? extends ShopUnderTest> contract) {
        String before = System.getProperty(Await.LIMIT);
        System.setProperty(Await.LIMIT, "PT0.2S");
        try {
            Events all = EngineTestKit.engine("junit-jupiter")
                    .selectors(selectClass(Exhibit.CLASSES.get(contract)))
                    .configurationParameter(ConformanceReport.SILENT, "true")
                    .execute()
                    .allEvents();
            return of(all);
        } finally {
            if (before == null) {
                System.clearProperty(Await.LIMIT);
            } else {
                System.setProperty(Await.LIMIT, before);
            }
        }
    }

    private static ContractRun of(Events all) {
        Map<String, Throwable> failed = new TreeMap<>();
        all.failed().stream()
                .forEach(event -> failed.put(
                        name(event),
                        event.getRequiredPayload(TestExecutionResult.class)
                                .getThrowable()
                                .orElseThrow()));
        String report = all.reportingEntryPublished().stream()
                .map(event -> event.getRequiredPayload(org.junit.platform.engine.reporting.ReportEntry.class))
                .map(entry -> entry.getKeyValuePairs().get(ConformanceReport.ENTRY))
                .collect(Collectors.joining());
        return new ContractRun(failed, names(all.succeeded()), names(all.aborted()), report);
    }

    private static Set<String> names(Events events) {
        return events.filter(event -> event.getTestDescriptor().isTest())
                .map(ContractRun::name)
                .collect(Collectors.toSet());
    }

    private static String name(Event event) {
        return event.getTestDescriptor()
                .getSource()
                .filter(MethodSource.class::isInstance)
                .map(source -> ((MethodSource) source).getMethodName())
                .orElse(event.getTestDescriptor().getDisplayName());
    }
}
