package dev.backline.edge.nginx;

import dev.backline.edge.nginx.ServedCheck.Expected;
import dev.backline.failure.BacklineException;
import dev.backline.failure.Failure;
import dev.backline.host.Fence;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Has nginx load an environment's configuration, if it hasn't yet: put in place, tested, loaded,
 * and seen to be served; else what was there before is put back.
 *
 * @param told hears what a person should know
 */
record Loading(NginxHost nginx, ServedCheck served, Consumer<String> told) {

  /** Starts nginx if none runs. Returns the digest of what it now serves by. */
  String load(Look look, NginxState state, Fence fence, String tried) throws InterruptedException {
    String text = new ConfigText(nginx.site().config(state, version(look))).text();
    String digest = SealedText.digestOf(text);
    if (look.upWith(digest)) {
      return digest;
    }
    if (look.edited()) {
      told.accept(
          nginx.site().folder().configuration()
              + " on "
              + nginx.host().name()
              + " was changed by somebody else; it is kept beside as edge.conf.edited-TIME and"
              + " written anew");
    }
    requireFree(look, state, tried);
    nginx.install(text, look, fence, tried);
    try {
      settleInto(look, state, digest, fence, tried);
    } catch (BacklineException e) {
      nginx.settle(false, nginx.look(), fence, tried);
      if (look.pid().isEmpty()) {
        nginx.remove(fence, tried);
      }
      throw e;
    }
    nginx.settle(true, look, fence, tried);
    return digest;
  }

  /** Only TLS is spelt differently in different versions. */
  private NginxVersion version(Look look) throws InterruptedException {
    return nginx.site().tls().isPresent() ? nginx.version(look) : NginxVersion.OLDEST;
  }

  private void settleInto(Look look, NginxState state, String digest, Fence fence, String tried)
      throws InterruptedException {
    if (look.pid().isEmpty()) {
      nginx.start(fence, tried);
    }
    Optional<String> wrong =
        served.whyNot(state, new Expected(look.serving(), look.maintenance(), digest));
    if (wrong.isPresent()) {
      throw Failure.unavailable(
              tried,
              wrong.get() + "; the old configuration is back in place",
              "see what 'nginx -T' lists for that address on " + nginx.host().name())
          .toException();
    }
  }

  /** A port that is taken makes nginx keep its old configuration without a word to the caller. */
  private void requireFree(Look look, NginxState state, String tried) throws InterruptedException {
    if (look.up() && look.listen().equals(Optional.of(state.settings().listen()))) {
      return;
    }
    Optional<String> other = nginx.otherListener(state.settings(), look);
    if (other.isPresent()) {
      int port = state.settings().listen().port();
      throw Failure.unavailable(
              tried,
              "port " + port + " is taken on " + nginx.host().name() + " by " + other.get(),
              "stop that program (ss -ltnp 'sport = :"
                  + port
                  + "' shows it), or choose another listen address")
          .toException();
    }
  }
}
