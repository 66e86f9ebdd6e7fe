// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench.generate;

import java.util.Random;
import java.util.SplittableRandom;
import net.datafaker.Faker;

/** The same, with names and addresses by Datafaker. */
final class FakerOrders extends TreeOrders {
  private final Random random = new Random(7);
  private final Faker faker = new Faker(random);

  @Override
  String name(SplittableRandom ofRow) {
    random.setSeed(ofRow.nextLong());
    return faker.name().fullName();
  }

  @Override
  String email(SplittableRandom ofRow) {
    return faker.internet().emailAddress();
  }
}
