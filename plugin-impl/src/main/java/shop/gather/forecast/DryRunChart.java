package shop.gather.forecast;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.text.NumberFormat;
import java.text.SimpleDateFormat;
import java.time.LocalDate;
import java.util.Date;
import java.util.SortedMap;
import java.util.TimeZone;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.DateAxis;
import org.jfree.chart.axis.DateTickMarkPosition;
import org.jfree.chart.axis.DateTickUnit;
import org.jfree.chart.axis.DateTickUnitType;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.TickUnits;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StackedXYBarRenderer;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.renderer.xy.XYItemRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.time.Day;
import org.jfree.data.time.TimePeriodAnchor;
import org.jfree.data.time.TimeSeries;
import org.jfree.data.time.TimeSeriesCollection;
import org.jfree.data.time.TimeTableXYDataset;
import org.joda.money.Money;
import shop.gather.message.Language;

/**
 * The chart of a dry run: the money of each day above, and the teams that ended on it below. Days are in UTC; those on
 * which nothing happened are zero. Immutable.
 */
final class DryRunChart {

    static final int WIDTH = 1000;
    static final int HEIGHT = 640;

    private static final TimeZone ZONE = TimeZone.getTimeZone("UTC");

    /** Distinguishable with each kind of colour blindness (Okabe and Ito). */
    private static final Color BLUE = new Color(0x56, 0xB4, 0xE9);

    private static final Color ORANGE = new Color(0xE6, 0x9F, 0x00);
    private static final Color PURPLE = new Color(0xCC, 0x79, 0xA7);
    private static final Color GREEN = new Color(0x00, 0x9E, 0x73);
    private static final Color GREY = new Color(0x99, 0x99, 0x99);
    private static final Color LINES = new Color(0xDD, 0xDD, 0xDD);

    private final String article;
    private final PlayedCampaign played;
    private final Language language;
    private final ChartTexts texts;

    /** @param article its title in the shop */
    DryRunChart(String article, PlayedCampaign played, Language language) {
        this.article = article;
        this.played = played;
        this.language = language;
        this.texts = new ChartTexts(language);
    }

    JFreeChart draw() {
        CombinedDomainXYPlot plot = new CombinedDomainXYPlot(dayAxis());
        plot.setGap(16);
        plot.add(moneyPlot(), 3);
        plot.add(teamsPlot(), 1);
        JFreeChart chart = new JFreeChart(title(), font(Font.BOLD, 20), plot, false);
        chart.setBackgroundPaint(Color.WHITE);
        chart.setPadding(new RectangleInsets(8, 8, 8, 16));
        chart.addSubtitle(new TextTitle(texts.buyers(played), font(Font.PLAIN, 13)));
        chart.addSubtitle(new TextTitle(texts.totals(played), font(Font.PLAIN, 13)));
        LegendTitle legend = new LegendTitle(plot);
        legend.setItemFont(font(Font.PLAIN, 13));
        chart.addSubtitle(legend);
        return chart;
    }

    private DateAxis dayAxis() {
        DateAxis axis = new DateAxis(null, ZONE, language.locale());
        SimpleDateFormat format = new SimpleDateFormat(texts.dayPattern(), language.locale());
        format.setTimeZone(ZONE);
        axis.setDateFormatOverride(format);
        // Never parts of a day, which would have the same label.
        TickUnits units = new TickUnits();
        IntStream.of(1, 2, 7, 14)
                .mapToObj(count -> new DateTickUnit(DateTickUnitType.DAY, count))
                .forEach(units::add);
        IntStream.of(1, 2)
                .mapToObj(count -> new DateTickUnit(DateTickUnitType.MONTH, count))
                .forEach(units::add);
        axis.setStandardTickUnits(units);
        axis.setTickMarkPosition(DateTickMarkPosition.MIDDLE);
        axis.setTickLabelFont(font(Font.PLAIN, 12));
        axis.setLowerMargin(0.01);
        axis.setUpperMargin(0.01);
        return axis;
    }

