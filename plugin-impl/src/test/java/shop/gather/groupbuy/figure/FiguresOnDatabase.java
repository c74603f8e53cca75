package shop.gather.groupbuy.figure;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.joda.money.Money;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.FurtherArticle;
import shop.gather.groupbuy.terms.SomeTerms;
import shop.gather.groupbuy.terms.TermsJson;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.Ids;
import shop.gather.platform.MemberId;

/** A store of its own with a campaign on an article of 12.99 and another one of 20.00, and a random history of it. */
final class FiguresOnDatabase {

    static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    static final String LARGE = "tea-large";

    /** Two days before the night in which the clocks of Berlin are set back. */
    private static final Instant FIRST = Instant.parse("2026-10-23T12:00:00Z");

    private static final int SIZE = 6;

    /** @param closed null while it is open */
    record ATeam(
            TeamId id, Instant opened, Instant closed, String state, ParticipationId opening, List<APlace> places) {
        int paid() {
            return (int) places.stream().filter(APlace::keeps).count();
        }

        int units() {
            return places.stream().filter(APlace::keeps).mapToInt(APlace::units).sum();
        }

        boolean succeeded() {
            return state.equals("SUCCEEDED");
        }
    }

    record APlace(
            ParticipationId id,
            MemberId member,
            State state,
            String reason,
            String variant,
            int units,
            Instant created,
            Instant paidAt,
            long rebate,
            long rebateOpen) {
        boolean keeps() {
            return State.KEEPING.contains(state);
        }
    }

    final StoreDatabase database;
    final CampaignId campaign;
    final CampaignTerms terms;
    final List<MemberId> members = new ArrayList<>();

    FiguresOnDatabase(StoreDatabase shared, CampaignId campaign, CampaignTerms plain) {
        database = shared.anotherStore();
        this.campaign = campaign;
        terms = plain.with(List.of(new FurtherArticle(
                LARGE, "Large tea", null, "", Money.parse("EUR 20.00"), SomeTerms.groupPrice("EUR 15.55"))));
        write(
                "insert into campaign (store_id, id, name, variant_id, title, product_url, currency, list_price, terms,"
                        + " starts_at, ends_at, state, price_by, version, created_at)"
                        + " values (:store, ?, 'Tea', 'tea', 'Tea', '', 'EUR', 1299, ?, now(), now(), 'PUBLISHED', 'REBATE', 0, now())",
                campaign,
                TermsJson.write(terms));
    }

    CampaignFigures.Figures figures() {
        return database.bean(CampaignFigures.class).of(database.store(), campaign, BERLIN);
    }

    /** So many teams with up to six places each, in any state, and their rows. */
    List<ATeam> history(Random random, int teams) {
        for (int i = 0; i < 20; i++) {
            members.add(new MemberId(Ids.next()));
        }
        batch(
                "insert into member (store_id, id, display_name, sessions_valid_from, joined_at) values (:store, ?, 'Mia', now(), now())",
                members.stream().map(id -> new Object[] {id}).toList());
        List<ATeam> made = new ArrayList<>();
        for (int i = 0; i < teams; i++) {
            made.add(aTeam(random));
        }
        insert(made);
        return made;
    }

    private ATeam aTeam(Random random) {
        String state =
                List.of("OPEN", "CLOSING", "SUCCEEDED", "SUCCEEDED", "FAILED").get(random.nextInt(5));
        Instant opened = FIRST.plus(Duration.ofMinutes(random.nextInt(5 * 24 * 60)));
        boolean ended = !state.equals("OPEN") && !state.equals("CLOSING");
        Instant closed = ended ? opened.plus(Duration.ofMillis(1 + random.nextInt(86_400_000))) : null;
        List<APlace> places = new ArrayList<>();
        int count = random.nextInt(SIZE + 1);
        for (int i = 0; i < count; i++) {
            places.add(aPlace(random, state, opened));
        }
        ParticipationId opening = places.isEmpty() ? null : places.get(0).id();
        return new ATeam(new TeamId(Ids.next()), opened, closed, state, opening, places);
    }

