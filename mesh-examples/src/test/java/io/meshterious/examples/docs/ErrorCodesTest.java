// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.meshterious.core.error.ErrorCode;
import io.meshterious.core.error.ErrorRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every error code of every module has its own number, in its stage's range, and its page. */
class ErrorCodesTest {
  private static final Path PAGE = Path.of("..", "docs", "reference", "errors.md");
  private static final Pattern ROW =
      Pattern.compile("\\| (MESH-\\d{4}) \\| `(\\w+)` \\| (\\w+) \\| (.*\\S) \\|");

  /** The enums that declare codes, by their lowest number. */
  private static final List<List<ErrorCode>> ENUMS = new ArrayList<>();

  @BeforeAll
  static void findCodes() {
    for (JavaClass type :
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.meshterious")) {
      if (type.isEnum() && type.isAssignableTo(ErrorCode.class)) {
        ENUMS.add(
            Arrays.stream(type.reflect().getEnumConstants()).map(ErrorCode.class::cast).toList());
      }
    }
    ENUMS.sort(Comparator.comparingInt(codes -> codes.get(0).number()));
  }

  @Test
  void codes_ofOneEnum_ascend_insideOneRange() {
    assertThat(ENUMS).hasSizeGreaterThanOrEqualTo(4);
    for (List<ErrorCode> codes : ENUMS) {
      assertThat(codes)
          .extracting(ErrorCode::number)
          .as("numbers of %s", codes.get(0).getClass())
          .isSorted()
          .doesNotHaveDuplicates();
      assertThat(Arrays.stream(ErrorRange.values()).filter(range -> containsAll(range, codes)))
          .as("the range of %s", codes.get(0).getClass())
          .hasSize(1);
    }
  }

  private static boolean containsAll(ErrorRange range, List<ErrorCode> codes) {
    return codes.stream().allMatch(code -> range.contains(code.number()));
  }

  @Test
  void codes_ofAllEnums_haveNumbersAndNamesOfTheirOwn() {
    List<ErrorCode> all = all();
    assertThat(all).extracting(ErrorCode::number).doesNotHaveDuplicates();
    assertThat(all).extracting(ErrorCode::name).doesNotHaveDuplicates();
    assertThat(all).extracting(ErrorCode::label).allMatch(label -> label.matches("MESH-\\d{4}"));
  }

  @Test
  void ranges_doNotOverlap_andEachStartsWhereTheOneBeforeEnds() {
    ErrorRange[] ranges = ErrorRange.values();
    for (int i = 1; i < ranges.length; i++) {
      assertThat(ranges[i].first()).isEqualTo(ranges[i - 1].last() + 1);
    }
  }

  @Test
  void page_listsEveryCode_inOrder_withItsCategory() throws IOException {
    List<String> expected =
        all().stream()
            .map(code -> code.label() + " " + code.name() + " " + lower(code.category()))
            .toList();
    List<String> rows = new ArrayList<>();
    for (String line : Files.readAllLines(PAGE)) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        rows.add(row.group(1) + " " + row.group(2) + " " + row.group(3));
      }
    }
    assertThat(rows).isEqualTo(expected);
  }

  @Test
  void page_namesEveryRange() throws IOException {
    String page = Files.readString(PAGE);
    for (ErrorRange range : ErrorRange.values()) {
      assertThat(page).contains("| " + range.first() + "–" + range.last() + " | `" + range + "` |");
    }
  }

  private static List<ErrorCode> all() {
    return ENUMS.stream().flatMap(List::stream).toList();
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
