package dev.backline.secret;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;

/**
 * Replaces secrets in text by a mask. Secrets of fewer than {@value #SHORTEST} characters are left
 * alone: masking every "1" of a log would destroy the log and hide nothing.
 */
public final class Masker {

  private static final int SHORTEST = 4;

  private final Set<Secret> secrets = new CopyOnWriteArraySet<>();

  public Masker(Collection<Secret> secrets) {
    secrets.forEach(this::add);
  }

  public static Masker none() {
    return new Masker(List.of());
  }

  /** Masks this one too from now on; a secret of several lines is masked line by line as well. */
  public void add(Secret secret) {
    if (secret.reveal().length() >= SHORTEST) {
      secrets.add(secret);
    }
    secret
        .reveal()
        .lines()
        .filter(line -> line.length() >= SHORTEST)
        .map(Secret::of)
        .forEach(secrets::add);
  }

  public String mask(String text) {
    List<String> longestFirst =
        secrets.stream()
            .map(Secret::reveal)
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
    String masked = text;
    for (String value : longestFirst) {
      masked = masked.replace(value, Secret.MASK);
    }
    return masked;
  }
}
