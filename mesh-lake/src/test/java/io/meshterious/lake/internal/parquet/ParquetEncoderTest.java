// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.batch.BytesColumn;
import io.meshterious.lake.batch.CodeColumn;
import io.meshterious.lake.batch.ColumnBatch;
import io.meshterious.lake.batch.Dictionary;
import io.meshterious.lake.batch.IntColumn;
import io.meshterious.lake.batch.ListColumn;
import io.meshterious.lake.batch.LongColumn;
import io.meshterious.lake.batch.WideColumn;
import io.meshterious.lake.file.EncodeError;
import io.meshterious.lake.internal.io.LocalFileIO;
import io.meshterious.lake.internal.parquet.encoding.XxHash64;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;
import org.apache.iceberg.Schema;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.values.bloomfilter.BloomFilter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParquetEncoderTest {
  private static final Schema TEXT = schema(Types.StringType.get());
  private static final Schema LONG = schema(Types.LongType.get());

  @TempDir Path folder;

  @Test
  void append_textsThatRepeat_areCodes() throws IOException {
    assertThat(encodings(texts(5000, i -> "value " + i % 50)))
        .containsExactly(Encoding.RLE_DICTIONARY);
  }

  @Test
  void append_textsWithCommonPrefix_leaveItOut() throws IOException {
    assertThat(encodings(texts(5000, i -> "ORD-" + i * 7919L)))
        .containsExactly(Encoding.DELTA_BYTE_ARRAY);
  }

  @Test
  void append_textsWithoutCommonPrefix_areLengthsAndBytes() throws IOException {
    assertThat(encodings(texts(5000, i -> Integer.toHexString(i * 0x9E3779B9))))
        .containsExactly(Encoding.DELTA_LENGTH_BYTE_ARRAY);
  }

  @Test
  void append_dictionaryThatStopsPaying_isGivenUp() throws IOException {
    // Given
    ColumnBatch few = texts(4000, i -> "few " + i % 10);
    ColumnBatch many = texts(4000, i -> "many " + i);

    // When
    EncodedFile file = write(EncoderOptions.USUAL, few, many, many);

    // Then
    assertThat(pages(file))
        .isEqualTo(Map.of(Encoding.RLE_DICTIONARY, 1, Encoding.DELTA_BYTE_ARRAY, 2));
    assertThat(values(TEXT, file).subList(3999, 4002)).containsExactly("few 9", "many 0", "many 1");
  }

  @Test
  void append_codesOfSeveralDictionaries_areTranslated() throws IOException {
    // Given
    ColumnBatch one = codes(Dictionary.of(List.of("a", "b")), 2000);
    ColumnBatch other = codes(Dictionary.of(List.of("b", "c")), 2000);

    // When
    EncodedFile file = write(EncoderOptions.USUAL, one, other);

    // Then
    List<Object> values = values(TEXT, file);
    assertThat(values.subList(0, 2)).containsExactly("a", "b");
    assertThat(values.subList(2000, 2002)).containsExactly("b", "c");
  }

  @Test
  void append_codesOfTooLargeDictionary_becomeBytes() throws IOException {
    // Given
    Dictionary dictionary = new Dictionary();
    for (int i = 0; i < 3000; i++) {
      dictionary.add("x".repeat(1000) + i);
    }

    // When
    EncodedFile file = write(EncoderOptions.USUAL, codes(dictionary, 6000));

    // Then
    assertThat(pages(file)).containsEntry(Encoding.DELTA_BYTE_ARRAY, 4);
    assertThat(values(TEXT, file)).hasSize(6000).last().isEqualTo("x".repeat(1000) + 2999);
  }

  @Test
  void append_code_thatTheDictionaryLacks_isRefused() {
    ColumnBatch batch = codes(Dictionary.of(List.of("a")), 1);
    batch.column("x", CodeColumn.class).append(7);
    batch.endRow();
    assertRefused(batch, EncodeError.VALUE_OUT_OF_RANGE, "a code that its dictionary of 1 entries");
  }

  @Test
  void append_risingNumbers_areDeltas() throws IOException {
    assertThat(encodings(longs(5000, i -> i * 1_000_003L)))
        .containsExactly(Encoding.DELTA_BINARY_PACKED);
  }

  @Test
  void append_randomNumbers_arePlain() throws IOException {
    assertThat(encodings(longs(5000, ParquetEncoderTest::mixed))).containsExactly(Encoding.PLAIN);
  }

  @Test
  void append_numbersThatRepeat_areCodes() throws IOException {
    assertThat(encodings(longs(5000, i -> mixed(i) >>> 60 << 40)))
        .containsExactly(Encoding.RLE_DICTIONARY);
  }

  @Test
  void append_hintAgainstDictionary_isFollowed() throws IOException {
    EncoderOptions options =
        EncoderOptions.USUAL.withColumns(
            Map.of("x", ColumnOptions.USUAL.withHint(ColumnOptions.Hint.PLAIN)));
    EncodedFile file = write(options, texts(5000, i -> "same"));
    assertThat(pages(file)).containsOnlyKeys(Encoding.PLAIN);
  }

  @Test
  void append_smallBatches_areGatheredIntoOnePage() throws IOException {
    // Given
    ColumnBatch[] batches = new ColumnBatch[100];
    for (int i = 0; i < batches.length; i++) {
      long first = i * 10L;
      batches[i] = longs(10, k -> first + k);
    }

    // When
    EncodedFile file = write(EncoderOptions.USUAL, batches);

    // Then
    assertThat(pages(file)).isEqualTo(Map.of(Encoding.DELTA_BINARY_PACKED, 1));
    assertThat(values(LONG, file)).hasSize(1000).startsWith(0L, 1L).endsWith(998L, 999L);
  }

  @Test
  void append_chosenRows_areThoseInTheirOrder() throws IOException {
    // Given
    ColumnBatch batch = longs(100, i -> i * 10L);
    EncodedFile file;

    // When
    try (ParquetEncoder encoder = encoder(LONG, EncoderOptions.USUAL)) {
      encoder.append(batch, new int[] {7, 3, 50, 0}, 3);
      file = encoder.finish();
    }

    // Then
    assertThat(values(LONG, file)).containsExactly(70L, 30L, 500L);
  }

  @Test
  void append_beyondPageAndRowGroupSizes_cutsThem() throws IOException {
    // Given
    ColumnBatch batch = longs(5000, ParquetEncoderTest::mixed);

    // When
    EncodedFile file = write(EncoderOptions.USUAL.withSizes(20_000, 4000, 2000), batch, batch);

    // Then
    assertThat(file.splitOffsets()).hasSizeGreaterThan(2).startsWith(4L).isSorted();
    try (ParquetFileReader reader = reader(file)) {
      for (BlockMetaData group : reader.getFooter().getBlocks()) {
        assertThat(group.getRowCount()).isLessThanOrEqualTo(4000);
        var offsets = reader.readOffsetIndex(group.getColumns().get(0));
        assertThat(offsets.getPageCount()).isGreaterThanOrEqualTo((int) group.getRowCount() / 500);
        assertThat(offsets.getFirstRowIndex(1)).isEqualTo(500);
      }
    }
    assertThat(values(LONG, file)).hasSize(10_000);
  }

  @Test
  void append_hugeTexts_areReadBackAndTheirBoundsAreCut() throws IOException {
    // Given
    ColumnBatch batch = ColumnBatch.of(TEXT);
    byte[] huge = new byte[16 << 20];
    for (int i = 0; i < 3; i++) {
      Arrays.fill(huge, (byte) ('a' + i));
      batch.column("x", BytesColumn.class).append(huge);
      batch.endRow();
    }

    // When
    EncodedFile file = write(EncoderOptions.USUAL.withSizes(1 << 20, 1 << 20, 20_000), batch);

    // Then
    assertThat(values(TEXT, file))
        .hasSize(3)
        .allSatisfy(value -> assertThat((String) value).hasSize(16 << 20));
    try (ParquetFileReader reader = reader(file)) {
      ColumnChunkMetaData chunk = reader.getFooter().getBlocks().get(0).getColumns().get(0);
      assertThat(chunk.getStatistics().getMaxBytes().length).isLessThanOrEqualTo(64);
    }
  }

  @ParameterizedTest
  @EnumSource(Codec.class)
  void append_anyCodec_isReadBack(Codec codec) throws IOException {
    ColumnBatch batch = texts(3000, i -> Integer.toHexString(i * 77) + "text text text");
    EncodedFile file = write(EncoderOptions.USUAL.withCodec(codec, codec.usualLevel()), batch);
    assertThat(values(TEXT, file)).hasSize(3000).startsWith("0text text text");
    try (ParquetFileReader reader = reader(file)) {
      assertThat(reader.getFooter().getBlocks().get(0).getColumns().get(0).getCodec())
          .isEqualTo(
              codec == Codec.NONE
                  ? CompressionCodecName.UNCOMPRESSED
                  : CompressionCodecName.valueOf(codec.name()));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10})
  void append_bloomFilter_knowsTheValuesAndFewOthers(int repeats) throws IOException {
    // Given
    ColumnOptions bloom = new ColumnOptions(ColumnOptions.Hint.DATA, true, 0.01, 0, 1 << 20);

    // When
    EncodedFile file =
        write(
            EncoderOptions.USUAL.withColumns(Map.of("x", bloom)),
            texts(2000 * repeats, i -> "order " + i / repeats));

    // Then
    try (ParquetFileReader reader = reader(file)) {
      ColumnChunkMetaData chunk = reader.getFooter().getBlocks().get(0).getColumns().get(0);
      BloomFilter filter = reader.getBloomFilterDataReader(0).readBloomFilter(chunk);
      assertThat(filter.getBitsetSize()).isEqualTo(4096);
      int wrong = 0;
      for (int i = 0; i < 2000; i++) {
        assertThat(filter.findHash(filter.hash(Binary.fromString("order " + i)))).isTrue();
        wrong += filter.findHash(filter.hash(Binary.fromString("other " + i))) ? 1 : 0;
      }
      assertThat(wrong).isLessThan(60);
    }
  }

  @Test
  void append_decimalWithTooManyDigits_isRefused() {
    ColumnBatch narrow = ColumnBatch.of(schema(Types.DecimalType.of(4, 2)));
    narrow.column("x", LongColumn.class).append(10_000);
    narrow.endRow();
    assertRefused(
        narrow, EncodeError.VALUE_OUT_OF_RANGE, "more digits than its type decimal(4, 2)");

    ColumnBatch wide = ColumnBatch.of(schema(Types.DecimalType.of(20, 2)));
    wide.column("x", WideColumn.class).append(6, 0);
    wide.endRow();
    assertRefused(wide, EncodeError.VALUE_OUT_OF_RANGE, "more digits than its type decimal(20, 2)");
  }

  @Test
  void append_fixedOfWrongLength_isRefused() {
    ColumnBatch batch = ColumnBatch.of(schema(Types.FixedType.ofLength(4)));
    batch.column("x", BytesColumn.class).append(new byte[3]);
    batch.endRow();
    assertRefused(batch, EncodeError.VALUE_OUT_OF_RANGE, "a value has 3 bytes instead of 4");
  }

  @Test
  void append_nullInRequiredElement_saysWhichAndLeavesTheFileUsable() throws IOException {
    // Given
    Schema lists = schema(Types.ListType.ofRequired(9, Types.IntegerType.get()));
    ColumnBatch bad = ColumnBatch.of(lists);
    ListColumn list = bad.column("x", ListColumn.class);
    list.element().appendNull();
    list.append();
    bad.endRow();
    ColumnBatch good = ColumnBatch.of(lists);
    ((IntColumn) good.column("x", ListColumn.class).element()).append(5);
    good.column("x", ListColumn.class).append();
    good.endRow();

    try (ParquetEncoder encoder = encoder(lists, EncoderOptions.USUAL)) {
      // When
      assertThatThrownBy(() -> encoder.append(bad))
          .isInstanceOf(MeshException.class)
          .hasMessageContaining("required column 'x.element' has a null");
      encoder.append(good);

      // Then
      assertThat(values(lists, encoder.finish())).containsExactly(List.of(5));
    }
  }

  @Test
  void new_typeThatCannotBeStored_isRefusedWithItsColumn() {
    Schema variants = schema(Types.VariantType.get());
    assertThatThrownBy(() -> encoder(variants, EncoderOptions.USUAL))
        .isInstanceOf(MeshException.class)
        .hasMessageStartingWith("Cannot write column 'x': type variant cannot be stored");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void abort_openFile_isDeleted() {
    try (EncoderBuffers buffers = new EncoderBuffers(LONG, EncoderOptions.USUAL)) {
      ParquetEncoder encoder =
          new ParquetEncoder(buffers, new LocalFileIO(), folder.resolve("gone").toString());
      encoder.append(longs(2000, i -> i));
      encoder.abort();
      assertThat(folder).isEmptyDirectory();
      assertThatThrownBy(() -> encoder.append(longs(1, i -> i)))
          .isInstanceOf(MeshException.class)
          .hasMessageContaining("closed already");
    }
  }

  @Test
  void append_fileAfterFile_makesNoGarbagePerRow() {
    // Given
    ColumnBatch batch = texts(8192, i -> "ORD-" + i * 7919L);
    LocalFileIO io = new LocalFileIO();
    io.initialize(Map.of(LocalFileIO.DURABLE, "false"));
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long made = 0;
    int rows = 12 * batch.rows();

    // When
    try (EncoderBuffers buffers = new EncoderBuffers(TEXT, EncoderOptions.USUAL)) {
      for (int file = 0; file < 3; file++) {
        long before = threads.getCurrentThreadAllocatedBytes();
        try (ParquetEncoder encoder =
            new ParquetEncoder(buffers, io, folder.resolve("f" + file).toString())) {
          for (int i = 0; i < 12; i++) {
            encoder.append(batch);
          }
          encoder.finish();
        }
        made = threads.getCurrentThreadAllocatedBytes() - before;
      }
    }

    // Then
    assertThat((double) made / rows).isLessThan(16);
  }

  private static long mixed(int number) {
    return XxHash64.ofLong(number);
  }

  private static Schema schema(Type type) {
    return new Schema(Types.NestedField.required(1, "x", type));
  }

  private static ColumnBatch texts(int rows, IntFunction<String> text) {
    ColumnBatch batch = ColumnBatch.of(TEXT);
    for (int i = 0; i < rows; i++) {
      batch.column("x", BytesColumn.class).append(text.apply(i));
      batch.endRow();
    }
    return batch;
  }

  private static ColumnBatch codes(Dictionary dictionary, int rows) {
    ColumnBatch batch = ColumnBatch.of(TEXT, Map.of("x", dictionary));
    for (int i = 0; i < rows; i++) {
      batch.column("x", CodeColumn.class).append(i % dictionary.size());
      batch.endRow();
    }
    return batch;
  }

  private static ColumnBatch longs(int rows, IntToLongFunction value) {
    ColumnBatch batch = ColumnBatch.of(LONG);
    for (int i = 0; i < rows; i++) {
      batch.column("x", LongColumn.class).append(value.applyAsLong(i));
      batch.endRow();
    }
    return batch;
  }

  private ParquetEncoder encoder(Schema schema, EncoderOptions options) {
    return new ParquetEncoder(
        schema,
        options,
        org.apache.iceberg.Files.localOutput(folder.resolve("a.parquet").toFile()));
  }

  private EncodedFile write(EncoderOptions options, ColumnBatch... batches) {
    try (ParquetEncoder encoder = encoder(batches[0].schema(), options)) {
      for (ColumnBatch batch : batches) {
        encoder.append(batch);
      }
      return encoder.finish();
    }
  }

  private void assertRefused(ColumnBatch batch, EncodeError error, String why) {
    Consumer<MeshException> code = e -> assertThat(e.code()).isEqualTo(error);
    try (ParquetEncoder encoder = encoder(batch.schema(), EncoderOptions.USUAL)) {
      assertThatThrownBy(
              () -> {
                encoder.append(batch);
                encoder.finish();
              })
          .isInstanceOfSatisfying(MeshException.class, code)
          .hasMessageContaining("'x'")
          .hasMessageContaining(why);
    }
    try {
      Files.delete(folder.resolve("a.parquet"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Encoding> encodings(ColumnBatch batch) throws IOException {
    return List.copyOf(pages(write(EncoderOptions.USUAL, batch)).keySet());
  }

  private static Map<Encoding, Integer> pages(EncodedFile file) throws IOException {
    try (ParquetFileReader reader = reader(file)) {
      var stats = reader.getFooter().getBlocks().get(0).getColumns().get(0).getEncodingStats();
      Map<Encoding, Integer> pages = new HashMap<>();
      for (Encoding encoding : stats.getDataEncodings()) {
        pages.put(encoding, stats.getNumDataPagesEncodedAs(encoding));
      }
      return pages;
    }
  }

  private static ParquetFileReader reader(EncodedFile file) throws IOException {
    return ParquetFileReader.open(new LocalInputFile(Path.of(file.location())));
  }

  private static List<Object> values(Schema schema, EncodedFile file) throws IOException {
    List<Object> values = new ArrayList<>();
    try (CloseableIterable<Record> all =
        Parquet.read(org.apache.iceberg.Files.localInput(file.location()))
            .project(schema)
            .createReaderFunc(type -> GenericParquetReaders.buildReader(schema, type))
            .build()) {
      for (Record row : all) {
        values.add(row.get(0));
      }
    }
    return values;
  }
}
