package shop.gather.it.benchmark;

/**
 * How much is measured. Each is a system property {@code bench.*}.
 *
 * @param runs of each side, alternating
 * @param seconds of one run of redirects
 * @param warmUps runs before the first measured one at most; fewer if three in a row are alike
 * @param clients at once
 * @param members who join; each takes one place in each campaign
 * @param campaigns of one run, so that members times campaigns is its joins
 * @param teams of one run, over its campaigns
 * @param places of the one team that everybody joins
 * @param orders of one run
 * @param leaders over whom they are spread where there is not one leader only
 * @param singles orders that come one by one
 * @param requests after which the memory is looked at
 * @param rows orders in the largest database
 * @param rushClients at once in a flash sale
 * @param openTeams of the large store in the directory and at the deadlines
 * @param deadlines of open teams within one minute
 */
record Terms(
        int runs,
        int seconds,
        int warmUps,
        int clients,
        int members,
        int campaigns,
        int teams,
        int places,
        int orders,
        int leaders,
        int singles,
        int requests,
        int rows,
        int rushClients,
        int openTeams,
        int deadlines) {

    static Terms ofTheProperties() {
        return new Terms(
                Integer.getInteger("bench.runs", 5),
                Integer.getInteger("bench.seconds", 10),
                Integer.getInteger("bench.warmups", 8),
                Integer.getInteger("bench.clients", 16),
                Integer.getInteger("bench.members", 1_000),
                Integer.getInteger("bench.campaigns", 5),
                Integer.getInteger("bench.teams", 1_000),
                Integer.getInteger("bench.places", 10_000),
                Integer.getInteger("bench.orders", 2_000),
                Integer.getInteger("bench.leaders", 100),
                Integer.getInteger("bench.singles", 100),
                Integer.getInteger("bench.requests", 100_000),
                Integer.getInteger("bench.rows", 1_000_000),
                Integer.getInteger("bench.rush-clients", 64),
                Integer.getInteger("bench.open-teams", 100_000),
                Integer.getInteger("bench.deadlines", 10_000));
    }
}
