package shop.gather.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FindingsTest {

    @Test
    void theFirstAreKeptHoweverManyThereAre() {
        Findings<Integer> findings = new Findings<>();
        List<Integer> first =
                IntStream.range(0, BookComparison.MAX_FINDINGS).boxed().toList();
        findings.addAll(first.subList(0, 10));
        assertThat(findings.list()).isEqualTo(first.subList(0, 10));
        findings.addAll(first.subList(10, first.size()));
        findings.add(-1);
        findings.addAll(first);
        assertThat(findings.list()).isEqualTo(first);
    }
}
