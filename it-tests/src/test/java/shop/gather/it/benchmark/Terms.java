package shop.gather.it.benchmark;

/**
 * How much is measured. Each is a system property {@code bench.*}.
 *
 * @param runs of each side, alternating
 * @param seconds of one run of redirects
 * @param warmUpSeconds before the first
 * @param clients at once
 * @param members who join; each takes one place in each campaign
 * @param campaigns of one run, so that members times campaigns is its joins
 * @param teams of one run, over its campaigns
 * @param places of the one team that everybody joins
 * @param orders of one run of notifications
 */
record Terms(
        int runs,
        int seconds,
        int warmUpSeconds,
        int clients,
        int members,
        int campaigns,
        int teams,
        int places,
        int orders) {

    static Terms ofTheProperties() {
        return new Terms(
                Integer.getInteger("bench.runs", 5),
                Integer.getInteger("bench.seconds", 10),
                Integer.getInteger("bench.warmup", 20),
                Integer.getInteger("bench.clients", 16),
                Integer.getInteger("bench.members", 1_000),
                Integer.getInteger("bench.campaigns", 5),
                Integer.getInteger("bench.teams", 1_000),
                Integer.getInteger("bench.places", 10_000),
                Integer.getInteger("bench.orders", 500));
    }
}
