// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.pattern.internal;

import io.meshterious.core.pattern.PatternDialect;
import io.meshterious.core.pattern.internal.Regex.Chars;
import io.meshterious.core.pattern.internal.Regex.Choice;
import io.meshterious.core.pattern.internal.Regex.Repeat;
import io.meshterious.core.pattern.internal.Regex.Sequence;
import io.meshterious.core.pattern.internal.Regex.TextEnd;
import io.meshterious.core.pattern.internal.Regex.TextStart;

/**
 * Writes a tree as a pattern of one dialect.
 *
 * <p>Some engines limit the count of a repetition, and RE2 also the product of nested counts. A
 * repetition beyond that is written as several in a row: {@code x{300}} as {@code x{255}x{45}}.
 */
public final class PatternWriter {
  private static final int WHOLE = 0;
  private static final int PART = 1;
  private static final int ATOM = 2;

  private final PatternDialect dialect;
  private final CharsWriter chars;
  private final StringBuilder out = new StringBuilder();
  private final int maxCount;
  private final int maxProduct;

  private PatternWriter(PatternDialect dialect) {
    this.dialect = dialect;
    this.chars = new CharsWriter(dialect, out);
    this.maxCount =
        switch (dialect) {
          case ECMA, JAVA, SPARK -> Integer.MAX_VALUE;
          case RE2 -> 1000;
          case POSTGRESQL, SNOWFLAKE -> 255;
        };
    this.maxProduct =
        switch (dialect) {
          case ECMA, JAVA, SPARK, POSTGRESQL -> Integer.MAX_VALUE;
          case RE2, SNOWFLAKE -> 1000;
        };
  }

  /** The pattern's text in a dialect. */
  public static String write(Regex regex, PatternDialect dialect) {
    PatternWriter writer = new PatternWriter(dialect);
    writer.write(regex, WHOLE);
    return writer.out.toString();
  }

  private void write(Regex regex, int place) {
    boolean several =
        regex instanceof Choice || regex instanceof Sequence || regex instanceof Repeat;
    boolean grouped = place == ATOM && several || place == PART && regex instanceof Choice;
    if (grouped) {
      out.append(dialect == PatternDialect.SNOWFLAKE ? "(" : "(?:");
    }
    if (regex instanceof Chars one) {
      chars.write(one.set());
    } else if (regex instanceof TextStart) {
      out.append(dialect == PatternDialect.POSTGRESQL ? "\\A" : "^");
    } else if (regex instanceof TextEnd) {
      out.append(textEnd());
    } else if (regex instanceof Sequence sequence) {
      sequence.parts().forEach(part -> write(part, PART));
    } else if (regex instanceof Choice choice) {
      String bar = "";
      for (Regex branch : choice.branches()) {
        out.append(bar);
        write(branch, WHOLE);
        bar = "|";
      }
    } else if (regex instanceof Repeat repeat) {
      writeRepeat(repeat);
    }
    if (grouped) {
      out.append(')');
    }
  }

  private String textEnd() {
    return switch (dialect) {
      case ECMA, SNOWFLAKE -> "$";
      case JAVA, SPARK, RE2 -> "\\z";
      case POSTGRESQL -> "\\Z";
    };
  }

  private void writeRepeat(Repeat repeat) {
    int chunk = chunk(repeat.body());
    int required = repeat.min();
    if (repeat.max() <= chunk && required <= chunk) {
      writeCounted(repeat.body(), required, repeat.max());
      return;
    }
    if (repeat.max() == Regex.UNLIMITED) {
      for (; required > chunk; required -= chunk) {
        writeCounted(repeat.body(), chunk, chunk);
      }
      writeCounted(repeat.body(), required, Regex.UNLIMITED);
      return;
    }
    int optional = repeat.max() - required;
    for (; required > 0; required -= Math.min(chunk, required)) {
      writeCounted(repeat.body(), Math.min(chunk, required), Math.min(chunk, required));
    }
    for (; optional > 0; optional -= Math.min(chunk, optional)) {
      writeCounted(repeat.body(), 0, Math.min(chunk, optional));
    }
  }

  private void writeCounted(Regex body, int min, int max) {
    if (min == 1 && max == 1) {
      write(body, PART);
      return;
    }
    write(body, ATOM);
    if (min == 0 && max == 1) {
      out.append('?');
    } else if (max == Regex.UNLIMITED && min <= 1) {
      out.append(min == 0 ? '*' : '+');
    } else {
      out.append('{').append(min);
      if (max != min) {
        out.append(',');
        if (max != Regex.UNLIMITED) {
          out.append(max);
        }
      }
      out.append('}');
    }
  }

  /** The greatest count that may be written behind a body. */
  private int chunk(Regex body) {
    return Math.min(maxCount, maxProduct / product(body));
  }

  /** The greatest product of nested counts in what is written for a tree. */
  private int product(Regex regex) {
    int greatest = 1;
    for (Regex child : regex.children()) {
      greatest = Math.max(greatest, product(child));
    }
    if (regex instanceof Repeat repeat) {
      int count = Math.max(1, Math.max(repeat.min(), repeat.max()));
      greatest *= Math.min(count, Math.min(maxCount, maxProduct / greatest));
    }
    return greatest;
  }
}
