package dev.sotto.cli.report;

import dev.sotto.delivery.Archive;
import dev.sotto.delivery.Letter;
import dev.sotto.delivery.Letter.Attachment;
import dev.sotto.domain.Brand;
import dev.sotto.domain.ReportFormat;
import dev.sotto.domain.ReportKind;
import dev.sotto.report.Mail;
import dev.sotto.report.Numbers;
import dev.sotto.report.Pages;
import dev.sotto.report.Paper;
import dev.sotto.report.PaperFacts;
import dev.sotto.report.WeeklyPage;
import dev.sotto.report.WeeklyPages;
import dev.sotto.report.WeeklyReport;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One report in one language, in each form that is asked of it. */
final class Documents {
    private final WeeklyReport report;
    private final Locale language;
    private final String owner;
    private final WeeklyPage page;
    private byte @Nullable [] pdf;
    private byte @Nullable [] csv;

    /**
     * The documents of a report.
     *
     * @param owner who answers for it
     */
    Documents(WeeklyPages pages, Locale language, String owner) {
        this.report = pages.report();
        this.language = language;
        this.owner = owner;
        this.page = pages.in(language);
    }

    Path write(Archive archive, ReportFormat format) {
        return archive.write(path(format), bytes(format));
    }

    /**
     * Write it, and keep what its reader has of an earlier revision, unless that is this very document.
     *
     * @param told the revision that its reader has
     */
    Path replace(Archive archive, ReportFormat format, int told) {
        if (told < report.revision() && !archive.holds(path(format), bytes(format))) {
            archive.keep(path(format), told);
        }
        return write(archive, format);
    }

    String path(ReportFormat format) {
        return Archive.path(report.kind(), report.brandId(), report.period(), language, format);
    }

    private byte[] bytes(ReportFormat format) {
        return switch (format) {
            case HTML -> Pages.weekly(page).getBytes(StandardCharsets.UTF_8);
            case PDF -> pdf();
            case EMAIL -> letter();
            case CSV -> csv();
            case XLSX -> Numbers.of(report, language).xlsx();
        };
    }

    /** Set once, since an e-mail carries it as well. */
    private byte[] pdf() {
        if (pdf == null) {
            pdf = set();
        }
        return pdf;
    }

    /** Written once, since a PDF and an e-mail carry it as well. */
    private byte[] csv() {
        if (csv == null) {
            csv = Numbers.of(report, language).csv();
        }
        return csv;
    }

    private byte[] set() {
        PaperFacts facts = new PaperFacts(
                report.provenance().asOf(), name(ReportFormat.CSV), page.words().say("paper.numbers"));
        return Paper.pdf(page, facts, bytes(ReportFormat.CSV));
    }

    private byte[] letter() {
        Mail mail = new Mail(page, owner);
        return new Letter(
                        name() + "." + report.period() + "." + language.getLanguage() + "." + report.revision(),
                        owner,
                        report.provenance().asOf(),
                        language.getLanguage(),
                        mail.subject(),
                        mail.text(),
                        mail.html(),
                        mail.pictures(),
                        List.of(
                                new Attachment(name(ReportFormat.PDF), "application/pdf", pdf()),
                                new Attachment(name(ReportFormat.CSV), "text/csv", bytes(ReportFormat.CSV))))
                .eml();
    }

    private String name() {
        String subject = report.brand().map(Brand::id).orElse("");
        return Stream.of(
                        subject,
                        report.kind() == ReportKind.BRAND ? "" : report.kind().fileName())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("-"));
    }

    /** The name of a file that leaves the archive says whose week it is. */
    private String name(ReportFormat format) {
        return name() + "-" + report.period() + "." + language.getLanguage() + "." + format.ending();
    }
}
