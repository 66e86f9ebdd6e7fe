// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.hint;

import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.ScalarNode;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A box on the globe that generated coordinates stay in.
 *
 * @param south the lowest latitude
 * @param west the lowest longitude
 * @param north the highest latitude
 * @param east the highest longitude
 * @param speedKmh how fast a point walks from one event to the next; absent when points are
 *     anywhere in the box
 */
public record GeoBounds(
    double south, double west, double north, double east, OptionalDouble speedKmh) {
  /**
   * The bounds that a map states; empty when one is missing, out of range or the wrong way round.
   */
  public static Optional<GeoBounds> of(MapNode map) {
    double south = number(map, "south");
    double west = number(map, "west");
    double north = number(map, "north");
    double east = number(map, "east");
    boolean valid =
        south >= -90
            && north <= 90
            && south <= north
            && west >= -180
            && east <= 180
            && west <= east;
    if (!valid) {
      return Optional.empty();
    }
    double speed = number(map, "speedKmh");
    boolean walks = map.text("motion").filter("walk"::equals).isPresent() && speed > 0;
    return Optional.of(
        new GeoBounds(
            south, west, north, east, walks ? OptionalDouble.of(speed) : OptionalDouble.empty()));
  }

  private static double number(MapNode map, String key) {
    return map.scalar(key)
        .filter(ScalarNode::isNumber)
        .map(it -> it.decimal().doubleValue())
        .orElse(Double.NaN);
  }
}
