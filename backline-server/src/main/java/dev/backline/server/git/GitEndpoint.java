package dev.backline.server.git;

import dev.backline.Backline;
import dev.backline.access.TokenName;
import dev.backline.config.AppName;
import dev.backline.source.PushRules;
import dev.backline.source.Repositories;
import jakarta.servlet.http.HttpServletRequest;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.http.server.GitServlet;
import org.eclipse.jgit.http.server.resolver.AsIsFileService;
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
  private static final String PUSH = "git-receive-pack";
  private static final long LARGEST_PUSH_BYTES = 500L << 20;

  /** A push and what git says around it. */
  public static final long LARGEST_REQUEST_BYTES = LARGEST_PUSH_BYTES + (1L << 20);

  private static final int SECONDS_IDLE = 120;

  private GitEndpoint() {}

  /** The servlet, to be mapped to {@code /git/*} behind a {@link TokenFilter}. */
  public static GitServlet servlet(Backline backline) {
    GitServlet servlet = new GitServlet();
    // Git's own protocol only, not the files of the repository one by one.
    servlet.setAsIsFileService(AsIsFileService.DISABLED);
    servlet.setRepositoryResolver((request, name) -> open(backline, name, isPush(request)));
    servlet.setReceivePackFactory(
        (request, repository) -> receive(backline, caller(request), repository));
    return servlet;
  }

  private static boolean isPush(HttpServletRequest request) {
    return PUSH.equals(request.getParameter("service"))
        || request.getRequestURI().endsWith("/" + PUSH);
  }

  private static Repository open(Backline backline, String name, boolean push)
      throws RepositoryNotFoundException {
    String value =
        name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    if (!value.matches(AppName.PATTERN)) {
      throw new RepositoryNotFoundException(name);
    }
    AppName app = new AppName(value);
    Repositories repositories = backline.parts().repositories();
    if (!push && !repositories.exists(app)) {
      throw new RepositoryNotFoundException(name);
    }
    // JGit closes what it is given; the handle on the app's repository is its only other user.
    return repositories.openOrCreate(app, PushRules.APPEND_ONLY).git();
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
