package dev.backline.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Something in a value that is filled in when a release starts, written {@code ${name}}. */
public sealed interface Placeholder {

  /** The name between the braces. */
  String text();

  /** {@code ${secret.NAME}}: the secret's value in the environment. */
  record Secret(SecretName name) implements Placeholder {
    @Override
    public String text() {
      return "secret." + name;
    }
  }

  /** What Backline itself knows about a release, its environment and its database. */
  enum Fact implements Placeholder {
    VERSION("the release's version, or its commit's short id where it has none"),
    COMMIT("the full id of the commit that the artifact was built from"),
    PORT("the port that the release has to listen on; not known to migrations"),
    ENVIRONMENT("the environment's name"),
    URL("the environment's address, without a slash at the end"),
    DATABASE_URL("postgresql://user@host:port/name, without the password"),
    DATABASE_HOST("the database server's address"),
    DATABASE_PORT("the database server's port"),
    DATABASE_NAME("the name of the environment's database"),
    DATABASE_USER("the role that owns it"),
    DATABASE_PASSWORD("that role's password"),
    TO("in migrations.down only: the last migration that stays applied, or none");

    private final String description;

    Fact(String description) {
      this.description = description;
    }

    /** What it stands for, in words. */
    public String description() {
      return description;
    }

    @Override
    public String text() {
      String name = name().toLowerCase(Locale.ROOT);
      return ofDatabase() ? name.replace('_', '.') : name;
    }

    /** Whether it needs a database to be declared. */
    public boolean ofDatabase() {
      return name().startsWith("DATABASE_");
    }
  }

  /** Whether the value must not be seen: not in a command's words, a log or a file. */
  default boolean confidential() {
    return switch (this) {
      case Secret _ -> true;
      case Fact fact -> fact == Fact.DATABASE_PASSWORD;
    };
  }

  /** The placeholder of a name, or empty if there is none. */
  static Optional<Placeholder> named(String text) {
    if (text.startsWith("secret.")) {
      String name = text.substring("secret.".length());
      return name.matches(SecretName.PATTERN)
          ? Optional.of(new Secret(new SecretName(name)))
          : Optional.empty();
    }
    return Arrays.stream(Fact.values())
        .filter(fact -> fact.text().equals(text))
        .map(Placeholder.class::cast)
        .findFirst();
  }
}
