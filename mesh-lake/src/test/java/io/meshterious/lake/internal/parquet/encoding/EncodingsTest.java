// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.testkit.SeededRandom;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.column.values.bloomfilter.BlockSplitBloomFilter;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesReader;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridDecoder;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.Test;

class EncodingsTest {
  private final SeededRandom random = SeededRandom.forTest("encodings");

  @Test
  void deltaPacker_anyLongs_areDecoded() throws IOException {
    for (int round = 0; round < SeededRandom.rounds(200); round++) {
      // Given
      int count = random.below(600);
      long[] values = new long[count + 3];
      int bits = random.between(1, 64);
      for (int i = 0; i < values.length; i++) {
        values[i] = random.anyLong() >> 64 - bits;
      }
      ByteSink sink = new ByteSink(4);

      // When
      new DeltaPacker().put(values, 3, count, 64, sink);

      // Then
      DeltaBinaryPackingValuesReader reader = reader(sink, count);
      for (int i = 0; i < count; i++) {
        assertThat(reader.readLong()).isEqualTo(values[i + 3]);
      }
    }
  }

  @Test
  void deltaPacker_anyInts_areDecodedAndNeverNeedMoreThan32Bits() throws IOException {
    for (int round = 0; round < SeededRandom.rounds(100); round++) {
      // Given
      int count = 1 + random.below(400);
      long[] values = new long[count];
      for (int i = 0; i < count; i++) {
        values[i] = random.oneIn(3) ? Integer.MIN_VALUE : (int) random.anyLong();
      }
      ByteSink sink = new ByteSink(4);

      // When
      new DeltaPacker().put(values, 0, count, 32, sink);

      // Then
      DeltaBinaryPackingValuesReader reader = reader(sink, count);
      for (int i = 0; i < count; i++) {
        assertThat(reader.readInteger()).isEqualTo((int) values[i]);
      }
      assertThat(sink.size()).isLessThanOrEqualTo(count * 4 + 30 + (count / 128 + 1) * 9 + 128);
    }
  }

  @Test
  void rleEncoder_runsAndNoise_areDecoded() throws IOException {
    for (int round = 0; round < SeededRandom.rounds(200); round++) {
      // Given
      int width = random.between(1, 20);
      int count = random.below(1000);
      int[] values = new int[count + 8];
      int next = 0;
      while (next < count) {
        int run = random.oneIn(2) ? random.between(1, 60) : 1;
        int value = random.below(1 << width);
        for (int i = 0; i < run && next < count; i++) {
          values[next++] = value;
        }
      }
      ByteSink sink = new ByteSink(4);

      // When
      if (random.oneIn(3)) {
        RleEncoder.packed(values, 0, count, width, sink);
      } else {
        RleEncoder.put(values, 0, count, width, sink);
      }

      // Then
      RunLengthBitPackingHybridDecoder decoder = decoder(sink, width);
      for (int i = 0; i < count; i++) {
        assertThat(decoder.readInt()).isEqualTo(values[i]);
      }
    }
  }

  @Test
  void rleEncoder_nullBits_areDecodedAsLevels() throws IOException {
    for (int round = 0; round < SeededRandom.rounds(100); round++) {
      // Given
      long[] nulls = {random.anyLong(), random.anyLong(), random.anyLong(), random.anyLong()};
      int from = random.below(130);
      int count = random.between(1, 256 - from);
      ByteSink sink = new ByteSink(4);

      // When
      RleEncoder.bits(nulls, from, count, sink);

      // Then
      RunLengthBitPackingHybridDecoder decoder = decoder(sink, 1);
      for (int i = from; i < from + count; i++) {
        assertThat(decoder.readInt()).isEqualTo((int) (~(nulls[i >> 6] >> (i & 63)) & 1));
      }
    }
  }

  @Test
  void blockFilter_anyHashes_hasTheBitsOfParquetJava() {
    // Given
    BlockFilter ours = new BlockFilter(1024);
    BlockSplitBloomFilter theirs = new BlockSplitBloomFilter(1024);

    // When
    for (int i = 0; i < 300; i++) {
      long hash = random.anyLong();
      ours.add(hash);
      theirs.insertHash(hash);
      assertThat(ours.mayContain(hash)).isTrue();
    }

    // Then
    ByteSink sink = new ByteSink(4);
    ours.write(sink);
    BlockSplitBloomFilter read =
        new BlockSplitBloomFilter(
            Arrays.copyOfRange(sink.array(), sink.size() - 1024, sink.size()));
    assertThat(read).isEqualTo(theirs);
    int wrong = 0;
    for (int i = 0; i < 10_000; i++) {
      wrong += ours.mayContain(random.anyLong()) ? 1 : 0;
    }
    assertThat(wrong).isLessThan(100);
  }

