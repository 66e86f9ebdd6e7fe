// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.diff;

import io.meshterious.core.document.Node;
import java.util.Optional;

/**
 * One change between two versions of a contract.
 *
 * <p>Paths of tables and properties are names from the table down, such as {@code orders.qty}, with
 * {@code []} for the items of an array. Paths of everything else start with {@code $}, such as
 * {@code $.servers.production}.
 *
 * @param kind what changed
 * @param table the table it belongs to, by its name in the newer contract (in the older one when
 *     the table is gone); absent for what belongs to no table
 * @param olderPath where it was in the older contract; absent when it is new
 * @param newerPath where it is in the newer contract; absent when it is gone
 * @param what what changed, in words, with the values
 * @param before what it was: the whole element where one was removed or renamed, else the value
 *     that changed
 * @param after what it is
 */
public record Change(
    ChangeKind kind,
    Optional<String> table,
    Optional<String> olderPath,
    Optional<String> newerPath,
    String what,
    Optional<Node> before,
    Optional<Node> after) {
  /** Where it is in the newer contract; where it was in the older one when it is gone. */
  public String path() {
    return newerPath.or(() -> olderPath).orElse("$");
  }

  /** What it means for those who read the data. */
  public Impact readers() {
    return kind.readers();
  }

  /** What it means for those who write the data. */
  public Impact writers() {
    return kind.writers();
  }

  /** The worse of the two impacts. */
  public Impact impact() {
    return kind.impact();
  }

  /** The version bump that it requires from version 1.0.0 on. */
  public VersionBump bump() {
    return kind.bump();
  }

  /** What changed and why that matters: a sentence without a full stop. */
  public String reason() {
    return what + ": " + kind.why();
  }

  @Override
  public String toString() {
    return kind + " " + path() + " (" + what + ")";
  }
}
