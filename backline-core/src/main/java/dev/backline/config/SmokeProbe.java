package dev.backline.config;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;

/** What a smoke test does. */
public sealed interface SmokeProbe {

  /**
   * A GET request.
   *
   * @param status what it has to answer, 100 to 599; redirects aren't followed
   * @param contains text that the body has to hold
   * @param maxLatency from the request to the last byte, more than zero
   * @param headers response headers and a text that each has to hold
   * @param json places in a JSON body and what is expected there
   */
  record Http(
      HttpPath path,
      int status,
      Optional<String> contains,
      Optional<Duration> maxLatency,
      SequencedMap<String, String> headers,
      SequencedMap<JsonPointer, JsonExpectation> json)
      implements SmokeProbe {

    public Http {
      Objects.requireNonNull(path, "path");
      Objects.requireNonNull(contains, "contains");
      HttpStatus.check(status);
      maxLatency.ifPresent(
          most -> Checked.that(most.isPositive(), "maxLatency has to be more than zero"));
      headers = Checked.ordered(headers);
      json = Checked.ordered(json);
    }
  }

  /**
   * A login through a form, cookies kept: the page is fetched, the form sent, another page fetched.
   *
   * @param page where the form is
   * @param submit where the form is sent with POST; usually the same as {@code page}
   * @param fields the form's fields; may hold secrets
   * @param csrf the hidden field that is copied from the page into the form
   * @param then requested with the session, and what it has to answer
   */
  record Login(
      HttpPath page,
      HttpPath submit,
      SequencedMap<String, Template> fields,
      Optional<String> csrf,
      Http then)
      implements SmokeProbe {

    public Login {
      Objects.requireNonNull(page, "page");
      Objects.requireNonNull(submit, "submit");
      Objects.requireNonNull(csrf, "csrf");
      Objects.requireNonNull(then, "then");
      fields = Checked.ordered(fields);
      Checked.that(!fields.isEmpty(), "fields is empty: a login needs at least one");
    }
  }

  /**
   * A query on the environment's database, run read-only.
   *
   * @param expect the first column of the first row as text, as psql -At prints it except that
   *     booleans are {@code true} and {@code false}
   */
  record Sql(String query, String expect) implements SmokeProbe {

    public Sql {
      Objects.requireNonNull(expect, "expect");
      Checked.that(!query.isBlank(), "query is blank");
    }
  }
}
