package dev.sotto.report;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.GregorianCalendar;
import java.util.Map;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;

/**
 * What a PDF says of itself beside its pages: when it was made, and the file of numbers that it carries.
 *
 * @param madeAt what was taken for now, so that the same report has the same bytes
 * @param attachment the name of the file of numbers
 * @param description what that file is, in the language of the report
 */
public record PaperFacts(Instant madeAt, String attachment, String description) {
    private static final String DATES = "(<xmp:(CreateDate|ModifyDate|MetadataDate)>)[^<]*";

    void addTo(PDDocument document, byte[] csv) throws IOException {
        GregorianCalendar made = GregorianCalendar.from(madeAt.atZone(ZoneOffset.UTC));
        document.getDocumentInformation().setCreationDate(made);
        document.getDocumentInformation().setModificationDate(made);
        document.setDocumentId(madeAt.toEpochMilli());
        date(document);
        attach(document, csv, made);
    }

    /** The metadata tell the same instant as the document's own entries, which PDF/A compares. */
    private void date(PDDocument document) throws IOException {
        PDMetadata metadata = document.getDocumentCatalog().getMetadata();
        String xmp = new String(metadata.toByteArray(), StandardCharsets.UTF_8);
        String dated = xmp.replaceAll(DATES, "$1" + madeAt.truncatedTo(ChronoUnit.SECONDS));
        metadata.importXMPMetadata(dated.getBytes(StandardCharsets.UTF_8));
    }

    private void attach(PDDocument document, byte[] csv, GregorianCalendar made) throws IOException {
        PDEmbeddedFile file = new PDEmbeddedFile(document, new ByteArrayInputStream(csv), COSName.FLATE_DECODE);
        file.setSubtype("text/csv");
        file.setSize(csv.length);
        file.setModDate(made);
        PDComplexFileSpecification specification = new PDComplexFileSpecification();
        specification.setFile(attachment);
        specification.setFileUnicode(attachment);
        specification.setFileDescription(description);
        specification.setEmbeddedFile(file);
        specification.setEmbeddedFileUnicode(file);
        specification.getCOSObject().setName("AFRelationship", "Data");
        PDEmbeddedFilesNameTreeNode tree = new PDEmbeddedFilesNameTreeNode();
        tree.setNames(Map.of(attachment, specification));
        PDDocumentNameDictionary names = new PDDocumentNameDictionary(document.getDocumentCatalog());
        names.setEmbeddedFiles(tree);
        document.getDocumentCatalog().setNames(names);
        COSArray associated = new COSArray();
        associated.add(specification);
        document.getDocumentCatalog().getCOSObject().setItem(COSName.getPDFName("AF"), associated);
    }
}
