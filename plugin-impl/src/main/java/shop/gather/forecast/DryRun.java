package shop.gather.forecast;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.forecast.Figures.PlaceResult;
import shop.gather.groupbuy.cases.CaseFilling;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.CasePolicy.FullCases;
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

        /** The units of the paid places, in the order of payment. */
        private final List<Integer> paid = new ArrayList<>();

        private int held;
        private int heldUnits;
        private boolean paidByOpener;
        private boolean ended;

        Team(int number) {
            this.number = number;
        }

        int paidUnits() {
            return paid.stream().mapToInt(Integer::intValue).sum();
        }
    }

    /** Days are in UTC; only those on which something happened. */
    record Result(SortedMap<LocalDate, Figures> days, Figures total) {

        /** From the first to the last of them, also those on which nothing happened. */
        SortedMap<LocalDate, Figures> allDays() {
            SortedMap<LocalDate, Figures> all = new TreeMap<>(days);
            if (!days.isEmpty()) {
                Figures nothing = Figures.zero(total.turnover().getCurrencyUnit());
                days.firstKey().datesUntil(days.lastKey()).forEach(day -> all.putIfAbsent(day, nothing));
            }
            return all;
        }
    }

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
        boolean full = oldest == null ? noOther || !hasUnitsForATeam() : !hasRoom(oldest.getValue(), join);
        if (full) {
            record(join.at(), Figures.turnedAway(currency));
            return;
        }
        Team team = oldest == null ? open(join.at()) : oldest.getValue();
        record(join.at(), Figures.joined(currency, join.pays()));
        if (join.pays()) {
            team.paid.add(join.units());
            team.paidByOpener |= oldest == null;
        } else {
            team.held++;
            team.heldUnits += join.units();
            Instant over = join.at().plus(terms.hold());
            later(over, () -> release(team, join.units(), over));
        }
        if (team.paid.size() + team.held == terms.team().size()) {
            free.remove(team.number);
        }
        boolean placesSold =
                team.paid.size() == terms.team().size() && !terms.team().oneForCampaign();
        if (placesSold || team.paidUnits() == terms.team().mostUnits().orElse(Integer.MAX_VALUE)) {
            end(team, join.at());
        }
    }

    /** Units that are held count as those that are paid. */
    private boolean hasRoom(Team team, Join join) {
        OptionalInt most = terms.team().mostUnits();
        return most.isEmpty() || team.paidUnits() + team.heldUnits + join.units() <= most.getAsInt();
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

    private void release(Team team, int units, Instant at) {
        if (!team.ended) {
            team.held--;
            team.heldUnits -= units;
            free.put(team.number, team);
            if (team.paid.size() + team.held == 0 && !terms.team().oneForCampaign()) {
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
        Confirmed confirmed = confirmed(team);
        boolean succeeds = confirmed.places().size() >= terms.team().minimum()
                && confirmed.units() >= terms.team().minimumUnits();
        // In a draw all places have one unit: it does not matter who wins.
        List<Integer> winners = succeeds
                ? confirmed.places().subList(0, Math.min(confirmed.places().size(), terms.mostWinners()))
                : List.of();
        reserved -= terms.mostUnitsOfTeam()
                - winners.stream().mapToInt(Integer::intValue).sum();
        record(at, succeeds ? succeeded(team, confirmed, winners) : Figures.failed(currency, team.paid.size()));
    }

    /** @param places the units of the paid places that fill full cases, in the order of payment */
    private record Confirmed(List<Integer> places, int units) {}

    private Confirmed confirmed(Team team) {
        List<Integer> places =
                terms.cases().cases().map(cases -> filling(team.paid, cases)).orElse(team.paid);
        return new Confirmed(places, places.stream().mapToInt(Integer::intValue).sum());
    }

    private static List<Integer> filling(List<Integer> paid, FullCases cases) {
        CaseFilling filling =
                CaseFilling.of(paid.stream().mapToInt(Integer::intValue).toArray(), cases);
        return IntStream.range(0, paid.size())
                .filter(filling::keeps)
                .mapToObj(paid::get)
                .toList();
    }

    private Figures succeeded(Team team, Confirmed confirmed, List<Integer> winners) {
        // As if all friends had helped: what it costs at most.
        Money price = terms.priceWith(new TeamSales(
                confirmed.places().size(),
                confirmed.units(),
                terms.price().steps().size()));
        Figures figures =
                Figures.succeeded(currency).plus(Figures.notConfirmed(currency, team.paid.size() - winners.size()));
        // The opener of a draw pays what all pay, and may not win. Nobody opens the team that has cases.
        boolean opener = team.paidByOpener && terms.outcome().drawn().isEmpty();
        if (opener && !winners.isEmpty()) {
            figures = figures.plus(
                    Figures.sold(1, place(winners.get(0), terms.price().openerPays(price))));
        }
        SortedMap<Integer, Integer> placesByUnits = new TreeMap<>();
        winners.subList(opener ? 1 : 0, winners.size()).forEach(units -> placesByUnits.merge(units, 1, Integer::sum));
        for (Map.Entry<Integer, Integer> places : placesByUnits.entrySet()) {
            figures = figures.plus(Figures.sold(places.getValue(), place(places.getKey(), price)));
        }
        return figures;
    }

    private PlaceResult place(int units, Money price) {
        Money charged = rebate ? listPrice : terms.checkoutPrice();
        Money paid = price.multipliedBy(units);
        return new PlaceResult(
                units,
                listPrice.multipliedBy(units),
                charged.multipliedBy(units),
                paid,
                plan.level1(paid),
                plan.level2(paid));
    }

    private void later(Instant at, Runnable deed) {
        due.add(new Timed(at, deeds++, deed));
    }

    private void record(Instant at, Figures figures) {
        days.merge(at.atZone(ZoneOffset.UTC).toLocalDate(), figures, Figures::plus);
    }
}
