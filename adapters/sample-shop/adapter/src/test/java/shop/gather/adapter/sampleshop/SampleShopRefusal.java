package shop.gather.adapter.sampleshop;

/** The shop refused what a customer or an owner asked for. */
public final class SampleShopRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    SampleShopRefusal(int status, String body) {
        super(status + " " + body);
        this.status = status;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** Whether the problem has this code. */
    public boolean says(String code) {
        return getMessage().contains("\"code\":\"" + code + "\"");
    }
}
