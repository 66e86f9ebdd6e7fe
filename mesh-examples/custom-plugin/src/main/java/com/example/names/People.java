// SPDX-License-Identifier: Apache-2.0
package com.example.names;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import net.datafaker.Faker;

/** Some thousand people and cities, made once: a faker for each row would be slow. */
final class People {
  static final int COUNT = 4096;
  static final List<String> NAMES;
  static final List<String> CITIES;

  static {
    Faker faker = new Faker(Locale.GERMANY, new Random(COUNT));
    List<String> names = new ArrayList<>();
    List<String> cities = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      names.add(faker.name().firstName() + " " + faker.name().lastName());
      cities.add(faker.address().city());
    }
    NAMES = List.copyOf(names);
    CITIES = List.copyOf(cities);
  }

  private People() {}

  /** A name as the first part of an e-mail address. */
  static String mailbox(String name) {
    String letters = name.toLowerCase(Locale.ROOT).replace("ß", "ss").replace(' ', '.');
    return Normalizer.normalize(letters, Normalizer.Form.NFD).replaceAll("[^a-z.]", "");
  }
}
