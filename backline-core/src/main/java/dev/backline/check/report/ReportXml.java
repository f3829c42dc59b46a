package dev.backline.check.report;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Opens a report as a stream of XML events. A DOCTYPE is passed over unread: nothing it declares is
 * known, nothing it names is fetched (OWASP, XML External Entity Prevention).
 */
final class ReportXml {

  /** Largest report read, in bytes. */
  static final long LARGEST = 128L << 20;

  private static final String NO_LIMIT = "0";

  private ReportXml() {}

  /** Reads one document. */
  interface Reading<T> {
    T from(XMLStreamReader xml) throws XMLStreamException, UnreadableReport;
  }

  static <T> T read(Path file, Reading<T> reading) throws UnreadableReport {
    try (InputStream in = open(file)) {
      XMLStreamReader xml = factory().createXMLStreamReader(in);
      try {
        return reading.from(xml);
      } finally {
        xml.close();
      }
    } catch (UnreadableReport e) {
      throw e;
    } catch (XMLStreamException e) {
      throw new UnreadableReport(file.getFileName() + " is not valid XML: " + firstLine(e), e);
    } catch (IOException e) {
      throw new UnreadableReport(file.getFileName() + " can't be read: " + e.getMessage(), e);
    }
  }

  private static InputStream open(Path file) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new UnreadableReport(file.getFileName() + " is not a regular file");
    }
    if (Files.size(file) > LARGEST) {
      throw new UnreadableReport(
          file.getFileName() + " is larger than " + (LARGEST >> 20) + " MiB");
    }
    return new BufferedInputStream(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS));
  }

  private static XMLInputFactory factory() {
    // The JDK's own, whatever else is on the class path: the settings below are tested with it.
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    // The JDK counts the document as an entity, and would refuse a failed test's message of 100,000
    // characters. There are no others without a DTD, and a report's size has a limit.
    factory.setProperty("jdk.xml.maxGeneralEntitySizeLimit", NO_LIMIT);
    factory.setProperty("jdk.xml.totalEntitySizeLimit", NO_LIMIT);
    factory.setXMLResolver((publicId, systemId, base, namespace) -> {
      throw new XMLStreamException("a report may not refer to " + systemId);
    });
    return factory;
  }

  private static String firstLine(XMLStreamException e) {
    return "line "
        + (e.getLocation() == null ? "?" : e.getLocation().getLineNumber())
        + ", "
        + String.valueOf(e.getMessage()).lines().reduce((first, last) -> last).orElse("");
  }
}
