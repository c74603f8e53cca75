package shop.gather.platform.logging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestLogTest {

    @ParameterizedTest
    @CsvSource({
        "/api/v1/stores, api",
        "/storefront/v1/me, storefront",
        "/l/abc, other",
        "/hooks/x, hooks",
        "/apis/v1, other",
        "/, other",
        "/provider, provider",
        "//api/v1, other",
        "'', other"
    })
    void visitorsCannotInventAreas(String path, String area) {
        assertThat(RequestLog.area(path)).isEqualTo(area);
    }
}
