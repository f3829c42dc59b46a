package dev.backline.cli.terminal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Rows with aligned columns; a column that is empty in every row is left out. */
public final class Table {

  private static final String GAP = "  ";

  /** A cell may be styled; its width is that of its text. */
  public record Cell(String text, List<Style> styles) {

    public Cell {
      text = PrintableText.of(text);
      styles = List.copyOf(styles);
    }

    public static Cell of(String text, Style... styles) {
      return new Cell(text, List.of(styles));
    }
  }

  private final List<String> header;
  private final List<List<Cell>> rows = new ArrayList<>();

  public Table(String... header) {
    this.header = List.of(header);
  }

  public void row(Cell... cells) {
    if (cells.length != header.size()) {
      throw new IllegalArgumentException(cells.length + " cells for " + header.size() + " columns");
    }
    rows.add(List.of(cells));
  }

  public void row(String... texts) {
    row(List.of(texts).stream().map(Cell::of).toArray(Cell[]::new));
  }

  public void printTo(Terminal terminal) {
    List<Integer> shown =
        IntStream.range(0, header.size())
            .filter(column -> rows.stream().anyMatch(row -> !row.get(column).text().isEmpty()))
            .boxed()
            .toList();
    List<Cell> titles = header.stream().map(title -> Cell.of(title, Style.DIM)).toList();
    terminal.line(lineOf(titles, shown, terminal));
    rows.forEach(row -> terminal.line(lineOf(row, shown, terminal)));
  }

  private String lineOf(List<Cell> cells, List<Integer> shown, Terminal terminal) {
    StringBuilder line = new StringBuilder();
    for (int column : shown) {
      Cell cell = cells.get(column);
      String styled = cell.text();
      for (Style style : cell.styles()) {
        styled = terminal.styled(style, styled);
      }
      line.append(styled);
      if (column != shown.getLast()) {
        int missing = width(column) - TextWidth.of(cell.text());
        line.append(String.join("", Collections.nCopies(missing, " "))).append(GAP);
      }
    }
    return line.toString().stripTrailing();
  }

  private int width(int column) {
    int widest =
        rows.stream().mapToInt(row -> TextWidth.of(row.get(column).text())).max().orElse(0);
    return Math.max(widest, TextWidth.of(header.get(column)));
  }
}
