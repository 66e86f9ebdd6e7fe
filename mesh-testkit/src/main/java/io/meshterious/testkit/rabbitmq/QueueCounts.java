// SPDX-License-Identifier: Apache-2.0
package io.meshterious.testkit.rabbitmq;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is in a queue at one moment, as the queue itself counts it.
 *
 * @param ready messages that wait for a consumer
 * @param unacknowledged messages that a consumer has and did not acknowledge yet
 */
public record QueueCounts(long ready, long unacknowledged) {
  /**
   * Asks a classic queue's process, or a quorum queue's leader: what {@code list_queues} says of a
   * quorum queue is some seconds old.
   */
  private static final String QUESTION =
      """
      case rabbit_amqqueue:lookup(rabbit_misc:r(%s, queue, %s)) of
        {ok, Queue} ->
          case amqqueue:get_type(Queue) of
            rabbit_quorum_queue ->
              Count = fun(State) -> {
                rabbit_fifo:query_messages_ready(State),
                rabbit_fifo:query_messages_checked_out(State)} end,
              case ra:consistent_query(amqqueue:get_pid(Queue), Count, 2000) of
                {ok, {Ready, Unacknowledged}, _} -> {counts, Ready, Unacknowledged};
                NoLeader -> {wait, NoLeader}
              end;
            rabbit_classic_queue ->
              [{_, Ready}, {_, Unacknowledged}] =
                rabbit_amqqueue:info(Queue, [messages_ready, messages_unacknowledged]),
              {counts, Ready, Unacknowledged};
            Type -> {uncounted, Type}
          end;
        Problem -> Problem
      end
      """;

  private static final Pattern COUNTS = Pattern.compile("\\{counts,(\\d+),(\\d+)}");
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final Duration PAUSE = Duration.ofMillis(50);

  /** All messages of the queue. */
  public long total() {
    return ready + unacknowledged;
  }

  /** Counts what is in a queue of a node. */
  static QueueCounts of(RabbitNode node, String virtualHost, String queue) {
    String question = QUESTION.formatted(binary(virtualHost), binary(queue));
    long end = System.nanoTime() + LIMIT.toNanos();
    String answer = node.evaluate(question);
    while (answer.startsWith("{wait,") && System.nanoTime() - end < 0) {
      Processes.pause(PAUSE);
      answer = node.evaluate(question);
    }
    Matcher counts = COUNTS.matcher(answer);
    if (!counts.matches()) {
      throw new IllegalArgumentException(
          "Cannot count queue '" + queue + "' of '" + virtualHost + "': " + answer);
    }
    return new QueueCounts(Long.parseLong(counts.group(1)), Long.parseLong(counts.group(2)));
  }

  /** A text as Erlang writes its bytes. */
  private static String binary(String text) {
    StringBuilder bytes = new StringBuilder("<<");
    for (byte it : text.getBytes(StandardCharsets.UTF_8)) {
      bytes.append(bytes.length() > 2 ? "," : "").append(it & 0xff);
    }
    return bytes.append(">>").toString();
  }
}
