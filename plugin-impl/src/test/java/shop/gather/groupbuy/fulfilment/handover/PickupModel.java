package shop.gather.groupbuy.fulfilment.handover;

import java.util.HashMap;
import java.util.Map;
import shop.gather.groupbuy.PickupPointId;
import shop.gather.groupbuy.fulfilment.pickup.Pickup;
import shop.gather.groupbuy.place.Participation;

/** What should be of one place with pickup, whatever happened to it before. Not thread-safe. */
final class PickupModel {
    Participation.State place = Participation.State.HELD;
    Pickup.State pickup;
    PickupPointId point;
    boolean confirmed;
    boolean due;
    boolean overdue;
    boolean coded;
    final Map<String, Outcome> devices = new HashMap<>();

    boolean counts() {
        return point != null && pickup != Pickup.State.CANCELLED;
    }

    void pay() {
        place = Participation.State.PAID;
        pickup = pickup == null ? Pickup.State.WAITING : pickup;
    }

    void confirm() {
        place = Participation.State.CONFIRMED;
        if (pickup == Pickup.State.CANCELLED) {
            pickup = Pickup.State.WAITING;
        }
        if (pickup != Pickup.State.HANDED_OVER) {
            confirmed = true;
            due = true;
            coded = true;
            overdue = false;
        }
    }

    void end(Participation.State to) {
        place = to;
        if (pickup != null && pickup != Pickup.State.HANDED_OVER) {
            pickup = Pickup.State.CANCELLED;
            confirmed = false;
            due = false;
        }
    }

    /** Whether the choice is accepted. */
    boolean choose(PickupPointId chosen) {
        boolean open = place == Participation.State.HELD || Participation.State.KEEPING.contains(place);
        if (!open) {
            return false;
        }
        Pickup.State now = pickup == null ? Pickup.State.WAITING : pickup;
        if (chosen.equals(point) && now != Pickup.State.CANCELLED) {
            return true;
        }
        if (now != Pickup.State.WAITING && now != Pickup.State.READY) {
            return false;
        }
        pickup = Pickup.State.WAITING;
        point = chosen;
        due = confirmed;
        return true;
    }

    void ready() {
        if (due && pickup == Pickup.State.WAITING) {
            due = false;
            if (point != null) {
                pickup = Pickup.State.READY;
            }
        }
    }

    Outcome handOver(PickupPointId at, boolean byCode) {
        if (byCode && !coded) {
            return Outcome.UNKNOWN_PLACE;
        }
        if (pickup == null) {
            return Outcome.NOT_CONFIRMED;
        }
        if (!at.equals(point)) {
            return Outcome.WRONG_POINT;
        }
        switch (pickup) {
            case READY, NO_SHOW -> {
                pickup = Pickup.State.HANDED_OVER;
                return Outcome.HANDED_OVER;
            }
            case HANDED_OVER -> {
                return Outcome.ALREADY_HANDED_OVER;
            }
            case CANCELLED -> {
                return Outcome.CANCELLED;
            }
            default -> {
                return place == Participation.State.CONFIRMED ? Outcome.NOT_READY : Outcome.NOT_CONFIRMED;
            }
        }
    }

    Outcome upload(PickupPointId at, String event) {
        String key = at + "/" + event;
        Outcome before = devices.get(key);
        if (before == null) {
            before = handOver(at, false);
            devices.put(key, before);
        }
        return before;
    }

    boolean misses(PickupPointId at) {
        boolean missed = pickup == Pickup.State.READY && overdue && at.equals(point);
        if (missed) {
            pickup = Pickup.State.NO_SHOW;
        }
        return missed;
    }

    /** Whether there is something to undo. */
    boolean undo() {
        if (pickup != Pickup.State.HANDED_OVER && pickup != Pickup.State.NO_SHOW) {
            return false;
        }
        if (place == Participation.State.CONFIRMED) {
            pickup = Pickup.State.READY;
        } else {
            pickup = Pickup.State.CANCELLED;
            confirmed = false;
            due = false;
        }
        return true;
    }
}
