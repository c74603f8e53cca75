package shop.gather.tck;

/** Plans which call meets a fault: one call after a number of calls that pass, and no other. Thread-safe. */
final class FaultPlan {

    private Fault planned;
    private int passing;
    private boolean met;

    /** Plans the fault for the call after {@code after} calls that pass. */
    synchronized void plan(Fault fault, int after) {
        planned = fault;
        passing = after;
        met = false;
    }

    /** Lets all calls pass again. Returns whether the fault was met. */
    synchronized boolean end() {
        planned = null;
        return met;
    }

    /** The fault that the current call meets; null if it passes. */
    synchronized Fault next() {
        if (planned == null || planned == Fault.REFUSED || met || passing-- > 0) {
            return null;
        }
        met = true;
        return planned;
    }

    /**
     * Whether connections are refused from now on, asked before a call is answered. A caller whose connection is
     * refused has met the fault.
     */
    synchronized boolean closes(int answered) {
        boolean closes = planned == Fault.REFUSED && answered >= passing;
        met |= closes;
        return closes;
    }
}
