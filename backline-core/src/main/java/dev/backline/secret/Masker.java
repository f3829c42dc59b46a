package dev.backline.secret;

import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Replaces secrets in text by a mask, also where they overlap, and in the forms that URLs, JSON and
 * HTML give them. Secrets of fewer than {@value #SHORTEST} characters are left alone: masking every
 * "1" of a log would destroy the log and hide nothing. Safe for use by several threads.
 */
public final class Masker {

  private static final int SHORTEST = 4;

  private volatile List<String> forms = List.of();

  public Masker(Collection<Secret> secrets) {
    secrets.forEach(this::add);
  }

  public static Masker none() {
    return new Masker(List.of());
  }

  /** Masks this one too from now on; a secret of several lines is masked line by line as well. */
  public synchronized void add(Secret secret) {
    Set<String> all = new LinkedHashSet<>(forms);
    SecretForms.of(secret).filter(form -> form.length() >= SHORTEST).forEach(all::add);
    forms = List.copyOf(all);
  }

  /** The text with each stretch that belongs to a secret replaced by one mask. */
  public String mask(String text) {
    BitSet hidden = new BitSet();
    for (String form : forms) {
      for (int at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1)) {
        hidden.set(at, at + form.length());
      }
    }
    return hidden.isEmpty() ? text : withoutHidden(text, hidden);
  }

  private static String withoutHidden(String text, BitSet hidden) {
    StringBuilder masked = new StringBuilder(text.length());
    int shown = 0;
    while (shown < text.length()) {
      int from = hidden.nextSetBit(shown);
      if (from < 0) {
        break;
      }
      masked.append(text, shown, from).append(Secret.MASK);
      shown = hidden.nextClearBit(from);
    }
    return masked.append(text, shown, text.length()).toString();
  }
}
