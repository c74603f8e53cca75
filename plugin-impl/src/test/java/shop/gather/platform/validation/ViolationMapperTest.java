package shop.gather.platform.validation;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import shop.gather.platform.http.Problem;
import shop.gather.platform.http.Problem.InvalidField;
import shop.gather.platform.http.StrictJson;

class ViolationMapperTest {

    record Line(@NotNull @Text(max = 9) String article) {}

    record Request(
            @NotNull @Text(max = 9) String zebra,
            @Min(2) @Max(9) Integer apples,
            @NotNull List<@NotNull @Valid Line> lines) {}

    private static Problem problem(Object request) {
        return ViolationMapper.problem(Assertions.catchThrowableOfType(
                ConstraintViolationException.class, () -> RequestValidator.valid(request)));
    }

    @Test
    void namesAllFieldsInTheOrderOfTheRecord() {
        Problem problem = problem(new Request(null, 1, List.of(new Line("tea"), new Line(""), new Line(null))));
        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.code()).isEqualTo("invalid-value");
        assertThat(problem.type()).isEqualTo("urn:gather:problem:invalid-value");
        assertThat(problem.errors())
                .containsExactly(
                        new InvalidField("#/zebra", "zebra is missing."),
                        new InvalidField("#/apples", "apples must be 2 or more."),
                        new InvalidField("#/lines/1/article", "lines[1].article is missing."),
                        new InvalidField("#/lines/2/article", "lines[2].article is missing."));
        assertThat(problem.detail())
                .isEqualTo("zebra is missing. apples must be 2 or more. lines[1].article is missing."
                        + " lines[2].article is missing.");
    }

    @Test
    void aListOfThousandsOfWrongValuesIsCutOff() {
        // One that is there twice would be checked once.
        List<Line> lines = IntStream.range(0, 5_000).mapToObj(i -> new Line("")).toList();
        Problem problem = problem(new Request("z", 10, lines));
        assertThat(problem.errors()).hasSize(ViolationMapper.MAX_FIELDS);
        assertThat(problem.errors().get(0).detail()).isEqualTo("apples must be 9 or less.");
        assertThat(problem.errors().get(19).pointer()).isEqualTo("#/lines/18/article");
    }

    @Test
    void otherProblemsHaveNoListOfFields() {
        assertThat(StrictJson.codec().toJson(Problem.starting())).doesNotContain("errors");
    }
}
