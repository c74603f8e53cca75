package shop.gather.platform.logging;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Logger;

/**
 * Where the server was told to log JSON (the shipped jar is, by its logging.properties), replaces its formatter by
 * ours, which knows correlation ids. The server cannot be given it in that file: it lives in this module. Any other
 * formatter that an operator chose stays.
 */
@WebListener
public class JsonLogging implements ServletContextListener {

    private static final String SERVERS_OWN = "JSONLogFormatter";

    private final Map<Handler, Formatter> replaced = new HashMap<>();

    @Override
    public void contextInitialized(ServletContextEvent started) {
        for (Handler handler : Logger.getLogger("").getHandlers()) {
            Formatter formatter = handler.getFormatter();
            if (formatter != null && formatter.getClass().getSimpleName().equals(SERVERS_OWN)) {
                replaced.put(handler, formatter);
                handler.setFormatter(new JsonLines());
            }
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent stopped) {
        replaced.forEach(Handler::setFormatter);
        replaced.clear();
    }
}
