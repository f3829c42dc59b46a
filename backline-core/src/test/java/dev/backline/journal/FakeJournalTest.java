package dev.backline.journal;

import dev.backline.lease.FencingToken;
import dev.backline.lease.Lease;
import dev.backline.lease.LeaseScope;
import dev.backline.lease.Owner;

class FakeJournalTest extends JournalContract {

  private final FakeJournal journal = new FakeJournal();
  private int runs;
  private int token = 1;

  @Override
  protected Journal journal() {
    return journal;
  }

  @Override
  protected RunId newRun() {
    return new RunId(++runs);
  }

  @Override
  protected Lease lease() {
    return new Lease(
        new LeaseScope("app", "prod"), new Owner("m@b", 1, 1), new FencingToken(token));
  }

  @Override
  protected Lease overtake() {
    token++;
    journal.overtakenBy(new FencingToken(token));
    return lease();
  }
}
