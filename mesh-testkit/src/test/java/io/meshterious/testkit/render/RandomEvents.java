// SPDX-License-Identifier: Apache-2.0
package io.meshterious.testkit.render;

import io.meshterious.core.contract.LogicalType;
import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.Table;
import io.meshterious.core.contract.TypeOptions;
import io.meshterious.core.contract.hint.TableHints;
import io.meshterious.core.contract.type.DataType;
import io.meshterious.core.document.ListNode;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.Node;
import io.meshterious.core.document.ScalarNode;
import io.meshterious.core.pattern.LinearPattern;
import io.meshterious.testkit.SeededRandom;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Events made by chance that fulfil a table's contract, written in all the ways that are allowed.
 */
final class RandomEvents {
  private static final List<String> LETTERS =
      List.of("a", "Z", "0", " ", "ß", "é", "日", "🚚", "\"", "\\", "\n");
  private final SeededRandom random;

  RandomEvents(SeededRandom random) {
    this.random = random;
  }

  MapNode event(Table table) {
    boolean open = table.hints().unknownFields() != TableHints.UnknownFields.REJECT;
    MapNode event = object(table.properties(), List.of(), 0, open);
    Optional<String> type = table.hints().eventType();
    if (type.isPresent() && event.scalar("event_type").isPresent()) {
      return event.with("event_type", ScalarNode.text(type.get()));
    }
    return event;
  }

  private MapNode object(
      List<Property> properties, List<String> required, int atLeast, boolean open) {
    MapNode.Builder object = MapNode.builder();
    int left = properties.size();
    int present = 0;
    for (Property property : properties) {
      boolean needed = property.required() || required.contains(property.name());
      int choice = needed || present + left <= atLeast ? 3 : random.below(4);
      if (choice == 1) {
        object.put(property.name(), ScalarNode.NULL);
      } else if (choice > 1) {
        object.put(property.name(), value(property));
      }
      present += choice > 0 ? 1 : 0;
      left--;
    }
    if (open && random.oneIn(5)) {
      object.put("nobody knows", List.of(1, "two"));
    }
    return object.build();
  }

