package dev.sotto.chart;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The colours of charts and pages by their role, each for a light and a dark ground: the one place that knows a colour. */
public enum Hue {
    PAGE(0xF3F5F9, 0x0C1017),
    CARD(0xFFFFFF, 0x141A24),
    EDGE(0xE1E6EE, 0x232C3A),
    GRID(0xE6EAF1, 0x263040),
    INK(0x10192B, 0xE8EDF5),
    MUTED(0x5A6577, 0x9AA7BA),
    GHOST(0x8C9AB0, 0x7486A0),
    VOICE(0x2762C4, 0x5F8AE6),
    MEDIA(0x2A9DA6, 0x8CE6D0),
    TEXT(0xC47F1F, 0xD39A3D),
    OTHER(0x656A73, 0x98A2B3),
    ALERT(0x74103F, 0xCC4D7D),
    /** Words in the colour of an alert, which need more contrast than its shapes. */
    ALERT_WORDS(0x74103F, 0xEE8CB0),
    GOOD(0x0A7A5C, 0x5CD6A8),
    BAD(0xB42318, 0xFF8F80),
    /** Under the line of the reported period. */
    AREA(0xEEF3FC, 0x18233A),
    WEEKEND(0xF4F6FA, 0x1A212D),
    /** Where nothing was measured. */
    GAP(0xFDF2E0, 0x2B2415),
    TRACK(0xEFF4FC, 0x1B2438),
    STEP(0xD9E5F8, 0x243459),
    HEAT_1(0xEEF4FC, 0x1A2538),
    HEAT_2(0xD3E3F7, 0x1F3153),
    HEAT_3(0xAECAEF, 0x274273),
    HEAT_4(0x82ABE2, 0x315798),
    HEAT_5(0x5488D2, 0x5886D0),
    HEAT_6(0x2F66BA, 0x76A0E4),
    HEAT_7(0x1C4690, 0xA9C8F5),
    HEAT_8(0x112C60, 0xD8E8FD),
    ON_HEAT_5(0x10192B, 0x0B1220),
    ON_HEAT_DEEP(0xFFFFFF, 0x10192B);

    /** How many steps the heat scale has. */
    static final int HEAT_STEPS = 8;

    private final int light;
    private final int dark;

    Hue(int light, int dark) {
        this.light = light;
        this.dark = dark;
    }

    /** Its value on a light ground, as 0xRRGGBB. */
    public int light() {
        return light;
    }

    /** Its value on a dark ground, as 0xRRGGBB. */
    public int dark() {
        return dark;
    }

    /** How a style sheet refers to it, such as {@code var(--voice)}. */
    public String css() {
        return "var(" + variable() + ")";
    }

    /** Every colour as a CSS custom property, for a light or a dark ground. */
    public static String variables(Ground ground) {
        return Stream.of(values())
                .map(hue -> "%s:#%06X".formatted(hue.variable(), ground == Ground.LIGHT ? hue.light : hue.dark))
                .collect(Collectors.joining(";"));
    }

    /** What a document is read on. */
    public enum Ground {
        LIGHT,
        DARK
    }

    /** A step of the heat scale, 0 for the palest. */
    static Hue heat(int step) {
        return values()[HEAT_1.ordinal() + step];
    }

    /** What text is written in on a step of the heat scale. */
    static Hue onHeat(int step) {
        if (step < 4) {
            return INK;
        }
        return step == 4 ? ON_HEAT_5 : ON_HEAT_DEEP;
    }

    Tint tint() {
        return new Tint(this);
    }

    private String variable() {
        return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
