package shop.gather.groupbuy.team;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.TermsJson;
import shop.gather.message.MessageContent;
import shop.gather.message.MessageKind;
import shop.gather.message.Placeholder;
import shop.gather.message.inbox.Messages;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;

/**
 * Tells the buyers of a group order how it has ended, in the transaction in which it succeeds. A buyer may have places
 * for several articles, and is told once of those that are confirmed and once of those that fill no full case. An erased
 * buyer is told nothing. Thread-safe.
 */
@Singleton
class GroupOrderMessages {

    /** A list of all titles may be longer than a message can hold. */
    private static final int MOST_TEXT = 500;

    private final StoreSql sql;
    private final Messages messages;

    @Inject
    GroupOrderMessages(StoreSql sql, Messages messages) {
        this.sql = sql;
        this.messages = messages;
    }

    /** @param title of the main article */
    private record Ended(String campaign, String title, CampaignTerms terms, int units) {

        String title(String variantId) {
            return variantId == null
                    ? title
                    : terms.article(variantId).orElseThrow().title();
        }
    }

    private record PaidPlace(ParticipationId id, MemberId member, String variantId) {}

    /** @param leftOut the paid places that fill no full case */
    void succeeded(StoreId store, TeamId team, Set<ParticipationId> leftOut) {
        Ended ended = ended(store, team);
        List<PaidPlace> paid = paidPlaces(store, team);
        messages.tell(
                store,
                paid.stream()
                        .filter(place -> !leftOut.contains(place.id()))
                        .map(PaidPlace::member)
                        .distinct()
                        .toList(),
                MessageContent.of(MessageKind.GROUP_ORDER_SUCCEEDED, team)
                        .with(Placeholder.CAMPAIGN, ended.campaign())
                        .with(Placeholder.UNITS, ended.units())
                        .build());
        byArticles(ended, paid, leftOut)
                .forEach((articles, members) -> messages.tell(
                        store,
                        members,
                        MessageContent.of(MessageKind.CASE_NOT_FILLED, team)
                                .with(Placeholder.CAMPAIGN, ended.campaign())
                                .with(Placeholder.ARTICLES, articles)
                                .build()));
    }

    /** The members with places that are left out, by the titles of the articles. */
    private static Map<String, List<MemberId>> byArticles(
            Ended ended, List<PaidPlace> paid, Set<ParticipationId> leftOut) {
        Map<MemberId, Set<String>> titles = new LinkedHashMap<>();
        paid.stream().filter(place -> leftOut.contains(place.id())).forEach(place -> titles.computeIfAbsent(
                        place.member(), any -> new TreeSet<>())
                .add(ended.title(place.variantId())));
        Map<String, List<MemberId>> byArticles = new LinkedHashMap<>();
        titles.forEach((member, of) ->
                byArticles.computeIfAbsent(text(of), any -> new ArrayList<>()).add(member));
        return byArticles;
    }

    private static String text(Set<String> titles) {
        String all = String.join(", ", titles);
        return all.length() <= MOST_TEXT ? all : all.substring(0, MOST_TEXT - 1) + "…";
    }

    private Ended ended(StoreId store, TeamId team) {
        return sql.first(
                        store,
                        "select c.name, c.title, c.terms, t.units from team t"
                                + " join campaign c on c.store_id = t.store_id and c.id = t.campaign_id"
                                + " where t.store_id = :store and t.id = ?",
                        row -> new Ended(
                                row.getString("name"),
                                row.getString("title"),
                                TermsJson.read(row.getString("terms")),
                                row.getInt("units")),
                        team)
                .orElseThrow();
    }

    private List<PaidPlace> paidPlaces(StoreId store, TeamId team) {
        return sql.list(
                store,
                "select id, member_id, chosen_variant_id from participation where store_id = :store and team_id = ?"
                        + " and state = 'PAID' and buyer_erased = false",
                row -> new PaidPlace(
                        StoreSql.id(row, "id", ParticipationId::new),
                        StoreSql.id(row, "member_id", MemberId::new),
                        row.getString("chosen_variant_id")),
                team);
    }
}
