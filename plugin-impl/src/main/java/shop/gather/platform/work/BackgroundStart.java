package shop.gather.platform.work;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;

/**
 * Starts the background work as the last thing of a deployment: a servlet without an address, which web.xml loads after all others. Work that began earlier, as there is much of after a
 * crash, opened its HTTP clients while the container was setting up its own Jersey, and sometimes broke it.
 */
public class BackgroundStart extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient Scheduling scheduling;

    @Override
    public void init() {
        scheduling.start();
    }
}
