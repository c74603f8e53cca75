package shop.gather.groupbuy.cases;

import java.util.BitSet;
import shop.gather.groupbuy.terms.CasePolicy.FullCases;

/**
 * Chooses the places of one article that fill full cases. Places are considered in the order of their payment. Each is
 * kept if whole cases can be ordered with it, the places kept before it, and any of those that were paid later. So no
 * later place displaces an earlier one: a place is left out only if no choice that contains it and the earlier ones
 * fills whole cases. Always fewer places than a case has units are left out, because any more would contain a whole case.
 *
 * <p>Only the remainder of a sum by the size of a case matters. Walking back from the last place, the remainders that
 * later places can add are collected; they change at most as often as a case has units. So the time grows linearly with
 * the places, and the memory does not. Immutable.
 */
public final class CaseFilling {

    private final int[] places;
    private final FullCases cases;
    private final boolean[] kept;
    private int units;

    private CaseFilling(int[] places, FullCases cases) {
        this.places = places;
        this.cases = cases;
        this.kept = new boolean[places.length];
    }

    /** @param places the units of each place, in the order of payment; each at least 1 */
    public static CaseFilling of(int[] places, FullCases cases) {
        CaseFilling filling = new CaseFilling(places, cases);
        filling.choose();
        return filling;
    }

    /** Whether the place with this index is kept. */
    public boolean keeps(int place) {
        return kept[place];
    }

    /** The units of the places that are kept. */
    public int units() {
        return units;
    }

    private void choose() {
        BitSet[] later = remaindersOfLater();
        for (int i = 0; i < places.length; i++) {
            if (canBecomeWhole(units + places[i], later[i])) {
                kept[i] = true;
                units += places[i];
            }
        }
    }

    /** Whether one of the remainders makes whole cases of so many units: at most the tolerance is missing then. */
    private boolean canBecomeWhole(int taken, BitSet remainders) {
        int wanted = cases.missing(taken);
        int least = wanted - cases.tolerance();
        return anyBetween(remainders, Math.max(0, least), wanted)
                || least < 0 && anyBetween(remainders, cases.units() + least, cases.units() - 1);
    }

    private static boolean anyBetween(BitSet bits, int from, int to) {
        int next = bits.nextSetBit(from);
        return next >= 0 && next <= to;
    }

    /** For each place the remainders that choices of the places after it leave. Equal sets are one object. */
    private BitSet[] remaindersOfLater() {
        BitSet[] later = new BitSet[places.length];
        BitSet now = new BitSet(cases.units());
        now.set(0);
        // Once a quantity adds no remainder, it never will again: the set consists of its cycles then.
        BitSet exhausted = new BitSet(cases.units());
        for (int i = places.length - 1; i >= 0; i--) {
            later[i] = now;
            int step = places[i] % cases.units();
            if (!exhausted.get(step)) {
                BitSet more = with(now, step);
                if (more.equals(now)) {
                    exhausted.set(step);
                } else {
                    now = more;
                }
            }
        }
        return later;
    }

    private BitSet with(BitSet remainders, int step) {
        BitSet more = (BitSet) remainders.clone();
        for (int r = remainders.nextSetBit(0); r >= 0; r = remainders.nextSetBit(r + 1)) {
            more.set((r + step) % cases.units());
        }
        return more;
    }
}
