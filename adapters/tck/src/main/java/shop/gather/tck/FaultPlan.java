package shop.gather.tck;

/** Which call meets a fault: one after so many that pass, and no other. Thread-safe. */
final class FaultPlan {

    private Fault planned;
    private int passing;
    private boolean met;

    /** The call after so many meets the fault. */
    synchronized void plan(Fault fault, int after) {
        planned = fault;
        passing = after;
        met = false;
    }

    /** All calls pass. Returns whether the fault was met. */
    synchronized boolean end() {
        planned = null;
        return met;
    }

    /** What the call that has come meets; null if it passes. */
    synchronized Fault next() {
        if (planned == null || planned == Fault.REFUSED || met || passing-- > 0) {
            return null;
        }
        met = true;
        return planned;
    }

    /**
     * Whether nobody may listen any more, asked before a call is answered. The caller who finds a closed door has met
     * the fault.
     */
    synchronized boolean closes(int answered) {
        boolean closes = planned == Fault.REFUSED && answered >= passing;
        met |= closes;
        return closes;
    }
}
