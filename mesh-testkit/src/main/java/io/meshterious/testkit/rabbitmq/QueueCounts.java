// SPDX-License-Identifier: Apache-2.0
package io.meshterious.testkit.rabbitmq;

/**
 * What is in a queue at one moment, as the queue itself counts it.
 *
 * @param ready messages that wait for a consumer
 * @param unacknowledged messages that a consumer has and did not acknowledge yet
 */
public record QueueCounts(long ready, long unacknowledged) {
  /** All messages of the queue. */
  public long total() {
    return ready + unacknowledged;
  }
}
