package shop.gather.it.integrator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The adapter guide as a script: its commands ({@code sh}) and the files that it has the reader write ({@code java}),
 * in their order.
 */
final class Guide {

    private static final Pattern STEP =
            Pattern.compile("^```(sh|java)\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern FILE = Pattern.compile("// (\\S+)\n(.*)", Pattern.DOTALL);
    private static final String NEEDS_GATHER = "$ADDRESS";

    private final StringBuilder without = new StringBuilder();
    private final StringBuilder with = new StringBuilder();

    private Guide() {}

    static Guide of(Path page) throws IOException {
        Guide guide = new Guide();
        Matcher steps = STEP.matcher(Files.readString(page));
        while (steps.find()) {
            String step = steps.group(2);
            StringBuilder script = step.contains(NEEDS_GATHER) ? guide.with : guide.without;
            script.append(steps.group(1).equals("java") ? written(step) : step).append('\n');
        }
        return guide;
    }

    /** What is done before a Gather runs. */
    String beforeGatherRuns() {
        return without.toString();
    }

    /** What is done with a running one. */
    String withGather() {
        return with.toString();
    }

    private static String written(String step) {
        Matcher file = FILE.matcher(step);
        if (!file.matches()) {
            throw new IllegalStateException("a file in the guide begins with its name: " + step);
        }
        return "cat > " + file.group(1) + " <<'END_OF_FILE'\n" + file.group(2) + "END_OF_FILE\n";
    }
}
