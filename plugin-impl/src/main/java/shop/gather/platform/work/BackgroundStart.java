package shop.gather.platform.work;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import shop.gather.platform.database.StoreSession;
import shop.gather.platform.process.ModuleStart;

/**
 * Starts the background work when the server has deployed the module: a servlet without an address, which web.xml loads
 * after all others. Its own load is too early (see {@link ModuleStart}).
 */
public class BackgroundStart extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient Scheduling scheduling;

    /**
     * Made here. A thread of the background may have the naming environment of another component: made there first, it
     * would be given no persistence unit, without an error.
     */
    @Inject
    private transient StoreSession session;

    @Override
    public void init() {
        session.requireFactory();
        ModuleStart.onComplete(scheduling::start);
    }
}