    private APlace aPlace(Random random, String team, Instant opened) {
        List<State> states =
                switch (team) {
                    case "SUCCEEDED" ->
                        List.of(State.CONFIRMED, State.CONFIRMED, State.EXPIRED, State.LATE, State.RETURNED);
                    case "FAILED" -> List.of(State.FAILED, State.RETURNED, State.EXPIRED, State.LEFT, State.WITHDRAWN);
                    default -> List.of(State.HELD, State.PAID, State.PAID, State.EXPIRED, State.REFUSED, State.LEFT);
                };
        State state = states.get(random.nextInt(states.size()));
        String reason =
                switch (state) {
                    case LATE -> "paid-after-the-deadline";
                    case LEFT -> "left-by-the-buyer";
                    case RETURNED ->
                        List.of("left-by-the-buyer", "paid-after-the-team-was-full", "team-not-filled")
                                .get(random.nextInt(3));
                    default -> null;
                };
        boolean paid = !List.of(State.HELD, State.EXPIRED, State.REFUSED).contains(state);
        Instant created = opened.plusSeconds(random.nextInt(3_600));
        long rebate = state == State.CONFIRMED && random.nextBoolean() ? random.nextInt(2_000) : 0;
        return new APlace(
                new ParticipationId(Ids.next()),
                members.get(random.nextInt(members.size())),
                state,
                reason,
                random.nextInt(3) == 0 ? LARGE : null,
                paid ? 1 + random.nextInt(4) : 0,
                created,
                paid ? created.plusSeconds(random.nextInt(90_000)) : null,
                rebate,
                rebate == 0 ? 0 : random.nextInt((int) rebate + 1));
    }

    private void insert(List<ATeam> teams) {
        List<Object[]> teamRows = new ArrayList<>();
        List<Object[]> placeRows = new ArrayList<>();
        for (ATeam team : teams) {
            teamRows.add(new Object[] {
                team.id(),
                campaign,
                Ids.next(),
                team.opening(),
                SIZE,
                team.paid(),
                team.units(),
                team.state(),
                team.opened(),
                team.opened().plus(Duration.ofDays(1)),
                team.closed()
            });
            for (APlace place : team.places()) {
                boolean rebated = place.rebate() > 0;
                placeRows.add(new Object[] {
                    place.id(),
                    team.id(),
                    campaign,
                    place.member(),
                    place.id().toString(),
                    Math.max(1, place.units()),
                    place.units(),
                    place.variant(),
                    place.state(),
                    place.reason(),
                    place.created(),
                    place.paidAt(),
                    rebated ? place.rebate() : null,
                    rebated ? place.rebateOpen() : null,
                    place.created()
                });
            }
        }
        batch(
                "insert into team (store_id, id, campaign_id, opened_by, opening_place_id, size, minimum, held, paid, units,"
                        + " state, opened_at, deadline, closed_at) values (:store, ?, ?, ?, ?, ?, 1, 0, ?, ?, ?, ?, ?, ?)",
                teamRows);
        batch(
                "insert into participation (store_id, id, team_id, campaign_id, member_id, idempotency_key, quantity, units,"
                        + " chosen_variant_id, state, reason, admission, hold_until, paid_at, rebate, rebate_open, created_at)"
                        + " values (:store, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'READY', ?, ?, ?, ?, ?)",
                placeRows);
    }

    /** Copies the teams and places of another store: the same ids, of this store. */
    void sameIdsAs(List<ATeam> teams) {
        teams.stream()
                .flatMap(team -> team.places().stream())
                .map(APlace::member)
                .distinct()
                .forEach(member -> write(
                        "insert into member (store_id, id, display_name, sessions_valid_from, joined_at)"
                                + " values (:store, ?, 'Noah', now(), now())",
                        member));
        insert(teams);
    }

    private void write(String statement, Object... args) {
        database.transactions()
                .inStore(database.store(), () -> database.sql().update(database.store(), statement, args));
    }

    private void batch(String statement, List<Object[]> rows) {
        database.transactions()
                .inStore(database.store(), () -> database.sql().batch(database.store(), statement, rows));
    }
}