  @Test
  void blockFilterBytes_valuesAndRate_areThoseOfParquetJava() {
    for (int values : new int[] {1, 10, 1000, 100_000, 1_000_000}) {
      int bits = BlockSplitBloomFilter.optimalNumOfBits(values, 0.01);
      assertThat(BlockFilter.bytes(values, 0.01, 1 << 27))
          .isEqualTo(new BlockSplitBloomFilter(bits / 8).getBitsetSize());
    }
    assertThat(BlockFilter.bytes(1_000_000, 0.01, 5000)).isEqualTo(4096);
  }

  @Test
  void xxHash_anyBytes_isThatOfParquetJava() {
    BlockSplitBloomFilter theirs = new BlockSplitBloomFilter(32);
    for (int length = 0; length < 100; length++) {
      byte[] bytes = new byte[length + 2];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) random.anyLong();
      }
      assertThat(XxHash64.of(bytes, 1, length))
          .isEqualTo(theirs.hash(Binary.fromConstantByteArray(bytes, 1, length)));
    }
    long number = random.anyLong();
    assertThat(XxHash64.ofLong(number)).isEqualTo(theirs.hash(number));
    assertThat(XxHash64.ofInt((int) number)).isEqualTo(theirs.hash((int) number));
  }

  @Test
  void thriftWriter_pageHeader_isReadByParquetFormat() throws IOException {
    // Given
    ByteSink sink = new ByteSink(1);
    ThriftWriter thrift = new ThriftWriter(sink);

    // When
    thrift.begin();
    thrift.i32(1, 3);
    thrift.i32(2, Integer.MAX_VALUE);
    thrift.i32(3, 0);
    thrift.begin(8);
    thrift.i32(1, 70_000);
    thrift.i32(2, 1);
    thrift.i32(3, 2);
    thrift.i32(4, 5);
    thrift.i32(5, 6);
    thrift.i32(6, 7);
    thrift.bool(7, false);
    thrift.end();
    thrift.end();

    // Then
    DataPageHeaderV2 inner =
        new DataPageHeaderV2(70_000, 1, 2, Encoding.DELTA_BINARY_PACKED, 6, 7)
            .setIs_compressed(false);
    PageHeader expected =
        new PageHeader(PageType.DATA_PAGE_V2, Integer.MAX_VALUE, 0).setData_page_header_v2(inner);
    assertThat(Util.readPageHeader(new ByteArrayInputStream(sink.array(), 0, sink.size())))
        .isEqualTo(expected);
  }

  @Test
  void longDictionary_anyNumbers_haveOneCodeEach() {
    // Given
    LongDictionary dictionary = new LongDictionary();
    Map<Long, Integer> expected = new HashMap<>();
    long[] values = new long[3000];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.oneIn(5) ? random.anyLong() : random.below(500) - 250L;
    }

    // When
    int[] codes = new int[values.length];
    assertThat(dictionary.add(values, 0, values.length, codes, 5000)).isEqualTo(values.length);

    // Then
    for (int i = 0; i < values.length; i++) {
      Integer known = expected.putIfAbsent(values[i], expected.size());
      assertThat(codes[i]).isEqualTo(known == null ? expected.size() - 1 : known);
    }
    assertThat(dictionary.size()).isEqualTo(expected.size());
  }

  @Test
  void longDictionary_truncated_givesForgottenCodesAgain() {
    // Given
    LongDictionary dictionary = new LongDictionary();
    for (int i = 0; i < 100; i++) {
      dictionary.add(i * 31L);
    }

    // When
    dictionary.truncate(40);

    // Then
    assertThat(dictionary.add(39 * 31L)).isEqualTo(39);
    assertThat(dictionary.add(77 * 31L)).isEqualTo(40);
    assertThat(dictionary.add(new long[] {5, 6}, 0, 2, new int[2], 41)).isZero();
  }

  @Test
  void bytesDictionary_anyTexts_haveOneCodeEach() {
    // Given
    BytesDictionary dictionary = new BytesDictionary();
    Map<String, Integer> expected = new HashMap<>();

    // When, Then
    for (int i = 0; i < 3000; i++) {
      String text = "x".repeat(random.below(20)) + random.below(30);
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      Integer known = expected.putIfAbsent(text, expected.size());
      assertThat(dictionary.add(utf8, 0, utf8.length))
          .isEqualTo(known == null ? expected.size() - 1 : known);
    }
    assertThat(dictionary.size()).isEqualTo(expected.size());
  }

  private static DeltaBinaryPackingValuesReader reader(ByteSink sink, int count)
      throws IOException {
    DeltaBinaryPackingValuesReader reader = new DeltaBinaryPackingValuesReader();
    reader.initFromPage(
        count, ByteBufferInputStream.wrap(ByteBuffer.wrap(sink.array(), 0, sink.size())));
    return reader;
  }

  private static RunLengthBitPackingHybridDecoder decoder(ByteSink sink, int width) {
    return new RunLengthBitPackingHybridDecoder(
        width, new ByteArrayInputStream(sink.array(), 0, sink.size()));
  }
}
