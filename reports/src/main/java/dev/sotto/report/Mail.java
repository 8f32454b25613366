package dev.sotto.report;

import dev.sotto.chart.Drawing;
import dev.sotto.chart.Hue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A weekly report as the body of an e-mail: the lead, three numbers, two charts, and the rest attached. */
public final class Mail {
    private static final double WIDTH = 536;
    private static final int TILES = 3;
    private static final int CARDS = 2;

    /** How large a picture is shown, in whole pixels. */
    public record Extent(long width, long height) {}

    private final WeeklyPage page;
    private final String owner;
    private final List<Card> cards;
    private final Map<String, Drawing> drawings;

    /**
     * The e-mail of a page.
     *
     * @param owner who answers for the report
     */
    public Mail(WeeklyPage page, String owner) {
        this.page = page;
        this.owner = owner;
        this.cards = page.cards().stream()
                .filter(card -> card.hasPicture() || card.isEmpty())
                .limit(CARDS)
                .toList();
        this.drawings = cards.stream()
                .filter(Card::hasPicture)
                .collect(Collectors.toMap(
                        Card::id, card -> card.chart().orElseThrow().picture().draw(WIDTH, Picture.Detail.FULL)));
    }

    /** Its subject: whose report, of which week, and what it says first. */
    public String subject() {
        return page.words()
                .say("mail.subject", Map.of("brand", page.subject(), "week", page.weekName(), "lead", first()))
                .replaceAll("[\\p{Cntrl}\\s]+", " ");
    }

    /** What a report without its sentence says first are its days. */
    private String first() {
        return page.lead().isEmpty() ? page.days() : page.lead();
    }

    /** The body in HTML. */
    public String html() {
        return Pages.mail(this);
    }

    /** The body for those who read plain text. */
    public String text() {
        List<String> lines = new ArrayList<>();
        lines.add(page.subject() + " · " + page.weekName() + " · " + page.days());
        lines.add("");
        lines.add(page.lead());
        lines.add("");
        page.callOuts().forEach(callOut -> lines.add("• " + callOut.head() + " " + callOut.body()));
        lines.add("");
        page.tiles().forEach(tile -> lines.add(line(tile)));
        lines.add("");
        lines.add(page.words().say("mail.attached"));
        lines.add("");
        lines.add(why());
        lines.addAll(page.footer());
        return String.join("\n", lines).replace('\u00a0', ' ') + "\n";
    }

    private static String line(Tile tile) {
        String change = tile.arrow().isEmpty() ? tile.change() : tile.arrow() + " " + tile.change();
        return tile.title() + ": " + tile.value() + " (" + change + ")";
    }

    /** Its pictures as PNG of twice their size, by content id. */
    public Map<String, byte[]> pictures() {
        return cards.stream()
                .filter(Card::hasPicture)
                .collect(Collectors.toMap(this::contentId, card -> drawing(card).png(2, Hue.Ground.LIGHT)));
    }

    /** The page that it is of. */
    public WeeklyPage page() {
        return page;
    }

    /** The numbers that it shows. */
    public List<Tile> tiles() {
        return page.tiles().stream()
                .filter(tile -> !tile.id().equals("messages_sent"))
                .limit(TILES)
                .toList();
    }

    /** The sections that it shows. */
    public List<Card> cards() {
        return cards;
    }

    /** How its HTML names a picture. */
    public String contentId(Card card) {
        return card.id() + "@sotto.invalid";
    }

    /** How large a picture is shown. */
    public Extent size(Card card) {
        return new Extent(
                Math.round(drawing(card).size().width()),
                Math.round(drawing(card).size().height()));
    }

    /** What a picture shows, for those who do not see it: its words and all of its numbers. */
    public String alternative(Card card) {
        Function<List<String>, String> row = cells -> String.join(", ", cells);
        String numbers = card.table().rows().stream().map(row).collect(Collectors.joining("; "));
        return card.title() + ": " + numbers;
    }

    /** The colour of a change. */
    public String colour(Tile tile) {
        Hue hue = switch (tile.tone()) {
            case "good" -> Hue.GOOD;
            case "bad" -> Hue.BAD;
            default -> Hue.MUTED;
        };
        return "#%06X".formatted(hue.light());
    }

    /** Why somebody receives it. */
    public String why() {
        return page.words().say("mail.why", Map.of("brand", page.subject(), "owner", owner));
    }

    private Drawing drawing(Card card) {
        return Objects.requireNonNull(drawings.get(card.id()));
    }
}
