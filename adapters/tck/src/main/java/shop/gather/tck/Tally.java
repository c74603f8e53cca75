package shop.gather.tck;

import java.util.ArrayList;
import java.util.List;

/** Counts the results of the tests about one capability, or of one contract. */
final class Tally {

    private final List<String> failed = new ArrayList<>();
    private int passed;
    private int notApplicable;
    private boolean absent;

    /** The verdict. */
    enum Verdict {
        PROVEN,
        /** The capability is neither present nor claimed, or no test applied because others are absent. */
        ABSENT,
        BROKEN
    }

    void pass() {
        passed++;
    }

    void fail(String test) {
        failed.add(test);
    }

    /** @param forItsOwnAbsence because the shop lacks the very capability that the test is about */
    void doesNotApply(boolean forItsOwnAbsence) {
        notApplicable++;
        absent |= forItsOwnAbsence;
    }

    Verdict verdict() {
        if (!failed.isEmpty()) {
            return Verdict.BROKEN;
        }
        return absent || passed == 0 ? Verdict.ABSENT : Verdict.PROVEN;
    }

    /** Whether the subject itself is absent. */
    boolean isAbsent() {
        return absent;
    }

    int passed() {
        return passed;
    }

    int notApplicable() {
        return notApplicable;
    }

    List<String> failed() {
        return List.copyOf(failed);
    }
}
