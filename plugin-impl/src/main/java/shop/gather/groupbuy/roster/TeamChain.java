package shop.gather.groupbuy.roster;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.StringJoiner;
import shop.gather.groupbuy.campaign.ListedCampaigns;
import shop.gather.groupbuy.roster.TeamMembers.Entry;
import shop.gather.groupbuy.team.Team;
import shop.gather.message.Language;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.Page;
import shop.gather.store.Stores;

/**
 * The chain of a team: a numbered list of who takes what, as text to paste into a chat. Texts of buyers and of the shop
 * cannot begin a line of their own. Thread-safe.
 */
@Singleton
class TeamChain {

    /** The text lists so many places at most, and then says how many more there are. */
    static final int MOST = 500;

    private final Transactions transactions;
    private final TeamMembers members;
    private final ListedCampaigns campaigns;
    private final Stores stores;

    @Inject
    TeamChain(Transactions transactions, TeamMembers members, ListedCampaigns campaigns, Stores stores) {
        this.transactions = transactions;
        this.members = members;
        this.campaigns = campaigns;
        this.stores = stores;
    }

    /** The text of a team, lines ended by a line feed. */
    String of(StoreId store, Team team, Language language) {
        ZoneId zone = ZoneId.of(stores.find(store).orElseThrow().zone());
        String campaign =
                transactions.inStore(store, () -> campaigns.of(team.campaign())).name();
        Page<Entry> page = members.page(store, team, language, null, MOST);
        boolean chinese = language == Language.ZH;
        StringJoiner text = new StringJoiner("\n", "", "\n");
        text.add(ChatText.line(campaign));
        for (Entry entry : page.items()) {
            text.add(line(entry, chinese));
        }
        int more = team.paid() + team.held() - page.items().size();
        if (page.next() != null && more > 0) {
            text.add(chinese ? "……另有 " + more + " 位" : "… and " + more + " more");
        }
        text.add(state(team, chinese));
        String deadline = DateTimeFormatter.ofPattern(language.dateTime(), language.locale())
                .format(team.deadline().atZone(zone));
        text.add(chinese ? "截止：" + deadline : "Deadline: " + deadline);
        return text.toString();
    }

    private static String line(Entry entry, boolean chinese) {
        String unpaid = entry.paid() ? "" : chinese ? "（待付款）" : " (not paid yet)";
        return entry.number() + ". " + entry.name() + (chinese ? "：" : ": ") + entry.units() + " × "
                + ChatText.line(entry.title()) + unpaid;
    }

    private static String state(Team team, boolean chinese) {
        return switch (team.state()) {
            case SUCCEEDED -> chinese ? "已成团" : "The team has succeeded.";
            case FAILED -> chinese ? "未成团" : "The team has failed.";
            case OPEN, CLOSING -> missing(team, chinese);
        };
    }

    private static String missing(Team team, boolean chinese) {
        if (team.minimumUnits() > 0) {
            int units = Math.max(0, team.minimumUnits() - team.units());
            return chinese
                    ? "已付款 " + team.units() + " 件，还差 " + units + " 件"
                    : "Units paid: " + team.units() + ". Units missing: " + units + ".";
        }
        int missing = Math.max(0, team.minimum() - team.paid());
        return chinese
                ? "已付款 " + team.paid() + "，还差 " + missing + "，剩余名额 " + team.placesLeft()
                : "Paid: " + team.paid() + ". Missing: " + missing + ". Free places: " + team.placesLeft() + ".";
    }
}
