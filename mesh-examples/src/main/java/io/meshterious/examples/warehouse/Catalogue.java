// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.warehouse;

import io.meshterious.producers.EventBuffer;
import io.meshterious.producers.GeneratedTable;
import io.meshterious.producers.column.Column;
import io.meshterious.producers.draw.Draw;
import io.meshterious.producers.draw.Weights;
import java.util.ArrayList;
import java.util.List;

/** What there is to know about products: how they sell, what they cost, when they are promoted. */
final class Catalogue {
  static final int PRODUCTS = 500;

  /** The last ones are no longer sold. */
  static final int SOLD = 460;

  static final List<String> CATEGORIES =
      List.of("furniture", "lighting", "kitchen", "garden", "tools", "toys", "office");
  static final List<String> PATTERNS = List.of("smooth", "seasonal", "intermittent");
  static final int SEASONAL = 1;
  static final int INTERMITTENT = 2;

  static final List<String> CURRENCIES = List.of("EUR", "CHF", "DKK", "PLN");

  /** Hundredths of each currency for a euro; they stay as they are. */
  private static final long[] EXCHANGE = {100, 95, 746, 430};

  /** Shares of the currencies in each region, in percent. */
  private static final int[][] PAID_IN = {{88, 0, 12, 0}, {80, 20, 0, 0}, {92, 0, 0, 8}, {100}};

  private static final double[] CATEGORY_WEIGHTS = {18, 14, 20, 12, 14, 12, 10};
  private static final double[] PATTERN_WEIGHTS = {50, 25, 25};

  /** The best sellers do not sell now and then. */
  private static final int ALWAYS_SOLD = 20;

  /** Price as percent of cost, for each category. */
  private static final long[] MARGINS = {210, 190, 180, 175, 165, 200, 150};

  /** Price level of each region, in percent. */
  private static final long[] REGION_PRICES = {100, 105, 94, 101};

  /** Thousandths by which a seasonal product sells more or less in each month of the year. */
  private static final int[][] SEASONS = {
    {1050, 1050, 1100, 1000, 950, 900, 850, 850, 1000, 1050, 1100, 1100},
    {1400, 1250, 1050, 850, 700, 600, 600, 750, 1000, 1250, 1500, 1550},
    {900, 900, 950, 950, 950, 950, 900, 900, 1000, 1100, 1300, 1700},
    {400, 550, 1200, 1800, 1900, 1600, 1300, 1000, 800, 600, 450, 400},
    {850, 900, 1150, 1250, 1200, 1050, 950, 950, 1000, 1000, 900, 800},
    {650, 650, 750, 800, 850, 850, 850, 800, 900, 1100, 1900, 2400},
    {1400, 1100, 950, 900, 850, 800, 850, 1300, 1500, 1050, 800, 700},
  };

  /** Promotions last the first days of one week in so many of each product. */
  static final double PROMOTED = 0.06;

  static final int PROMOTION_DAYS = 5;
  static final int PROMOTION_QTY_PERCENT = 180;
  static final int PROMOTION_PRICE_PERCENT = 85;

  private final int[] category = new int[PRODUCTS];
  private final int[] pattern = new int[PRODUCTS];
  private final long[] cost = new long[PRODUCTS];
  private final int[] costCurrency = new int[PRODUCTS];
  private final long promotionKey;
  private final long currencyKey;

  /**
   * The catalogue behind a table of products.
   *
   * @param products the dimension
   */
  Catalogue(GeneratedTable products) {
    kinds(products, category, pattern);
    promotionKey = products.key("#promotions");
    currencyKey = products.key("#currencies");
    Column costs = products.column("unit_cost");
    Column currencies = products.column("currency");
    List<String> known = new ArrayList<>(CURRENCIES);
    EventBuffer text = new EventBuffer();
    for (int i = 0; i < PRODUCTS; i++) {
      cost[i] = costs.numbers().at(i);
      text.clear();
      currencies.texts().write(i, text);
      costCurrency[i] = Math.max(0, known.indexOf(text.toString()));
    }
  }

  /** Decides categories and patterns, before the table states them. */
  static void kinds(GeneratedTable products, int[] category, int[] pattern) {
    Weights categories = new Weights(CATEGORY_WEIGHTS);
    Weights patterns = new Weights(PATTERN_WEIGHTS);
    long categoryKey = products.key("category");
    long patternKey = products.key("demand_pattern");
    for (int i = 0; i < PRODUCTS; i++) {
      category[i] = categories.at(Draw.unit(Draw.bits(categoryKey, i)));
      int drawn = patterns.at(Draw.unit(Draw.bits(patternKey, i)));
      pattern[i] = drawn == INTERMITTENT && i < ALWAYS_SOLD ? 0 : drawn;
    }
  }

  int category(int product) {
    return category[product];
  }

  int pattern(int product) {
    return pattern[product];
  }

  /** Thousandths by which a product sells more or less on a day. */
  int season(int product, long day) {
    // The month of a day to within a day or two is enough for a season.
    int month = (int) (Math.floorMod(day * 100, 36_525L) * 12 / 36_525);
    return pattern[product] == SEASONAL ? SEASONS[category[product]][month] : 1000;
  }

  boolean isPromoted(int product, long day) {
    long week = Math.floorDiv(day, 7);
    return Math.floorMod(day, 7) < PROMOTION_DAYS
        && Draw.unit(Draw.bits(promotionKey, week * PRODUCTS + product)) < PROMOTED;
  }

  /** The currency in which an order of a region is paid. */
  int currency(int region, long order) {
    long percent = Draw.below(Draw.bits(currencyKey, order), 100);
    int currency = 0;
    long upTo = PAID_IN[region][0];
    while (percent >= upTo) {
      currency++;
      upTo += PAID_IN[region][currency];
    }
    return currency;
  }

  /** The price of a piece on a day, in hundredths of a currency. */
  long price(int product, int region, int currency, long day) {
    long promotion = isPromoted(product, day) ? PROMOTION_PRICE_PERCENT : 100;
    long price = cost[product] * MARGINS[category[product]] * REGION_PRICES[region] * promotion;
    long euros = EXCHANGE[costCurrency[product]] * 1_000_000;
    return Math.min(999_999, Math.max(1, (price * EXCHANGE[currency] + euros / 2) / euros));
  }

  /** What a delivery costs a piece, in hundredths of the currency of the cost: up to 5 % around. */
  long deliveryCost(int product, long bits) {
    long permille = 950 + Draw.below(bits, 101);
    return Math.max(1, (cost[product] * permille + 500) / 1000);
  }
}
