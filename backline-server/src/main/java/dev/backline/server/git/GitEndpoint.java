package dev.backline.server.git;

import dev.backline.Backline;
import dev.backline.access.TokenName;
import dev.backline.config.AppName;
import dev.backline.source.PushRules;
import jakarta.servlet.http.HttpServletRequest;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.http.server.GitServlet;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.ReceivePack;

/**
 * Serves the apps' repositories as {@code /git/APP.git}. A repository is made by the first push to
 * it.
 */
public final class GitEndpoint {

  /** The request attribute under which {@link TokenFilter} leaves whose token it was. */
  static final String CALLER = "dev.backline.caller";

  private static final String SUFFIX = ".git";
  private static final long LARGEST_PUSH_BYTES = 500L << 20;
  private static final int SECONDS_IDLE = 120;

  private GitEndpoint() {}

  /** The servlet, to be mapped to {@code /git/*} behind a {@link TokenFilter}. */
  public static GitServlet servlet(Backline backline) {
    GitServlet servlet = new GitServlet();
    servlet.setRepositoryResolver((request, name) -> open(backline, name));
    servlet.setReceivePackFactory(
        (request, repository) -> receive(backline, caller(request), repository));
    return servlet;
  }

  private static Repository open(Backline backline, String name)
      throws RepositoryNotFoundException {
    String app = name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    if (!app.matches(AppName.PATTERN)) {
      throw new RepositoryNotFoundException(name);
    }
    // JGit closes what it is given; the handle on the app's repository is its only other user.
    return backline
        .parts()
        .repositories()
        .openOrCreate(new AppName(app), PushRules.APPEND_ONLY)
        .git();
  }

  private static ReceivePack receive(Backline backline, TokenName caller, Repository repository) {
    String directory = repository.getDirectory().getName();
    AppName app = new AppName(directory.substring(0, directory.length() - SUFFIX.length()));
    PushGate gate = new PushGate(backline, app);
    ReceivePack receive = new ReceivePack(repository);
    receive.setAtomic(true);
    receive.setAllowDeletes(false);
    receive.setTimeout(SECONDS_IDLE);
    receive.setMaxPackSizeLimit(LARGEST_PUSH_BYTES);
    receive.setRefLogIdent(new PersonIdent(caller.value(), caller.value() + "@backline"));
    receive.setPreReceiveHook(gate::refuse);
    receive.setPostReceiveHook(
        (pack, commands) -> new PushTrigger(backline, app, caller).fire(pack, commands));
    return receive;
  }

  private static TokenName caller(HttpServletRequest request) {
    return (TokenName) request.getAttribute(CALLER);
  }
}
