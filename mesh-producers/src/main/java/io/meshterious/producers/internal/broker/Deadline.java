// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.broker;

import io.meshterious.core.error.MeshException;
import io.meshterious.producers.ProducerError;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A limit for connecting, whatever takes the time: names that nobody resolves, handshakes that
 * nobody answers. Who is late is let go. A broker that has answered gets longer for what it is
 * asked then, as one that has just started does: to make a queue, it has to agree with others and
 * write to disk.
 */
public final class Deadline {
  /** So long may a broker take that has answered. */
  public static final Duration PREPARING = Duration.ofSeconds(30);

  /** Connects, and says when the broker has answered. */
  @FunctionalInterface
  public interface Connecting {
    /** As {@link Connector#connect}; what follows the answer is to make sure that all is there. */
    Link connect(LinkListener listener, Runnable answered) throws InterruptedException;
  }

  private Deadline() {}

  /** Connects in a thread of its own, and closes the link if it comes too late. */
  public static Link connect(
      BrokerAddress address, Duration limit, Connecting connecting, LinkListener listener)
      throws InterruptedException {
    CompletableFuture<Link> result = new CompletableFuture<>();
    CompletableFuture<Void> answer = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                Link link = connecting.connect(listener, () -> answer.complete(null));
                if (!result.complete(link)) {
                  link.close();
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
          ProducerError.TARGET_UNREACHABLE,
          answer.isDone()
              ? address.hostAndPort()
                  + " answered, and has not made sure of what events go to within "
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
        result.join().close();
      }
      thread.interrupt();
      throw interrupted;
    }
  }
}
