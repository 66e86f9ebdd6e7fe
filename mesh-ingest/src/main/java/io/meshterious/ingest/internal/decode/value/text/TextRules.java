// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.decode.value.text;

import io.meshterious.core.contract.constraint.Constraints;
import io.meshterious.core.contract.constraint.JsonForms;
import io.meshterious.core.contract.type.DataType;
import io.meshterious.core.pattern.LinearPattern;
import io.meshterious.ingest.decode.DecodeError;
import io.meshterious.ingest.internal.decode.Finding;
import io.meshterious.ingest.internal.decode.Utf8;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a text has to be. */
final class TextRules {
  /** A pattern that says no more than how long a text is, which need not be matched. */
  private static final Pattern LENGTHS = Pattern.compile("\\^\\.\\{(\\d+),(\\d+)}\\$");

  private final String path;
  private final int least;
  private final int most;
  private final String format;
  private final LinearPattern[] forms;
  private final int leastOfForm;
  private final int mostOfForm;
  private final Optional<LinearPattern> pattern;

  // What a text of ASCII has to be, in short.
  private final int shortest;
  private final int longest;
  private final LinearPattern[] all;

  TextRules(String path, Constraints constraints) {
    this.path = path;
    this.least = constraints.minLength().orElse(0);
    this.most = constraints.maxLength().orElse(Integer.MAX_VALUE);
    this.format = constraints.format().orElse("");
    List<String> ofFormat =
        constraints.type() instanceof DataType.Text ? JsonForms.ofFormat(format) : List.of();
    int formLeast = 0;
    int formMost = Integer.MAX_VALUE;
    List<LinearPattern> patterns = new ArrayList<>();
    for (String form : ofFormat) {
      Matcher lengths = LENGTHS.matcher(form);
      if (lengths.matches()) {
        formLeast = Integer.parseInt(lengths.group(1));
        formMost = Integer.parseInt(lengths.group(2));
      } else {
        patterns.add(LinearPattern.compile(form));
      }
    }
    this.forms = patterns.toArray(LinearPattern[]::new);
    this.leastOfForm = formLeast;
    this.mostOfForm = formMost;
    this.pattern = constraints.pattern().map(LinearPattern::compile);
    this.shortest = Math.max(least, leastOfForm);
    this.longest = Math.min(most, mostOfForm);
    this.all = Stream.concat(patterns.stream(), pattern.stream()).toArray(LinearPattern[]::new);
  }

  /** Whether there is anything that a text has to be. */
  boolean any() {
    return least > 0 || most < Integer.MAX_VALUE || forms.length > 0 || pattern.isPresent();
  }

  /** Whether a text of ASCII is what it has to be. */
  boolean allowPlain(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length < shortest || length > longest) {
      return false;
    }
    for (LinearPattern each : all) {
      if (!each.matches(bytes, from, to)) {
        return false;
      }
    }
    return true;
  }

  /** Whether a text is what it has to be; says why when it is not. */
  boolean check(Finding finding, byte[] text, int length, int at) {
    int characters = Utf8.characters(text, 0, length);
    if (characters < least) {
      finding.fail(
          DecodeError.LENGTH_WRONG, path, at, "it is shorter than " + least + " characters");
      return false;
    } else if (characters > most) {
      finding.fail(DecodeError.LENGTH_WRONG, path, at, "it is longer than " + most + " characters");
      return false;
    }
    boolean formed = characters >= leastOfForm && characters <= mostOfForm;
    for (LinearPattern form : forms) {
      formed = formed && form.matches(text, 0, length);
    }
    if (!formed) {
      finding.fail(DecodeError.FORM_BROKEN, path, at, "it is no " + format);
      return false;
    }
    if (pattern.isPresent() && !pattern.get().matches(text, 0, length)) {
      finding.fail(
          DecodeError.PATTERN_BROKEN,
          path,
          at,
          "it does not match the pattern " + pattern.get().source());
      return false;
    }
    return true;
  }
}
