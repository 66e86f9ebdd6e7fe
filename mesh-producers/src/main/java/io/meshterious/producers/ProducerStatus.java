// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * How far a producer has come.
 *
 * @param name what it sends, such as {@code orders.north}
 * @param nextRow the row it makes next
 * @param sent how many events it sent
 * @param confirmed how many of them are where they should be
 * @param refused how many of them were refused
 * @param rows how many rows it makes in all; empty when there is no end
 * @param elapsed since it began
 * @param state what keeps it from sending at the moment, for people; empty when nothing does
 * @param running whether it goes on
 */
public record ProducerStatus(
    String name,
    long nextRow,
    long sent,
    long confirmed,
    long refused,
    OptionalLong rows,
    Duration elapsed,
    String state,
    boolean running) {}
