// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.keep.step;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A few threads that work through lists. */
public final class Parallel implements AutoCloseable {
  private final int threads;
  private final ExecutorService pool;

  public Parallel(int threads) {
    this.threads = threads;
    this.pool =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, "mesh-keep");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Does something with each; the first failure stops what has not begun and is thrown. */
  public <T> void each(Collection<T> things, Consumer<? super T> action) {
    if (threads == 1 || things.size() < 2) {
      things.forEach(action);
      return;
    }
    List<Future<?>> futures = new ArrayList<>();
    for (T thing : things) {
      futures.add(pool.submit(() -> action.accept(thing)));
    }
    @Nullable RuntimeException failure = null;
    for (Future<?> future : futures) {
      if (failure != null && future.cancel(false)) {
        continue;
      }
      try {
        future.get();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        failure = first(failure, new IllegalStateException("The thread was interrupted", e));
      } catch (ExecutionException e) {
        failure = first(failure, rethrowable(e));
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private static RuntimeException first(@Nullable RuntimeException first, RuntimeException later) {
    return first == null ? later : first;
  }

  private static RuntimeException rethrowable(ExecutionException failed) {
    @Nullable Throwable cause = failed.getCause();
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException known ? known : new IllegalStateException(failed);
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
