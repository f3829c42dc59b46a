package dev.musicgraph.layout;

/**
 * What is to be placed. Indexes 0 to {@code genres - 1} are genres, those from there on are bands.
 *
 * @param primary by index: the genre that it belongs beside, or -1; a band always has one
 * @param other by index: of a band another of its genres, towards which it is drawn, or -1
 * @param sizes of the genres: how much room the node itself takes, 1 is a band's
 * @param from one end of each link between two genres
 * @param to the other end
 * @param weights how strongly a link pulls; 1 is a primary parent
 */
public record LayoutInput(
    int genres,
    int[] primary,
    int[] other,
    double[] sizes,
    int[] from,
    int[] to,
    double[] weights) {
  public int count() {
    return primary.length;
  }
}
