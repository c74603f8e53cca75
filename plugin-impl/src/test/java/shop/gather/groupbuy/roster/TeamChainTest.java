package shop.gather.groupbuy.roster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.message.Language;
import shop.gather.platform.Ids;
import shop.gather.platform.MemberId;

/** The list of a team as text for a chat. */
class TeamChainTest {

    private static String chain(ATeam team, Language language) {
        return team.database.bean(TeamChain.class).of(team.store, team.team(), language);
    }

    @OnBothDatabases
    void theTextSaysWhoTakesWhatAndWhatIsMissing(StoreDatabase shared) {
        ATeam team = new ATeam(shared);
        MemberId mia = team.aMember("Mia Wong");
        team.chooses(mia, TeamDisplay.INITIALS);
        team.aPlace(mia, State.PAID);
        team.aPlace(team.aMember("Noah"), State.HELD);
        team.database.transactions().inDirectory(() -> team.database
                .sql()
                .updateDirectory("update store set zone = 'Asia/Shanghai' where id = ?", team.store.value()));
        String[] lines = chain(team, Language.EN).split("\n");
        assertThat(lines).hasSize(5);
        assertThat(lines[0]).isEqualTo("Tea for many");
        assertThat(lines[1]).isEqualTo("1. M. W.: 2 × Tea");
        assertThat(lines[2]).matches("2\\. Buyer [2-9B-Z]{4}: 2 × Tea \\(not paid yet\\)");
        assertThat(lines[3]).isEqualTo("Paid: 1. Missing: 2. Free places: 3.");
        assertThat(lines[4]).isEqualTo("Deadline: 2 June 2030, 05:30 (Asia/Shanghai)");
        assertThat(chain(team, Language.ZH))
                .contains("1. M. W.：2 × Tea\n")
                .contains("（待付款）")
                .contains("已付款 1，还差 2，剩余名额 3")
                .contains("截止：2030年6月2日 05:30（Asia/Shanghai）");
        team.write("update team set state = 'SUCCEEDED' where store_id = :store and id = ?", team.id);
        assertThat(chain(team, Language.EN)).contains("The team has succeeded.");
        assertThat(chain(team, Language.ZH)).contains("已成团");
    }

    @OnBothDatabases
    void textsOfBuyersAndOfTheShopCannotForgeALine(StoreDatabase shared) {
        ATeam team = new ATeam(
                shared, new TeamId(Ids.next()), "Tea\r\n7. Eve: 9 × Tea", "Tea\u2028 8. Eve\u0085\u202e\t9.\u0007 Eve");
        MemberId mia = team.aMember("M\n5. ia\u2029 Wong");
        team.chooses(mia, TeamDisplay.INITIALS);
        team.aPlace(mia, State.PAID);
        String text = chain(team, Language.EN);
        assertThat(text.lines()).hasSize(4);
        assertThat(text.lines().toList().get(0)).isEqualTo("Tea 7. Eve: 9 × Tea");
        assertThat(text.lines().toList().get(1)).isEqualTo("1. M. 5. I.: 2 × Tea 8. Eve 9. Eve");
        assertThat(text.chars().filter(c -> Character.isISOControl(c) && c != '\n'))
                .isEmpty();
        assertThat(text).doesNotContain("\u2028", "\u2029", "\u202e");
    }

    @OnBothDatabases
    void aLongListIsCut(StoreDatabase shared) {
        ATeam team = new ATeam(shared);
        MemberId mia = team.aMember("Mia");
        for (int i = 0; i < TeamChain.MOST + 2; i++) {
            team.aPlace(mia, State.PAID);
        }
        team.write(
                "update team set size = 1000, minimum = 3, held = 0, paid = 502, units = 1004 where store_id = :store and id = ?",
                team.id);
        assertThat(chain(team, Language.EN).lines()).hasSize(TeamChain.MOST + 4).contains("… and 2 more");
    }

    @Test
    void aLineKeepsLettersOfAnyScript() {
        assertThat(ChatText.line("  绿茶 Tè\t😀 ")).isEqualTo("绿茶 Tè 😀");
    }
}
