package shop.gather.message.template;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import shop.gather.message.Language;
import shop.gather.message.MessageKind;

/**
 * Gather's own templates, one file per language beside this class. They are read and checked when the class is loaded:
 * a kind without a text, or with a wrong placeholder, is an error of the build. Immutable.
 */
final class GathersTemplates {

    private static final Map<Language, Map<MessageKind, Template>> TEMPLATES = new EnumMap<>(Language.class);

    static {
        for (Language language : Language.values()) {
            Properties file = read(language.tag() + ".properties");
            Map<MessageKind, Template> templates = new EnumMap<>(MessageKind.class);
            for (MessageKind kind : MessageKind.values()) {
                templates.put(
                        kind, new Template(text(file, kind, "subject"), text(file, kind, "text")).requireFor(kind));
            }
            TEMPLATES.put(language, templates);
        }
    }

    private GathersTemplates() {}

    static Template of(MessageKind kind, Language language) {
        return TEMPLATES.get(language).get(kind);
    }

    private static String text(Properties file, MessageKind kind, String part) {
        String text = file.getProperty(kind.code() + "." + part);
        if (text == null) {
            throw new IllegalStateException("there is no " + part + " of " + kind.code());
        }
        return text;
    }

    private static Properties read(String name) {
        try (InputStream file = GathersTemplates.class.getResourceAsStream(name)) {
            Properties properties = new Properties();
            properties.load(new InputStreamReader(file, StandardCharsets.UTF_8));
            return properties;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
