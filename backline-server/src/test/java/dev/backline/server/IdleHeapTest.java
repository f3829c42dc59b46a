package dev.backline.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class IdleHeapTest {

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger collections = new AtomicInteger();
  private final IdleHeap heap = new IdleHeap(nanos::get, collections::incrementAndGet);

  @Test
  void collectsOnceWhenItIsQuietAfterWork() {
    heap.look(true);
    pass(IdleHeap.QUIET.toNanos() - 1);
    assertThat(collections).hasValue(0);
    pass(1);
    pass(IdleHeap.QUIET.toNanos());
    assertThat(collections).hasValue(1);
  }

  @Test
  void waitsAnewWhenWorkGoesOn() {
    heap.look(true);
    nanos.addAndGet(IdleHeap.QUIET.toNanos());
    heap.look(true);
    pass(IdleHeap.QUIET.toNanos() - 1);
    assertThat(collections).hasValue(0);
  }

  @Test
  void leavesAloneWhatHasDoneNothing() {
    pass(IdleHeap.QUIET.toNanos());
    assertThat(collections).hasValue(0);
  }

  private void pass(long more) {
    nanos.addAndGet(more);
    heap.look(false);
  }
}
