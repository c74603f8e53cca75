package shop.gather.forecast;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.forecast.Figures.UnitResult;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.TeamSales;
import shop.gather.referral.commission.CommissionEstimate;

/**
 * Plays a campaign with simulated buyers, all of whom may take a place. Each buyer joins the oldest open team with a
 * free place, or opens a team; if the campaign has too few units left for one, the buyer is turned away. A buyer who
 * pays does so at once; a place that is not paid is free again after the hold. A team succeeds when all its places are
 * paid, and at its deadline if its minimum is paid; it fails when nobody is left in it. Every order contains one place
 * and nothing else, and is credited to a leader with a recruiter. The same input gives the same result. Used once, by
 * one thread.
 */
final class DryRun {

    private record Timed(Instant at, long number, Runnable deed) {}

    private static final class Team {
        private final int number;
        private int paid;
        private int held;
        private boolean paidByOpener;
        private boolean ended;

        Team(int number) {
            this.number = number;
        }
    }

    /** Days are in UTC; only those on which something happened. */
    record Result(SortedMap<LocalDate, Figures> days, Figures total) {}

    private final CampaignTerms terms;
    private final Money listPrice;
    private final boolean rebate;
    private final CommissionEstimate plan;
    private final CurrencyUnit currency;
    private final PriorityQueue<Timed> due =
            new PriorityQueue<>(Comparator.comparing(Timed::at).thenComparing(Timed::number));

    /** Open teams with a free place, by number: the oldest first. */
    private final TreeMap<Integer, Team> free = new TreeMap<>();

    private final SortedMap<LocalDate, Figures> days = new TreeMap<>();
    private int teams;
    private int reserved;
    private long deeds;

    /** @param rebate whether buyers pay the list price and get the difference back */
    DryRun(CampaignTerms terms, Money listPrice, boolean rebate, CommissionEstimate plan) {
        this.terms = terms;
        this.listPrice = listPrice;
        this.rebate = rebate;
        this.plan = plan;
        this.currency = listPrice.getCurrencyUnit();
    }

    /** @param joins sorted by time, within the campaign's period */
    Result play(List<Join> joins) {
        for (Join join : joins) {
            advance(join.at());
            take(join);
        }
        advance(Instant.MAX);
        Figures total = days.values().stream().reduce(Figures.zero(currency), Figures::plus);
        return new Result(days, total);
    }

    private void advance(Instant now) {
        while (!due.isEmpty() && !due.peek().at().isAfter(now)) {
            due.poll().deed().run();
        }
    }

    private void take(Join join) {
        Map.Entry<Integer, Team> oldest = free.firstEntry();
        boolean noOther = terms.team().oneForCampaign() && teams > 0;
        if (oldest == null && (noOther || !hasUnitsForATeam())) {
            record(join.at(), Figures.turnedAway(currency));
            return;
        }
        Team team = oldest == null ? open(join.at()) : oldest.getValue();
        record(join.at(), Figures.joined(currency, join.pays()));
        if (join.pays()) {
            team.paid++;
            team.paidByOpener |= oldest == null;
        } else {
            team.held++;
            Instant over = join.at().plus(terms.hold());
            later(over, () -> release(team, over));
        }
        if (team.paid + team.held == terms.team().size()) {
            free.remove(team.number);
        }
        if (team.paid == terms.team().size() && !terms.team().oneForCampaign()) {
            end(team, join.at());
        }
    }

    private boolean hasUnitsForATeam() {
        OptionalInt most = terms.stock().most();
        return most.isEmpty() || reserved + terms.mostUnitsOfTeam() <= most.getAsInt();
    }

    private Team open(Instant at) {
        Team team = new Team(teams++);
        reserved += terms.mostUnitsOfTeam();
        free.put(team.number, team);
        record(at, Figures.opened(currency));
        Instant latest = at.plus(terms.team().duration());
        Instant end = terms.schedule().endsAt();
        Instant deadline = latest.isBefore(end) ? latest : end;
        later(deadline, () -> end(team, deadline));
        return team;
    }

    private void release(Team team, Instant at) {
        if (!team.ended) {
            team.held--;
            free.put(team.number, team);
            if (team.paid + team.held == 0 && !terms.team().oneForCampaign()) {
                end(team, at);
            }
        }
    }

    private void end(Team team, Instant at) {
        if (team.ended) {
            return;
        }
        team.ended = true;
        free.remove(team.number);
        boolean succeeds = terms.cases().confirmedOf(team.paid)
                >= Math.max(terms.team().minimum(), terms.team().minimumUnits());
        reserved -= terms.mostUnitsOfTeam() - (succeeds ? winners(team) : 0);
        record(at, succeeds ? succeeded(team) : Figures.failed(currency, team.paid));
    }

    private Figures succeeded(Team team) {
        // As if all friends had helped: what it costs at most.
        int sold = terms.cases().confirmedOf(team.paid);
        Money price =
                terms.priceWith(new TeamSales(sold, sold, terms.price().steps().size()));
        // The opener of a draw pays what all pay, and may not win.
        boolean opener = team.paidByOpener && terms.outcome().drawn().isEmpty();
        int openers = opener ? 1 : 0;
        Figures others = Figures.succeeded(winners(team) - openers, placeAt(price))
                .plus(Figures.notDrawn(currency, team.paid - winners(team)));
        return opener ? others.plus(Figures.place(placeAt(terms.price().openerPays(price)))) : others;
    }

    private int winners(Team team) {
        return Math.min(terms.cases().confirmedOf(team.paid), terms.mostWinners());
    }

    private UnitResult placeAt(Money price) {
        Money charged = rebate ? listPrice : terms.checkoutPrice();
        return new UnitResult(listPrice, charged, price, plan.level1(price), plan.level2(price));
    }

    private void later(Instant at, Runnable deed) {
        due.add(new Timed(at, deeds++, deed));
    }

    private void record(Instant at, Figures figures) {
        days.merge(at.atZone(ZoneOffset.UTC).toLocalDate(), figures, Figures::plus);
    }
}
