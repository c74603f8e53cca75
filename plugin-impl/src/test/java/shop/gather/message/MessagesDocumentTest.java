package shop.gather.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** MESSAGES.md lists every kind of message and every placeholder, and no others. */
class MessagesDocumentTest {

    @Test
    void everyKindIsListedAsTheCodeHasIt() throws IOException {
        List<String> rows = Arrays.stream(MessageKind.values())
                .map(kind -> "| `%s` | %s | %s | %s |"
                        .formatted(
                                kind.code(),
                                kind.when(),
                                kind.written().stream()
                                        .map(placeholder -> "`" + placeholder + "`")
                                        .collect(Collectors.joining(", ")),
                                kind.aboutMoney() ? "no" : "yes"))
                .toList();
        assertThat(rowsOf("| Kind |")).containsExactlyElementsOf(rows);
    }

    @Test
    void everyPlaceholderIsListedAsTheCodeHasIt() throws IOException {
        List<String> rows = Arrays.stream(Placeholder.values())
                .map(placeholder -> "| `%s` | %s |".formatted(placeholder, placeholder.meaning()))
                .toList();
        assertThat(rowsOf("| Placeholder |")).containsExactlyElementsOf(rows);
    }

    @Test
    void everyPlaceholderIsOneOfSomeKind() {
        assertThat(Arrays.stream(MessageKind.values()).flatMap(kind -> kind.placeholders().stream()))
                .contains(Placeholder.values());
    }

    /** The rows of the table that begins with this heading. */
    private static List<String> rowsOf(String heading) throws IOException {
        return Files.readString(Path.of("MESSAGES.md"))
                .lines()
                .dropWhile(line -> !line.startsWith(heading))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .toList();
    }
}
