package shop.gather.message.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.message.Language;
import shop.gather.message.MessageKind;
import shop.gather.message.Placeholder;
import shop.gather.platform.StoreId;

/** The owner's own templates, and what is used where there is none. */
class TemplatesTest {

    private static final MessageKind KIND = MessageKind.TEAM_FAILED;
    private static final Template OWN = new Template("Sorry", "{campaign} did not work out.");

    private StoreDatabase database;
    private StoreId store;
    private Templates templates;

    private void aStoreOn(StoreDatabase shared) {
        database = shared.anotherStore();
        store = database.store();
        templates = database.bean(Templates.class);
    }

    private Templates.View set(String ifMatch, Template wanted) {
        return templates.change(store, "owner:1", KIND, Language.EN, ifMatch, wanted);
    }

    private Template written(StoreId of, Language language) {
        return templates.writer(of, language).write(KIND, Map.of(Placeholder.CAMPAIGN, "Tea"));
    }

    @OnBothDatabases
    void theOwnersIsUsedInItsLanguageAndItsStoreAlone(StoreDatabase shared) {
        aStoreOn(shared);
        StoreId other = shared.anotherStore().store();
        assertThat(templates.get(store, KIND, Language.EN).own()).isFalse();

        Templates.View view = set("\"0\"", OWN);

        assertThat(view.own()).isTrue();
        assertThat(view.version()).isPositive();
        assertThat(view.placeholders()).containsExactly("{campaign}");
        assertThat(templates.get(store, KIND, Language.EN)).isEqualTo(view);
        assertThat(written(store, Language.EN)).isEqualTo(new Template("Sorry", "Tea did not work out."));
        assertThat(written(store, Language.ZH).subject()).contains("Tea").isNotEqualTo("Sorry");
        assertThat(written(other, Language.EN).subject()).isNotEqualTo("Sorry");
    }

    @OnBothDatabases
    void aChangeNamesTheVersionThatWasRead(StoreDatabase shared) {
        aStoreOn(shared);
        long first = set("\"0\"", OWN).version();
        assertThatThrownBy(() -> set("\"0\"", OWN)).hasMessageContaining("Read it again");
        assertThatThrownBy(() -> set(null, OWN)).hasMessageContaining("If-Match");
        assertThat(set("\"" + first + "\"", new Template("Two", "Two")).version())
                .isEqualTo(first + 1);
        assertThat(written(store, Language.EN)).isEqualTo(new Template("Two", "Two"));
    }

    @OnBothDatabases
    void anUnknownPlaceholderChangesNothing(StoreDatabase shared) {
        aStoreOn(shared);
        assertThatThrownBy(() -> set("\"0\"", new Template("Sorry", "{price}")))
                .hasMessageContaining("text: {price} is not a placeholder of team-failed");
        assertThat(templates.get(store, KIND, Language.EN).own()).isFalse();
    }

    @OnBothDatabases
    void withoutTheOwnersGathersIsUsedAgain(StoreDatabase shared) {
        aStoreOn(shared);
        Template gathers = written(store, Language.EN);
        set("\"0\"", OWN);
        templates.reset(store, "owner:1", KIND, Language.EN);
        templates.reset(store, "owner:1", KIND, Language.EN);
        assertThat(written(store, Language.EN)).isEqualTo(gathers);
        assertThat(audited()).containsExactly("message-template.changed", "message-template.reset");
    }

    /** Else who has read the first could overwrite the second, which nobody has shown to them. */
    @OnBothDatabases
    void whatIsSetAfterAResetHasAnotherVersion(StoreDatabase shared) {
        aStoreOn(shared);
        long first = set("\"0\"", OWN).version();
        templates.reset(store, "owner:1", KIND, Language.EN);
        set("\"0\"", new Template("Two", "Two"));
        assertThatThrownBy(() -> set("\"" + first + "\"", OWN)).hasMessageContaining("Read it again");
    }

    @OnBothDatabases
    void aPreviewShowsExamplesAndStoresNothing(StoreDatabase shared) {
        aStoreOn(shared);
        Template shown = templates.preview(
                store, MessageKind.PAYMENT_DECLINED, Language.EN, new Template("{campaign}", "Until {payUntil}"));
        assertThat(shown).isEqualTo(new Template("Tea for many", "Until 2 December 2026, 17:00 (UTC)"));
        assertThat(templates
                        .get(store, MessageKind.PAYMENT_DECLINED, Language.EN)
                        .own())
                .isFalse();
    }

    private List<String> audited() {
        return database.transactions().inStore(store, () -> database.sql()
                .list(
                        store,
                        "select action from audit_entry where store_id = :store order by id",
                        row -> row.getString("action")));
    }
}
