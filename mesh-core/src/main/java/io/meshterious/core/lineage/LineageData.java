// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.lineage;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Some data that a job read or wrote.
 *
 * @param name what it is called: the name of a table, or a URI without user, password and options
 * @param at how far it was read, or which state of it was written, by names of its own: {@code
 *     snapshot} of a table, the offset of a stream; empty when that is not known
 * @param counts how much of it there was, such as {@code rows}, {@code events} or {@code bytes}
 */
public record LineageData(String name, Map<String, String> at, Map<String, Long> counts) {
  /** Keeps copies of the maps, sorted. */
  public LineageData {
    at = Collections.unmodifiableMap(new TreeMap<>(at));
    counts = Collections.unmodifiableMap(new TreeMap<>(counts));
  }
}