  Node value(Property property) {
    List<ScalarNode> allowed = property.allowedValues();
    DataType type = property.dataType();
    TypeOptions options = property.options();
    boolean text = type instanceof DataType.Text;
    if (!allowed.isEmpty()) {
      ScalarNode one = random.oneOf(allowed);
      return text ? ScalarNode.text(one.text()) : one;
    } else if (type instanceof DataType.Bool) {
      return ScalarNode.flag(random.oneIn(2));
    } else if (type instanceof DataType.Int whole) {
      return whole(whole, options);
    } else if (type instanceof DataType.Decimal decimal) {
      return decimal(decimal, options);
    } else if (type instanceof DataType.Real real) {
      return real(real, options);
    } else if (text) {
      return ScalarNode.text(text(property));
    } else if (type instanceof DataType.Uuid) {
      String uuid = new UUID(random.anyLong(), random.anyLong()).toString();
      return ScalarNode.text(random.oneIn(3) ? uuid.toUpperCase(Locale.ROOT) : uuid);
    } else if (type instanceof DataType.Binary) {
      int least = options.minLength().orElse(0);
      byte[] bytes = new byte[random.between(least, options.maxLength().orElse(least + 20))];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) random.below(256);
      }
      return ScalarNode.text(Base64.getEncoder().encodeToString(bytes));
    } else if (type instanceof DataType.Struct) {
      boolean open = false;
      return object(
          property.properties(),
          options.requiredProperties(),
          options.minProperties().orElse(0),
          open);
    } else if (type instanceof DataType.Array) {
      return array(property.items().orElseThrow(), options);
    } else if (type instanceof DataType.Json) {
      return json(property);
    }
    return ScalarNode.text(time(type, options));
  }

  private ScalarNode whole(DataType.Int type, TypeOptions options) {
    BigInteger half = BigInteger.ONE.shiftLeft(type.signed() ? type.bits() - 1 : type.bits());
    BigInteger least = type.signed() ? half.negate() : BigInteger.ZERO;
    BigInteger most = half.subtract(BigInteger.ONE);
    BigInteger from = bound(options.minimum(), 0, least, RoundingMode.CEILING);
    from = from.max(bound(options.exclusiveMinimum(), 1, least, RoundingMode.FLOOR));
    BigInteger to = bound(options.maximum(), 0, most, RoundingMode.FLOOR);
    to = to.min(bound(options.exclusiveMaximum(), -1, most, RoundingMode.CEILING));
    BigInteger step = options.multipleOf().map(BigDecimal::toBigInteger).orElse(BigInteger.ONE);
    BigDecimal value = new BigDecimal(multiple(from.max(least), to.min(most), step));
    boolean longer = value.toBigInteger().bitLength() > 63;
    return ScalarNode.number(!longer && random.oneIn(10) ? value.setScale(1) : value);
  }

  private static BigInteger bound(
      Optional<ScalarNode> stated, int more, BigInteger unlessSaid, RoundingMode mode) {
    return stated
        .map(it -> it.decimal().setScale(0, mode).toBigInteger().add(BigInteger.valueOf(more)))
        .orElse(unlessSaid);
  }

  /** A multiple of the step between two numbers, often one of the ends. */
  private BigInteger multiple(BigInteger from, BigInteger to, BigInteger step) {
    BigInteger first = from.subtract(BigInteger.ONE).divide(step);
    while (first.multiply(step).compareTo(from) < 0) {
      first = first.add(BigInteger.ONE);
    }
    BigInteger last = to.add(BigInteger.ONE).divide(step);
    while (last.multiply(step).compareTo(to) > 0) {
      last = last.subtract(BigInteger.ONE);
    }
    BigInteger count = last.subtract(first).add(BigInteger.ONE);
    BigInteger any = new BigInteger(140, new java.util.Random(random.anyLong())).mod(count);
    BigInteger index =
        random.oneIn(5) ? BigInteger.ZERO : random.oneIn(5) ? count.subtract(BigInteger.ONE) : any;
    return first.add(index).multiply(step);
  }

  private ScalarNode decimal(DataType.Decimal type, TypeOptions options) {
    BigInteger beyond = BigInteger.TEN.pow(type.precision());
    BigInteger least = beyond.negate().add(BigInteger.ONE);
    BigInteger most = beyond.subtract(BigInteger.ONE);
    BigInteger from = scaled(options.minimum(), 0, least, type, RoundingMode.CEILING);
    from = from.max(scaled(options.exclusiveMinimum(), 1, least, type, RoundingMode.FLOOR));
    BigInteger to = scaled(options.maximum(), 0, most, type, RoundingMode.FLOOR);
    to = to.min(scaled(options.exclusiveMaximum(), -1, most, type, RoundingMode.CEILING));
    BigInteger step = BigInteger.ONE;
    if (options.multipleOf().isPresent()) {
      BigDecimal wanted = options.multipleOf().get().movePointRight(type.scale());
      step = wanted.unscaledValue();
      if (wanted.scale() <= 0) {
        step = wanted.toBigIntegerExact();
      }
    }
    BigDecimal value = new BigDecimal(multiple(from.max(least), to.min(most), step), type.scale());
    return ScalarNode.number(random.oneIn(3) ? value.stripTrailingZeros() : value);
  }

  private static BigInteger scaled(
      Optional<ScalarNode> stated,
      int more,
      BigInteger unlessSaid,
      DataType.Decimal type,
      RoundingMode mode) {
    return stated
        .map(
            it ->
                it.decimal()
                    .movePointRight(type.scale())
                    .setScale(0, mode)
                    .toBigInteger()
                    .add(BigInteger.valueOf(more)))
        .orElse(unlessSaid);
  }

  private ScalarNode real(DataType.Real type, TypeOptions options) {
    double largest = type.bits() == 32 ? 1e38 : 1e300;
    double from = first(options.minimum(), options.exclusiveMinimum(), -largest);
    double to = first(options.maximum(), options.exclusiveMaximum(), largest);
    double part =
        options.exclusiveMinimum().isPresent() || options.exclusiveMaximum().isPresent()
            ? 0.01 + 0.98 * random.fraction()
            : random.oneIn(5) ? random.below(2) : random.fraction();
    double value = from * (1 - part) + to * part;
    return ScalarNode.number(Math.max(from, Math.min(to, value)));
  }

  private static double first(
      Optional<ScalarNode> one, Optional<ScalarNode> other, double unlessSaid) {
    return one.or(() -> other).map(it -> it.decimal().doubleValue()).orElse(unlessSaid);
  }

  private String text(Property property) {
    TypeOptions options = property.options();
    int least = options.minLength().orElse(0);
    int most = ((DataType.Text) property.dataType()).maxLength().orElse(Integer.MAX_VALUE);
    if (options.pattern().isPresent()) {
      LinearPattern pattern = LinearPattern.compile(options.pattern().get());
      for (int i = 0; i < 1_000; i++) {
        String text = pattern.example(random.anyLong());
        int missing = least - text.codePointCount(0, text.length());
        text += "a".repeat(Math.max(0, missing));
        if (text.codePointCount(0, text.length()) <= most && pattern.matches(text)) {
          return text;
        }
      }
      throw new IllegalStateException("No example of " + pattern + " fits " + property.path());
    }
    return switch (options.format().orElse("")) {
      case "email" -> "user" + random.below(100) + "@mail.example";
      case "uri" -> "https://mesh.example/" + random.below(100) + "?q=%20";
      case "hostname" -> "host-" + random.below(100) + ".example";
      case "ipv4" -> "10.0." + random.below(256) + "." + random.below(256);
      case "ipv6" -> "2001:db8::" + Integer.toHexString(random.below(65_536));
      default -> letters(random.between(least, (int) Math.min(most, least + 30L)));
    };
  }

  private String letters(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(random.oneOf(LETTERS));
    }
    return text.toString();
  }

  private Node array(Property items, TypeOptions options) {
    int least = options.minItems().orElse(0);
    int count = random.between(least, Math.min(options.maxItems().orElse(least + 4), least + 4));
    List<Node> values = new ArrayList<>();
    for (int tries = 0; values.size() < count && tries < 100; tries++) {
      Node value = !items.required() && random.oneIn(6) ? ScalarNode.NULL : value(items);
      if (!options.uniqueItems() || values.stream().noneMatch(value::equals)) {
        values.add(value);
      }
    }
    return ListNode.of(values);
  }

  private Node json(Property property) {
    Node object = MapNode.builder().put("any", List.of(1, "x")).build();
    Node array =
        ListNode.of(
            List.of(1, List.of(), "x")
                .subList(0, Math.min(3, property.options().maxItems().orElse(3))));
    if (property.logicalType().filter(LogicalType.OBJECT::equals).isPresent()) {
      return object;
    } else if (property.logicalType().filter(LogicalType.ARRAY::equals).isPresent()) {
      return array;
    }
    return random.oneOf(
        List.of(
            object, array, ScalarNode.text("text"), ScalarNode.number(1), ScalarNode.flag(true)));
  }

  private String time(DataType type, TypeOptions options) {
    LocalDate day = LocalDate.of(1, 1, 1).plusDays(random.below(3_652_000));
    LocalTime clock = LocalTime.ofNanoOfDay(Math.floorMod(random.anyLong(), 86_400_000_000_000L));
    ZoneOffset offset = ZoneOffset.ofTotalSeconds(random.between(-72, 72) * 900);
    if (options.format().isPresent()) {
      return DateTimeFormatter.ofPattern(options.format().get(), Locale.ROOT)
          .format(OffsetDateTime.of(day, clock, offset));
    } else if (type instanceof DataType.Date) {
      return day.toString();
    } else if (type instanceof DataType.Time time) {
      return clock(clock, time.fraction());
    }
    DataType.Timestamp timestamp = (DataType.Timestamp) type;
    LocalDateTime local = day.atTime(clock);
    String zone =
        !timestamp.zoned()
            ? ""
            : offset.getTotalSeconds() == 0 || random.oneIn(3) ? "Z" : offset.getId();
    return local.toLocalDate() + "T" + clock(clock, timestamp.fraction()) + zone;
  }

  private String clock(LocalTime clock, int digits) {
    String seconds =
        DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT)
            .format(clock.truncatedTo(ChronoUnit.SECONDS));
    int shown = random.below(digits + 1);
    String nanos = String.format(Locale.ROOT, "%09d", clock.get(ChronoField.NANO_OF_SECOND));
    String fraction = nanos.substring(0, shown);
    String zeros = random.oneIn(4) ? "0".repeat(random.below(10 - shown)) : "";
    return (fraction + zeros).isEmpty() ? seconds : seconds + "." + fraction + zeros;
  }
}
