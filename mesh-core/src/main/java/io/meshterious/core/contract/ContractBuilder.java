// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract;

import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.Node;
import java.util.function.Consumer;

/**
 * Builds a contract in code; the result is the same as if it had been loaded. Setters refuse wrong
 * values at once; {@link #build()} holds the whole against the standard.
 */
public final class ContractBuilder extends ElementBuilder<ContractBuilder> {
  ContractBuilder() {
    super("contract");
    set("apiVersion", "v3.1.0");
    set("kind", "DataContract");
  }

  /** Sets the id. */
  public ContractBuilder id(String id) {
    return set("id", notBlank("id", id));
  }

  /** Sets the name. */
  public ContractBuilder name(String name) {
    return set("name", notBlank("name", name));
  }

  /** Sets the version, such as {@code 1.0.0}. */
  public ContractBuilder version(String version) {
    return set("version", notBlank("version", version));
  }

  /** Sets the status, such as {@code active}. */
  public ContractBuilder status(String status) {
    return set("status", notBlank("status", status));
  }

  /** Sets the domain that owns it. */
  public ContractBuilder domain(String domain) {
    return set("domain", notBlank("domain", domain));
  }

  /** Sets what it is for. */
  public ContractBuilder purpose(String purpose) {
    setWithin("description", "purpose", purpose);
    return this;
  }

  /** Sets how to use it. */
  public ContractBuilder usage(String usage) {
    setWithin("description", "usage", usage);
    return this;
  }

  /** Sets what it cannot do. */
  public ContractBuilder limitations(String limitations) {
    setWithin("description", "limitations", limitations);
    return this;
  }

  /** Adds a table. */
  public ContractBuilder table(String name, Consumer<TableBuilder> definition) {
    TableBuilder table = new TableBuilder(notBlank("schema", name));
    definition.accept(table);
    return append("schema", table.toNode());
  }

  /** Adds a promise about the service. */
  public ContractBuilder sla(String property, Object value, String unit) {
    return append(
        "slaProperties",
        MapNode.builder()
            .put("property", notBlank("slaProperties", property))
            .put("value", Node.of(value))
            .put("unit", notBlank("unit", unit))
            .build());
  }

  /**
   * Makes the contract.
   *
   * @throws InvalidContractException when it breaks the standard, with everything that is wrong
   */
  public DataContract build() {
    return DataContract.built(toNode());
  }

  @Override
  ContractBuilder self() {
    return this;
  }
}
