package shop.gather.it.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the operating system knows of a server's process; Linux only. */
record ServerProcess(long pid) {

    /** USER_HZ, which Linux fixes at 100 for what it tells programs. */
    private static final double TICKS_PER_SECOND = 100;

    /** Seconds of processor time, user and system, since it started. */
    double cpuSeconds() {
        String stat = read("stat");
        // The name in parentheses may hold spaces; the times are the 14th and 15th field.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    /** Resident memory in megabytes. */
    long residentMegabytes() {
        return read("status")
                        .lines()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .map(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElseThrow()
                / 1024;
    }

    private String read(String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
