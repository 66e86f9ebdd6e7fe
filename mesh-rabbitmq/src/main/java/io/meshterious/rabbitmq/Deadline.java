// SPDX-License-Identifier: Apache-2.0
package io.meshterious.rabbitmq;

import io.meshterious.core.error.MeshException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * A limit for connecting, whatever takes the time: names that nobody resolves, handshakes that
 * nobody answers. Who is late is let go. A broker that has answered gets longer for what it is
 * asked then, as one that has just started does: to make a queue, it has to agree with others and
 * write to disk.
 */
public final class Deadline {
  /** So long may a broker take that has answered. */
  public static final Duration PREPARING = Duration.ofSeconds(30);

  /**
   * Connects, and says when the broker has answered.
   *
   * @param <L> what comes about
   */
  @FunctionalInterface
  public interface Connecting<L> {
    /**
     * Connects, and makes sure that all is there.
     *
     * @param answered is called between the two
     * @throws MeshException when that cannot be, saying why
     */
    L connect(Runnable answered) throws InterruptedException;
  }

  private Deadline() {}

  /**
   * Connects in a thread of its own.
   *
   * @param limit how long to wait for an answer
   * @param closing lets go of a link that comes too late
   */
  public static <L> L connect(
      BrokerAddress address, Duration limit, Connecting<L> connecting, Consumer<? super L> closing)
      throws InterruptedException {
    CompletableFuture<L> result = new CompletableFuture<>();
    CompletableFuture<Void> answer = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                L link = connecting.connect(() -> answer.complete(null));
                if (!result.complete(link)) {
                  closing.accept(link);
                }
              } catch (Throwable problem) {
                result.completeExceptionally(problem);
              }
            },
            "connect-" + address.hostAndPort());
    thread.setDaemon(true);
    thread.start();
    try {
      CompletableFuture.anyOf(answer, result).get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return result.get(PREPARING.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      if (!result.completeExceptionally(late) && !result.isCompletedExceptionally()) {
        return result.join();
      }
      throw address.failure(
          address.errors().unreachable(),
          answer.isDone()
              ? address.hostAndPort()
                  + " answered, and has not made sure that all is there within "
                  + PREPARING.toSeconds()
                  + " s; it may have too much to do, try again later"
              : "no answer from "
                  + address.hostAndPort()
                  + " within "
                  + limit.toMillis()
                  + " ms; is that a RabbitMQ, and is nothing in between?",
          late);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof MeshException known) {
        throw known;
      } else if (failed.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(failed.getCause());
    } catch (InterruptedException interrupted) {
      if (!result.completeExceptionally(interrupted) && !result.isCompletedExceptionally()) {
        closing.accept(result.join());
      }
      thread.interrupt();
      throw interrupted;
    }
  }
}
