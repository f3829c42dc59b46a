package dev.backline.check.report;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads JaCoCo's XML report (report.dtd of JaCoCo 0.8). */
public final class JacocoReport {

  private JacocoReport() {}

  /** The counters of the whole report. */
  public static Coverage read(Path file) throws UnreadableReport {
    return ReportXml.read(file, xml -> totals(file, xml));
  }

  private static Coverage totals(Path file, XMLStreamReader xml)
      throws XMLStreamException, UnreadableReport {
    Map<String, long[]> totals = new HashMap<>();
    int depth = 0;
    while (xml.hasNext()) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          depth++;
          if (depth == 1 && !xml.getLocalName().equals("report")) {
            throw new UnreadableReport(
                file.getFileName()
                    + " is no JaCoCo report: its root is <"
                    + xml.getLocalName()
                    + ">");
          }
          // Counters deeper down are those of packages, classes and methods.
          if (depth == 2 && xml.getLocalName().equals("counter")) {
            totals.put(
                String.valueOf(xml.getAttributeValue(null, "type")),
                new long[] {count(file, xml, "covered"), count(file, xml, "missed")});
          }
        }
        case XMLStreamConstants.END_ELEMENT -> depth--;
        default -> {}
      }
    }
    long[] none = {0, 0};
    if (!totals.containsKey("LINE") && !totals.containsKey("INSTRUCTION")) {
      throw new UnreadableReport(file.getFileName() + " counts nothing: no class was covered");
    }
    long[] lines = totals.getOrDefault("LINE", none);
    long[] branches = totals.getOrDefault("BRANCH", none);
    return new Coverage(lines[0], lines[1], branches[0], branches[1]);
  }

  private static long count(Path file, XMLStreamReader xml, String attribute)
      throws UnreadableReport {
    String text = String.valueOf(xml.getAttributeValue(null, attribute));
    try {
      return Long.parseUnsignedLong(text);
    } catch (NumberFormatException e) {
      throw new UnreadableReport(
          file.getFileName() + " has a counter with " + attribute + "='" + text + "'", e);
    }
  }
}
