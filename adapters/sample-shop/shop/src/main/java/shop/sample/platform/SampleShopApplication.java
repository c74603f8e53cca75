package shop.sample.platform;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Serves the shop under the root of its WAR. */
@ApplicationPath("/")
public class SampleShopApplication extends Application {}
