// SPDX-License-Identifier: Apache-2.0
package io.meshterious.stagekit.generator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.DataContracts;
import io.meshterious.core.document.DocumentFormat;
import io.meshterious.producers.EventGenerator;
import io.meshterious.producers.GeneratedTable;
import io.meshterious.producers.column.Column;
import io.meshterious.producers.column.LongValue;
import io.meshterious.producers.draw.Draw;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The proof accepts a generator that is right, and finds what is wrong with others. */
@Isolated("the proof changes the default locale and time zone")
class EventGeneratorContractTest {
  private static final DataContracts METERS =
      DataContracts.withReferences(
          DataContract.parse(
              """
              apiVersion: v3.1.0
              kind: DataContract
              id: meters
              version: 1.0.0
              status: active
              schema:
                - name: readings
                  logicalType: object
                  customProperties:
                    - {property: mesh.kind, value: event}
                    - {property: mesh.eventTime, value: read_ts}
                  properties:
                    - {name: id, logicalType: string, required: true, primaryKey: true,
                       logicalTypeOptions: {pattern: '^R-[0-9]{9}$'}}
                    - {name: read_ts, logicalType: timestamp, required: true}
                    - {name: level, logicalType: integer, required: true,
                       logicalTypeOptions: {minimum: 0, maximum: 999}}
                    - {name: tenfold, logicalType: integer, required: true,
                       customProperties: [{property: mesh.derivedFrom, value: level * 10}]}
                    - {name: note, logicalType: string, required: true}
                    - {name: label, logicalType: string, required: true}
              """,
              DocumentFormat.YAML, "meters"));

  @Test
  void rightGenerator_passes() {
    Proof proof =
        new Proof(
            table -> {
              long key = table.key("level");
              table.volume(2);
              table.column("level", number(row -> Draw.below(Draw.bits(key, row), 1000)));
            });
    for (ThrowingCallable each :
        List.<ThrowingCallable>of(
            proof::name_isStable_andFitForACommandLine,
            proof::description_isOneLine,
            proof::plugins_findIt,
            proof::generate_statesSomething,
            proof::rows_inAnyOrder_areTheSame,
            proof::rows_ofSeveralThreads_areTheSame,
            proof::rows_inOtherLocaleAndZone_areTheSame,
            proof::rows_fulfilTheirContracts,
            proof::rows_thatMustDiffer_differ,
            proof::columns_thatItDoesNotState_stayAsTheyAre)) {
      assertThatCode(each).doesNotThrowAnyException();
    }
  }

  @Test
  void generatorThatCounts_isFound() {
    Proof proof =
        new Proof(
            table -> {
              AtomicLong count = new AtomicLong();
              table.column("level", number(row -> count.incrementAndGet() % 1000));
            });
    refused(proof::rows_inAnyOrder_areTheSame, "made after others than before");
  }

  @Test
  void generatorThatSharesStateBetweenThreads_isFound() {
    AtomicLong count = new AtomicLong();
    Proof proof =
        new Proof(
            table -> {
              long mine = count.incrementAndGet();
              table.column("level", number(row -> mine % 1000));
            });
    refused(proof::rows_ofSeveralThreads_areTheSame, "meters readings");
  }

  @Test
  void generatorThatFormatsInTheLocale_isFound() {
    Proof proof =
        new Proof(
            table -> {
              String text = String.format(Locale.getDefault(), "%d", 17);
              table.column("note", Column.ofTexts(List.of(text), row -> 0));
            });
    refused(proof::rows_inOtherLocaleAndZone_areTheSame, "another locale and time zone");
  }

  @Test
  void generatorWhoseRowsBreakTheContract_isFound() {
    Proof proof = new Proof(table -> table.column("level", number(row -> 1000)));
    refused(proof::rows_fulfilTheirContracts, "row 0 of meters readings");
  }

  @Test
  void generatorThatRepeatsKeys_isFound() {
    Proof proof =
        new Proof(table -> table.column("id", Column.ofTexts(List.of("R-000000001"), row -> 0)));
    refused(proof::rows_thatMustDiffer_differ, "key");
  }

  @Test
  void generatorThatWritesBeyondItsColumn_isFound() {
    Proof proof =
        new Proof(
            table ->
                table.column(
                    "label",
                    Column.ofTexts(
                        (row, out) -> out.put("end\",\"note\":\"mine".getBytes(UTF_8)))));
    refused(proof::columns_thatItDoesNotState_stayAsTheyAre, "note");
  }

  @Test
  void generatorThatKnowsNoTable_isFound() {
    refused(new Proof(table -> {})::generate_statesSomething, "states something");
  }

  @Test
  void generatorThatIsNotRegistered_isFound() {
    Proof proof =
        new Proof(table -> {}) {
          @Override
          protected boolean registered() {
            return true;
          }
        };
    assertThatThrownBy(proof::plugins_findIt).hasMessageContaining("meter-levels");
  }

  private static void refused(ThrowingCallable proof, String naming) {
    assertThatThrownBy(proof).isInstanceOf(AssertionError.class).hasMessageContaining(naming);
  }

  private static Column number(LongValue values) {
    return Column.ofNumbers(Column.Kind.NUMBER, 0, values);
  }

  /** The proof of a generator that is written in the test. */
  private static class Proof extends EventGeneratorContract {
    private final Consumer<GeneratedTable> body;

    Proof(Consumer<GeneratedTable> body) {
      this.body = body;
    }

    @Override
    protected EventGenerator subject() {
      return new EventGenerator() {
        @Override
        public String name() {
          return "meter-levels";
        }

        @Override
        public String description() {
          return "Levels of meters";
        }

        @Override
        public void generate(GeneratedTable table) {
          body.accept(table);
        }
      };
    }

    @Override
    protected DataContracts contracts() {
      return METERS;
    }

    @Override
    protected boolean registered() {
      return false;
    }
  }
}
