package shop.gather.platform.work;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import shop.gather.platform.process.ModuleStart;

/**
 * Starts the background work when the server has deployed the module: a servlet without an address, which web.xml loads
 * after all others. Its own load is too early (see {@link ModuleStart}).
 */
public class BackgroundStart extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient Scheduling scheduling;

    @Override
    public void init() {
        ModuleStart.onComplete(scheduling::start);
    }
}
