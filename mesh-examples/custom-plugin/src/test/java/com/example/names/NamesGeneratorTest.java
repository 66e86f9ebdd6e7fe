// SPDX-License-Identifier: Apache-2.0
package com.example.names;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.DataContracts;
import io.meshterious.core.document.DocumentFormat;
import io.meshterious.producers.EventGenerator;
import io.meshterious.producers.Generator;
import io.meshterious.stagekit.generator.EventGeneratorContract;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The kit's promises, and who is made up. */
class NamesGeneratorTest extends EventGeneratorContract {
  private static final DataContracts CUSTOMERS =
      DataContracts.withReferences(
          DataContract.parse(
              """
              apiVersion: v3.1.0
              kind: DataContract
              id: customers
              version: 1.0.0
              status: active
              schema:
                - name: customers
                  logicalType: object
                  properties:
                    - {name: customer_id, logicalType: string, required: true, primaryKey: true,
                       logicalTypeOptions: {pattern: '^C-[0-9]{6}$'}}
                    - {name: full_name, logicalType: string, required: true,
                       logicalTypeOptions: {minLength: 1, maxLength: 120}}
                    - {name: email, logicalType: string, required: true, unique: true,
                       logicalTypeOptions: {format: email, maxLength: 254}}
                    - name: address
                      logicalType: object
                      required: true
                      properties:
                        - {name: city, logicalType: string, required: true}
                        - {name: street, logicalType: string, required: true}
              """,
              DocumentFormat.YAML, "customers"));

  @Override
  protected EventGenerator subject() {
    return new NamesGenerator();
  }

  @Override
  protected DataContracts contracts() {
    return CUSTOMERS;
  }

  @Test
  void mailbox_isThatOfTheName() {
    assertThat(People.mailbox("Zoë Groß-Müller")).isEqualTo("zoe.grossmuller");
    Generator generator =
        Generator.of(CUSTOMERS, "customers").generators(List.of(subject())).build();
    String row = generator.json(7);
    String name = row.replaceFirst(".*\"full_name\":\"([^\"]*)\".*", "$1");
    assertThat(row).contains("\"email\":\"" + People.mailbox(name) + ".7@customer.example\"");
  }

  @Test
  void people_followFromTheSeed() {
    Generator.Builder builder = Generator.of(CUSTOMERS, "customers").generators(List.of(subject()));
    assertThat(builder.seed(1).build().json(0)).isNotEqualTo(builder.seed(2).build().json(0));
  }
}