    /** Whether XML can contain it. */
    private static boolean isText(int c) {
        return !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE && (c & 0xFFFE) != 0xFFFE;
    }

    private String title() {
        StringBuilder clean = new StringBuilder();
        article.codePoints().map(c -> isText(c) ? c : ' ').forEach(clean::appendCodePoint);
        return texts.title(clean.toString());
    }

    private static Font font(int style, int size) {
        return new Font(Font.SANS_SERIF, style, size);
    }

    private XYPlot moneyPlot() {
        XYPlot plot = plot(played.result().total().turnover().getCurrencyUnit().getCode());
        plot.setDataset(0, new TimeSeriesCollection(series(texts.turnover(), Figures::turnover), ZONE));
        plot.setRenderer(0, bars(new XYBarRenderer(0.2), BLUE));
        TimeSeriesCollection lines = new TimeSeriesCollection(ZONE);
        lines.addSeries(series(texts.discount(), Figures::discount));
        lines.addSeries(series(texts.commission(), figures -> figures.level1().plus(figures.level2())));
        lines.addSeries(
                played.unitCost() == null
                        ? series(texts.remaining(), Figures::remaining)
                        : series(texts.margin(), figures -> played.margin(figures)
                                .orElseThrow()));
        // Between the beginning and the end of the day, as the middle of its bar.
        lines.setXPosition(TimePeriodAnchor.MIDDLE);
        plot.setDataset(1, lines);
        plot.setRenderer(1, lines(ORANGE, PURPLE, GREEN));
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
        return plot;
    }

    private XYPlot teamsPlot() {
        TimeTableXYDataset teams = new TimeTableXYDataset(ZONE, language.locale());
        days().forEach((day, figures) -> {
            teams.add(day(day), figures.teamsSucceeded(), texts.succeeded());
            teams.add(day(day), figures.teamsFailed(), texts.failed());
        });
        XYPlot plot = plot(texts.teams());
        ((NumberAxis) plot.getRangeAxis()).setStandardTickUnits(NumberAxis.createIntegerTickUnits(language.locale()));
        plot.setDataset(teams);
        plot.setRenderer(bars(new StackedXYBarRenderer(0.2), GREEN, GREY));
        return plot;
    }

    private XYPlot plot(String label) {
        NumberAxis axis = new NumberAxis(label);
        axis.setNumberFormatOverride(NumberFormat.getInstance(language.locale()));
        axis.setLabelFont(font(Font.PLAIN, 13));
        // Horizontal: the library draws turned texts as outlines, which needs a font with these characters.
        axis.setLabelAngle(Math.PI / 2);
        axis.setTickLabelFont(font(Font.PLAIN, 12));
        XYPlot plot = new XYPlot(null, null, axis, null);
        plot.setBackgroundPaint(Color.WHITE);
        plot.setRangeGridlinePaint(LINES);
        plot.setDomainGridlinesVisible(false);
        plot.setOutlineVisible(false);
        return plot;
    }

    private static XYItemRenderer bars(XYBarRenderer renderer, Color... colours) {
        renderer.setBarPainter(new StandardXYBarPainter());
        renderer.setShadowVisible(false);
        for (int i = 0; i < colours.length; i++) {
            renderer.setSeriesPaint(i, colours[i]);
        }
        return renderer;
    }

    private static XYItemRenderer lines(Color... colours) {
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer();
        for (int i = 0; i < colours.length; i++) {
            renderer.setSeriesPaint(i, colours[i]);
            renderer.setSeriesStroke(i, new BasicStroke(2));
        }
        return renderer;
    }

    private TimeSeries series(String name, Function<Figures, Money> money) {
        TimeSeries series = new TimeSeries(name);
        days().forEach((day, figures) ->
                series.add(day(day), money.apply(figures).getAmount().doubleValue()));
        return series;
    }

    private Day day(LocalDate day) {
        return new Day(Date.from(day.atStartOfDay(ZONE.toZoneId()).toInstant()), ZONE, language.locale());
    }

    private SortedMap<LocalDate, Figures> days() {
        return played.result().allDays();
    }
}
