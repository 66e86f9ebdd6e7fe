// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.warehouse;

import io.meshterious.producers.draw.Draw;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The order in which a region's stock moves: a cycle of places that repeats. Each product in each
 * warehouse is a pair; it has places by its popularity, spread over the cycle, or close together
 * when it sells now and then. The visits of a pair go through rounds of {@value #ROUND}: a restock,
 * then sales, two returns, a transfer and an adjustment. Because all this is fixed, the number of a
 * sale says where it is in the cycle, and the other way round.
 */
final class StockCycle {
  /** Visits in a round. */
  static final int ROUND = 20;

  /** What happens at each visit of a round. */
  private static final String PATTERN = "R" + "S".repeat(13) + "B" + "S" + "B" + "S" + "TA";

  /** So many rounds have all products of a warehouse that few buy often and many rarely. */
  private static final int ROUNDS = 600;

  private static final double EXPONENT = 1.05;

  /** Products that sell now and then do so in this part of the cycle. */
  private static final double BURST = 0.08;

  /** How much more a region buys of each category, in percent. */
  private static final int[][] TASTES = {
    {130, 120, 100, 70, 100, 90, 100},
    {90, 80, 110, 150, 100, 100, 90},
    {80, 100, 90, 110, 140, 110, 80},
    {100, 100, 100, 80, 70, 110, 140},
  };

  /** Events of a kind in their order. */
  static final class Kind {
    private final int[] places;
    private final int[] before;

    /**
     * Events of a kind.
     *
     * @param places where they are in the cycle
     * @param before how many of them are before each place
     */
    Kind(int[] places, int[] before) {
      this.places = places;
      this.before = before;
    }

    /** How many there are in a cycle. */
    int count() {
      return places.length;
    }

    /** Where the n-th of a cycle is in it. */
    int inCycle(int number) {
      return places[number];
    }

    /** Where the n-th is among all movements of the region. */
    long place(long number) {
      long cycle = Math.floorDiv(number, (long) places.length);
      return cycle * before.length + places[(int) (number - cycle * places.length)];
    }

    /** How many there are before a movement. */
    long before(long place) {
      long cycle = Math.floorDiv(place, (long) before.length);
      return cycle * places.length + before[(int) (place - cycle * before.length)];
    }

    /**
     * By how many an even stream has to be behind, so that what happens in it is never later than
     * what it leads to here.
     */
    long lag() {
      double lag = 0;
      for (int i = 0; i < places.length; i++) {
        lag = Math.max(lag, i + 1 - (double) places[i] / before.length * places.length);
      }
      return (long) Math.ceil(lag) + 3;
    }
  }

  private final int[] pair;
  private final int[] turn;
  private final int[] first;
  private final int[] placesOfPairs;
  private final int[] rotation;

  final Kind sales;
  final Kind restocks;
  final Kind returns;

  /** Sales that nobody returns in the usual way. */
  final Kind kept;

  /**
   * The cycle of a region.
   *
   * @param burstKey what follows from it is the same in all regions: when products sell that do so
   *     now and then
   */
  StockCycle(Catalogue catalogue, int region, long key, long burstKey) {
    int pairs = Catalogue.SOLD * Sites.PER_REGION;
    int[] rounds = rounds(catalogue, region);
    first = new int[pairs + 1];
    rotation = new int[pairs];
    for (int i = 0; i < pairs; i++) {
      int product = i / Sites.PER_REGION;
      first[i + 1] = first[i] + rounds[product] * ROUND;
      rotation[i] = (int) Draw.below(Draw.bits(key, product), rounds[product] * (long) ROUND);
    }
    int size = first[pairs];
    long[] byTime = new long[size];
    for (int i = 0; i < pairs; i++) {
      boolean burst = catalogue.pattern(i / Sites.PER_REGION) == Catalogue.INTERMITTENT;
      double phase = Draw.unit(Draw.bits(burstKey, i / Sites.PER_REGION));
      double begin = burst ? (1 - BURST) * phase : 0;
      double width = burst ? BURST : 1;
      int visits = first[i + 1] - first[i];
      for (int j = 0; j < visits; j++) {
        double unit = (j + Draw.unit(Draw.bits(key, first[i] + j, 2))) / visits;
        // Time in the upper bits; the visit's number settles what is the same.
        byTime[first[i] + j] = ((long) ((begin + width * unit) * (1L << 38)) << 24) + first[i] + j;
      }
    }
    Arrays.sort(byTime);
    pair = new int[size];
    turn = new int[size];
    placesOfPairs = new int[size];
    int[] owner = new int[size];
    for (int i = 0; i < pairs; i++) {
      Arrays.fill(owner, first[i], first[i + 1], i);
    }
    for (int place = 0; place < size; place++) {
      int visit = (int) (byTime[place] & 0xFF_FFFF);
      pair[place] = owner[visit];
      turn[place] = visit - first[owner[visit]];
      placesOfPairs[visit] = place;
    }
    sales = kind(place -> happens(place) == 'S');
    restocks = kind(place -> happens(place) == 'R');
    returns = kind(place -> happens(place) == 'B');
    kept = kind(place -> visitOf(place) == 12 || visitOf(place) == 17);
  }

  private static int[] rounds(Catalogue catalogue, int region) {
    double[] weights = new double[Catalogue.SOLD];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = StrictMath.pow(i + 1, -EXPONENT) * TASTES[region][catalogue.category(i)];
      sum += weights[i];
    }
    int[] rounds = new int[weights.length];
    for (int i = 0; i < rounds.length; i++) {
      rounds[i] = (int) Math.max(1, Math.round(ROUNDS * weights[i] / sum));
    }
    return rounds;
  }

  private Kind kind(IntPredicate belongs) {
    int[] before = new int[pair.length];
    int count = 0;
    for (int place = 0; place < before.length; place++) {
      before[place] = count;
      count += belongs.test(place) ? 1 : 0;
    }
    return new Kind(IntStream.range(0, before.length).filter(belongs).toArray(), before);
  }

  private int visitOf(int place) {
    return (turn[place] + rotation[pair[place]]) % ROUND;
  }

  private char happens(int place) {
    return PATTERN.charAt(visitOf(place));
  }

  static char happensAt(long visit) {
    return PATTERN.charAt((int) Math.floorMod(visit, (long) ROUND));
  }

  /** How many places there are. */
  int size() {
    return pair.length;
  }

  /** How many visits of the cycle are those of a pair. */
  int visits(int ofPair) {
    return first[ofPair + 1] - first[ofPair];
  }

  /** The pair that a movement is of. */
  int pairAt(long place) {
    return pair[(int) Math.floorMod(place, (long) pair.length)];
  }

  static int product(int ofPair) {
    return ofPair / Sites.PER_REGION;
  }

  static int warehouse(int ofPair) {
    return ofPair % Sites.PER_REGION;
  }

  /** Which visit of its pair a movement is; rounds begin at multiples of {@value #ROUND}. */
  long visitAt(long place) {
    long cycle = Math.floorDiv(place, (long) pair.length);
    int inCycle = (int) (place - cycle * pair.length);
    int ofPair = pair[inCycle];
    return cycle * visits(ofPair) + turn[inCycle] + rotation[ofPair];
  }

  /** The first visit that there is of a pair. */
  long firstVisit(int ofPair) {
    return rotation[ofPair];
  }

  /** The movement that is a visit of a pair. */
  long placeOf(int ofPair, long visit) {
    long turns = visit - rotation[ofPair];
    int visits = visits(ofPair);
    long cycle = Math.floorDiv(turns, (long) visits);
    int inCycle = (int) (turns - cycle * visits);
    return cycle * pair.length + placesOfPairs[first[ofPair] + inCycle];
  }

  /** The last visit of a pair before a movement's place; less than the first when there is none. */
  long lastVisitBefore(int ofPair, long place) {
    long cycle = Math.floorDiv(place, (long) pair.length);
    int inCycle = (int) (place - cycle * pair.length);
    int found = Arrays.binarySearch(placesOfPairs, first[ofPair], first[ofPair + 1], inCycle);
    int before = (found < 0 ? -found - 1 : found) - first[ofPair];
    return cycle * visits(ofPair) + before - 1 + rotation[ofPair];
  }
}
