// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.constraint;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.core.contract.type.DataType;
import io.meshterious.core.pattern.LinearPattern;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonFormsTest {
  @Test
  void date_acceptsExactlyTheDaysOfTheCalendar() {
    Pattern date = Pattern.compile(TemporalForm.of(new DataType.Date()));
    for (int year : List.of(0, 1, 4, 99, 100, 400, 1900, 1999, 2000, 2023, 2024, 2100, 9999)) {
      for (int month = 0; month <= 13; month++) {
        for (int day = 0; day <= 32; day++) {
          String text = String.format(Locale.ROOT, "%04d-%02d-%02d", year, month, day);
          assertThat(date.matcher(text).find())
              .as(text)
              .isEqualTo(year > 0 && isDay(year, month, day));
        }
      }
    }
  }

  @Test
  void ownForm_acceptsExactlyTheDaysOfTheCalendar() {
    Pattern date = Pattern.compile(TemporalForm.of("'on' dd.MM.yyyy").orElseThrow());

    assertThat(date.matcher("on 29.02.2024").find()).isTrue();
    assertThat(date.matcher("on 29.02.2023").find()).isFalse();
    assertThat(date.matcher("on 31.04.2023").find()).isFalse();
    assertThat(date.matcher("on 31x12.2023").find()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-14T09:26:53Z, true",
    "2026-03-14T09:26:53.589Z, true",
    "2026-03-14T09:26:53.123456+02:00, true",
    "2026-03-14T09:26:53.123456000-11:30, true",
    "2026-03-14T09:26:53.1234567Z, false",
    "2026-03-14T09:26:53+18:00, true",
    "2026-03-14T09:26:53+18:01, false",
    "2026-03-14T09:26:53, false",
    "2026-03-14t09:26:53Z, false",
    "2026-03-14 09:26:53Z, false",
    "2026-03-14T24:00:00Z, false",
    "2026-03-14T09:60:00Z, false",
    "2026-03-14T09:59:60Z, false",
    "2026-02-30T09:26:53Z, false",
    "2026-03-14T09:26Z, false",
    "2026-03-14T09:26:53.Z, false",
    "2026-03-14T09:26:53+0200, false"
  })
  void timestamp_isAnRfc3339TimeWithoutLosingADigit(String text, boolean accepted) {
    assertThat(found(TemporalForm.of(new DataType.Timestamp(6, true)), text)).isEqualTo(accepted);
  }

  @ParameterizedTest
  @CsvSource({
    "25:00:00, false",
    "09:26:53, true",
    "09:26:53.000, true",
    "09:26:53.120000000, true",
    "09:26:53.1234, false",
    "9:26:53, false",
    "09:26:53Z, false"
  })
  void time_hasNoOffset(String text, boolean accepted) {
    assertThat(found(TemporalForm.of(new DataType.Time(3)), text)).isEqualTo(accepted);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "yyyyMMdd'T'HHmmssXX, 20260314T092653+0200, true",
        "yyyyMMdd'T'HHmmssXX, 20260314T092653Z, true",
        "yyyyMMdd'T'HHmmssXX, 20260230T092653Z, false",
        "yyyyMMdd'T'HHmmssx, 20260314T092653Z, false",
        "yyyyMMdd'T'HHmmssx, 20260314T092653+02, true",
        "uuuu/M/d, 2026/3/14, true",
        "uuuu/M/d, 2026/13/14, false",
        "yyyy-DDD, 2026-366, true",
        "yyyy-DDD, 2026-367, false"
      })
  void ownForm_matchesWhatAFormatterWrites(String form, String text, boolean accepted) {
    String pattern = TemporalForm.of(form).orElseThrow();

    assertThat(found(pattern, text)).isEqualTo(accepted);
  }

  @Test
  void bytes_countWhatTheBase64TextStandsFor() {
    for (int least = 0; least < 8; least++) {
      for (int most = least; most < 9; most++) {
        List<String> patterns = JsonForms.bytes(OptionalInt.of(least), OptionalInt.of(most));
        for (int length = 0; length < 14; length++) {
          String text = Base64.getEncoder().encodeToString(new byte[length]);
          boolean all = patterns.stream().allMatch(pattern -> found(pattern, text));
          assertThat(all)
              .as("%s of %s..%s", length, least, most)
              .isEqualTo(length >= least && length <= most);
          assertThat(found(JsonForms.BASE64, text)).isTrue();
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "AA=, false",
    "AAA, false",
    "AB==, false",
    "AQ==, true",
    "A-__, false",
    "AAAA, true",
    "AAB=, false"
  })
  void base64_hasOneTextForEachValue(String text, boolean accepted) {
    assertThat(found(JsonForms.BASE64, text)).isEqualTo(accepted);
  }

  @ParameterizedTest
  @CsvSource({
    "email, zoe@customer.example, true",
    "email, zoe@customer, true",
    "email, zoe, false",
    "email, zoe@-x.example, false",
    "email, a b@x.example, false",
    "hostname, mesh.example, true",
    "hostname, -mesh.example, false",
    "hostname, mesh..example, false",
    "ipv4, 192.168.0.1, true",
    "ipv4, 192.168.0.256, false",
    "ipv4, 192.168.01.1, false",
    "ipv6, ::1, true",
    "ipv6, ::, true",
    "ipv6, 2001:db8::8a2e:370:7334, true",
    "ipv6, 1:2:3:4:5:6:7:8, true",
    "ipv6, 1:2:3:4:5:6:7::, true",
    "ipv6, ::ffff:10.0.0.1, true",
    "ipv6, 1:2:3:4:5:6:7, false",
    "ipv6, 1::2::3, false",
    "ipv6, 12345::, false",
    "uri, https://mesh.example/a?b=%20#c, true",
    "uri, mailto:x@y, true",
    "uri, /relative, false",
    "uri, http://a b, false",
    "uri, http://a/%2, false",
    "password, anything, true"
  })
  void format_isChecked(String format, String text, boolean accepted) {
    assertThat(JsonForms.ofFormat(format).stream().allMatch(pattern -> found(pattern, text)))
        .isEqualTo(accepted);
  }

  private static boolean isDay(int year, int month, int day) {
    try {
      return LocalDate.of(year, month, day).getDayOfMonth() == day;
    } catch (DateTimeException none) {
      return false;
    }
  }

  /** Every form is also a linear pattern, and both engines have to agree. */
  private static boolean found(String pattern, String text) {
    boolean found = Pattern.compile(pattern).matcher(text).find();
    assertThat(LinearPattern.compile(pattern).matches(text))
        .as("%s in %s", pattern, text)
        .isEqualTo(found);
    return found;
  }
}
