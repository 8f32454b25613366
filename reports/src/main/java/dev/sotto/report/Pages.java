package dev.sotto.report;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;

/** Sets pages in HTML: each one file that asks no server for anything. */
public final class Pages {
    private static final TemplateEngine TEMPLATES =
            TemplateEngine.createPrecompiled(null, ContentType.Html, null, "dev.sotto.report.page");

    private Pages() {}

    /** The page of a weekly report. */
    public static String weekly(WeeklyPage page) {
        return set("weekly.jte", page);
    }

    /** The page that lists all reports. */
    public static String index(IndexPage page) {
        return set("index.jte", page);
    }

    /** A weekly report as the body of an e-mail. */
    static String mail(Mail mail) {
        return set("mail.jte", mail);
    }

    /** A weekly report as the document that is set on paper. */
    static String paper(Paper paper) {
        return set("paper.jte", paper);
    }

    private static String set(String template, Object page) {
        StringOutput html = new StringOutput(64 * 1024);
        TEMPLATES.render(template, page, html);
        return html.toString();
    }
}
