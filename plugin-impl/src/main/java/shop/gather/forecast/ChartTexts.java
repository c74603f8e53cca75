package shop.gather.forecast;

import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.joda.money.Money;
import shop.gather.forecast.PlayedCampaign.PastOrders;
import shop.gather.message.Language;

/** The texts of a chart in one language. Immutable. */
record ChartTexts(Language language) {

    private String text(String english, String chinese) {
        return language == Language.ZH ? chinese : english;
    }

    String turnover() {
        return text("Turnover", "销售额");
    }

    String discount() {
        return text("Discount", "优惠");
    }

    String commission() {
        return text("Commission", "佣金");
    }

    String remaining() {
        return text("Remaining", "剩余");
    }

    String margin() {
        return text("Margin", "利润");
    }

    String teams() {
        return text("Teams", "团");
    }

    String succeeded() {
        return text("Teams succeeded", "成团");
    }

    String failed() {
        return text("Teams failed", "未成团");
    }

    /** The pattern of a day on the axis. */
    String dayPattern() {
        return text("d MMM", "M月d日");
    }

    String title(String article) {
        return text("Dry run: ", "试算：") + article;
    }

    /** Where the buyers come from. */
    String buyers(PlayedCampaign played) {
        return played.past()
                .map(past -> orders(past, played.buyers()))
                .orElse(text(played.buyers() + " expected buyers", "预计买家 " + played.buyers() + " 人"));
    }

    private String orders(PastOrders past, int buyers) {
        String from = day(past.replay().from().atZone(ZoneOffset.UTC).toLocalDate());
        String until =
                day(past.replay().until().minusMillis(1).atZone(ZoneOffset.UTC).toLocalDate());
        int orders = past.sales().size();
        return text(
                buyers + " buyers, from " + orders + " past orders, " + from + " to " + until,
                from + "至" + until + "的 " + orders + " 笔历史订单，买家 " + buyers + " 人");
    }

    private String day(LocalDate day) {
        return DateTimeFormatter.ofPattern(text("d MMMM yyyy", "yyyy年M月d日"), language.locale())
                .format(day);
    }

    /** All totals in one line. */
    String totals(PlayedCampaign played) {
        Figures total = played.result().total();
        String separator = text(" · ", " · ");
        String teams = text(
                total.teamsSucceeded() + " of " + total.teamsOpened() + " teams succeeded",
                total.teamsOpened() + " 个团中 " + total.teamsSucceeded() + " 个成团");
        String money = turnover() + " " + money(total.turnover()) + separator + discount() + " "
                + money(total.discount()) + separator + commission() + " "
                + money(total.level1().plus(total.level2())) + separator + remaining() + " " + money(total.remaining());
        return teams
                + separator
                + money
                + played.margin(total)
                        .map(margin -> separator + margin() + " " + money(margin))
                        .orElse("");
    }

    private String money(Money money) {
        NumberFormat format = NumberFormat.getCurrencyInstance(language.locale());
        format.setCurrency(money.getCurrencyUnit().toCurrency());
        format.setMinimumFractionDigits(money.getCurrencyUnit().getDecimalPlaces());
        format.setMaximumFractionDigits(money.getCurrencyUnit().getDecimalPlaces());
        return format.format(money.getAmount());
    }
}
