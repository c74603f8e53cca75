package shop.gather.it.story;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import shop.gather.adapter.http.ReferenceDriver;
import shop.gather.adapter.http.ReferenceShop;
import shop.gather.adapter.medusa.MedusaDriver;
import shop.gather.adapter.medusa.MedusaServer;
import shop.gather.adapter.sampleshop.SampleShopDriver;
import shop.gather.adapter.vendure.VendureDriver;
import shop.gather.adapter.vendure.VendureServer;
import shop.gather.adapter.woocommerce.StubWooCommerce;
import shop.gather.adapter.woocommerce.WooCommerceDriver;
import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Store;
import shop.gather.tck.ShopDriver;

/**
 * {@code mvn -q -Pdemo}: starts Gather and a shop, runs the main scenario, and exits with 0 only if it ran to its end
 * and the ledger balances.
 */
public final class Demo {

    private static final Map<String, String> SETTINGS = Map.of("gather.poll-interval", "PT1H");

    private Demo() {}

    public static void main(String[] args) throws InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        String which = System.getProperty("shop", "sample");
        out.println("Gather: the main job, against " + named(which) + ".");
        try {
            run(which, out);
        } catch (RuntimeException | AssertionError failed) {
            out.println();
            out.println("The story broke off: " + failed.getMessage());
            failed.printStackTrace(out);
            System.exit(1);
        }
        System.exit(0);
    }

    private static String named(String which) {
        return switch (which) {
            case "vendure" -> "a real Vendure";
            case "medusa" -> "a real Medusa";
            case "http" -> "a shop that answers the HTTP contract";
            case "woocommerce" -> "a stub that answers as WooCommerce does, with the real WordPress plugin in it";
            default -> "the sample shop";
        };
    }

    private static void run(String which, PrintStream out) throws InterruptedException {
        if (which.equals("vendure")) {
            try (VendureServer vendure = VendureServer.start(VendureServer.Options.withPlugin());
                    GatherServer server = GatherServer.onH2(SETTINGS)) {
                play(server, new VendureDriver(vendure), out);
            }
        } else if (which.equals("medusa")) {
            try (MedusaServer medusa = MedusaServer.start(MedusaServer.Options.withSubscriber());
                    GatherServer server = GatherServer.onH2(SETTINGS)) {
                play(new MainStory(server, new MedusaDriver(medusa), Narrator.printing(out)), server, out);
            }
        } else if (which.equals("http")) {
            try (ReferenceShop reference = ReferenceShop.start(ReferenceShop.Terms.full());
                    GatherServer server = GatherServer.onH2(SETTINGS)) {
                play(server, new ReferenceDriver(reference), out);
            }
        } else if (which.equals("woocommerce")) {
            try (StubWooCommerce shop = StubWooCommerce.start(StubWooCommerce.Options.withPlugin());
                    GatherServer server = GatherServer.onH2(SETTINGS)) {
                play(server, new WooCommerceDriver(shop), out);
            }
        } else if (which.equals("sample")) {
            try (GatherServer server = GatherServer.besideSampleShop(SETTINGS)) {
                String shop = "demo-" + UUID.randomUUID().toString().substring(0, 8);
                play(
                        server,
                        new SampleShopDriver(server.address().resolve("/sample-shop"), shop, CurrencyUnit.EUR),
                        out);
            }
        } else {
            throw new IllegalArgumentException(
                    "-Dshop must be sample, vendure, medusa, http or woocommerce, not " + which);
        }
    }

    private static void play(GatherServer server, ShopDriver shop, PrintStream out) throws InterruptedException {
        play(new MainStory(server, shop, Narrator.printing(out)), server, out);
    }

    private static void play(MainStory story, GatherServer server, PrintStream out) throws InterruptedException {
        long start = System.nanoTime();
        Store store = story.play();
        out.println();
        out.println("Done in " + (System.nanoTime() - start) / 1_000_000_000 + " seconds. The books balance.");
        if (Boolean.getBoolean("gather.demo.stay")) {
            addresses(server, store, out);
            out.println("Everything stays up until you press Ctrl-C.");
            Thread.currentThread().join();
        }
        out.println("To look around in what the story has made, run it with -Dgather.demo.stay=true.");
    }

    private static void addresses(GatherServer server, Store store, PrintStream out) {
        String row = "  %-34s %s%n";
        out.println();
        out.printf(row, "Try the API in the browser", server.address() + "/docs");
        out.printf(row, "Its description", server.address() + "/openapi");
        out.printf(row, "Health", server.address() + "/health/ready");
        out.printf(row, "Stores, for the hosting provider", server.address() + "/provider/v1/stores");
        out.printf(row, "Campaigns, for the store's owner", server.address() + "/api/v1/campaigns");
        out.printf(row, "Leaders, for the store's owner", server.address() + "/api/v1/leaders");
        out.printf(row, "The ledger's trial balance", server.address() + "/api/v1/ledger/trial-balance");
        out.println();
        out.printf(row, "Key of the provider", GatherServer.PROVIDER_KEY);
        out.printf(row, "Key of the store's owner", store.owner().bearer());
        out.printf(row, "Publishable key of the storefront", store.publishableKey());
        out.printf(row, "The store", store.id());
        out.println();
        out.println("  curl -H 'Authorization: Bearer " + store.owner().bearer() + "' " + server.address()
                + "/api/v1/campaigns");
        out.println();
    }
}
