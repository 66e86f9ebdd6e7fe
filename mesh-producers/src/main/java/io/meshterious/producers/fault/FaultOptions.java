// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.fault;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.error.MeshException;
import io.meshterious.producers.ProducerError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a kind of fault is done. Each kind takes some of these, which {@link FaultKind#options()}
 * names; a plan refuses others.
 *
 * @param fields the properties it may befall, with dots between an object and what is in it; empty:
 *     all that it can
 * @param within how many rows later an event may be sent; default 100
 * @param by how far the event's time is moved; default: for late ones, an hour longer than allowed
 *     and up to as much again; for future ones, 3650 days
 * @param bytes how long the event is; default 1 MiB
 * @param contract the other version of the contract; default: none, and the event is made up
 */
public record FaultOptions(
    List<String> fields,
    OptionalInt within,
    Optional<Duration> by,
    OptionalInt bytes,
    Optional<DataContract> contract) {
  /** The defaults. */
  public static final FaultOptions DEFAULT =
      new FaultOptions(
          List.of(), OptionalInt.empty(), Optional.empty(), OptionalInt.empty(), Optional.empty());

  private static final int MOST_DAYS = 36_500;
  private static final int MOST_WITHIN = 100_000;
  private static final int MOST_BYTES = 256 << 20;

  /** Refuses values beyond what is allowed. */
  public FaultOptions {
    fields = List.copyOf(fields);
    within.ifPresent(it -> check("within", it, 1, MOST_WITHIN));
    bytes.ifPresent(it -> check("bytes", it, 1, MOST_BYTES));
    by.filter(it -> it.toSeconds() < 1 || it.toDays() > MOST_DAYS)
        .ifPresent(
            it -> {
              throw invalid("by", it, "from PT1S to P36500D");
            });
  }

  private static void check(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw invalid(name, value, least + " to " + most);
    }
  }

  private static MeshException invalid(String name, Object value, String rule) {
    return new MeshException(
        ProducerError.FAULT_PLAN_INVALID, "Invalid " + name + ": " + value + " (" + rule + ")");
  }

  /** The same, for some properties only. */
  public FaultOptions withFields(String... names) {
    return new FaultOptions(List.of(names), within, by, bytes, contract);
  }

  /** The same, sent up to so many rows later. */
  public FaultOptions withWithin(int rows) {
    return new FaultOptions(fields, OptionalInt.of(rows), by, bytes, contract);
  }

  /** The same, with times that are moved so far. */
  public FaultOptions withBy(Duration time) {
    return new FaultOptions(fields, within, Optional.of(time), bytes, contract);
  }

  /** The same, with events of that length. */
  public FaultOptions withBytes(int length) {
    return new FaultOptions(fields, within, by, OptionalInt.of(length), contract);
  }

  /** The same, with events of that version. */
  public FaultOptions withContract(DataContract version) {
    return new FaultOptions(fields, within, by, bytes, Optional.of(version));
  }

  /** The names of the options that say something. */
  List<String> given() {
    List<String> names = new ArrayList<>();
    if (!fields.isEmpty()) {
      names.add("fields");
    }
    within.ifPresent(it -> names.add("within"));
    by.ifPresent(it -> names.add("by"));
    bytes.ifPresent(it -> names.add("bytes"));
    contract.ifPresent(it -> names.add("contract"));
    return names;
  }
}
