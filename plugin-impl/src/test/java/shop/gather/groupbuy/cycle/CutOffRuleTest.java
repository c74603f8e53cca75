package shop.gather.groupbuy.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import shop.gather.platform.http.ProblemException;

/** On which days a campaign has its cut-off. */
class CutOffRuleTest {

    private static final ZoneId ZURICH = ZoneId.of("Europe/Zurich");

    /** Friday, 18:00 in Zurich. */
    private static final Instant FIRST = Instant.parse("2026-12-04T17:00:00Z");

    private static List<String> days(String rule, int most) {
        return new CutOffRule(rule)
                .after(FIRST, FIRST, ZURICH, most).stream()
                        .map(cutOff -> LocalDate.ofInstant(cutOff, ZURICH).toString())
                        .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FREQ=WEEKLY;BYDAY=FR | 2026-12-11 | 2026-12-18",
                "rrule:freq=weekly | 2026-12-11 | 2026-12-18",
                "FREQ=WEEKLY;INTERVAL=2 | 2026-12-18 | 2027-01-01",
                "FREQ=WEEKLY;BYDAY=TU,FR | 2026-12-08 | 2026-12-11",
                "FREQ=MONTHLY;BYDAY=1FR | 2027-01-01 | 2027-02-05",
                "FREQ=DAILY | 2026-12-05 | 2026-12-06"
            })
    void theNextDatesFollowTheRule(String rule, String second, String third) {
        assertThat(days(rule, 2)).containsExactly(second, third);
    }

    @Test
    void aCountIncludesTheFirstDate() {
        assertThat(days("FREQ=WEEKLY;COUNT=3", 10)).containsExactly("2026-12-11", "2026-12-18");
    }

    @ParameterizedTest
    @ValueSource(strings = {"20261218", "20261218T180000", "20261218T170000Z"})
    void anEndIncludesItsDateHoweverItIsWritten(String until) {
        assertThat(days("FREQ=WEEKLY;UNTIL=" + until, 10)).containsExactly("2026-12-11", "2026-12-18");
    }

    @Test
    void datesOfManyYearsAgoArePassed() {
        Instant longAgo = Instant.parse("2000-01-07T17:00:00Z");
        assertThat(new CutOffRule("FREQ=WEEKLY").after(FIRST, longAgo, ZURICH, 1))
                .containsExactly(Instant.parse("2026-12-11T17:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "every Friday",
                "FREQ=HOURLY",
                "FREQ=MINUTELY",
                "FREQ=SECONDLY",
                "FREQ=DAILY;BYHOUR=1,2",
                "FREQ=DAILY;BYMINUTE=5",
                "FREQ=WEEKLY;BYDAY=XX",
                "FREQ=WEEKLY;COUNT=3;UNTIL=20270101",
                "RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=BACKWARD;BYMONTHDAY=31"
            })
    void otherRulesAreRefused(String rule) {
        assertThatThrownBy(() -> new CutOffRule(rule))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("rule ");
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aRuleWithoutAnyDateEnds() {
        assertThat(days("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", 3)).isEmpty();
    }
}
