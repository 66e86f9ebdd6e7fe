// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.lint.structure;

import static io.meshterious.core.contract.internal.lint.structure.Forms.NUMBER;
import static io.meshterious.core.contract.internal.lint.structure.Forms.TEXT;
import static io.meshterious.core.contract.internal.lint.structure.Forms.TEXTS;
import static io.meshterious.core.contract.internal.lint.structure.Forms.choice;
import static io.meshterious.core.contract.internal.lint.structure.Forms.elements;
import static io.meshterious.core.contract.internal.lint.structure.Key.optional;
import static io.meshterious.core.contract.internal.lint.structure.Key.required;

import java.util.regex.Pattern;

/**
 * The Open Data Contract Standard as data: which maps a contract has, and which keys each may have.
 */
final class Standard {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]+");
  private static final Standard THREE_ZERO = new Standard(ApiVersion.V3_0);
  private static final Standard THREE_ONE = new Standard(ApiVersion.V3_1);

  private final ApiVersion version;
  private final Key id =
      optional("id", new ValueType.Shaped(ID, "allowed are letters, digits, '_' and '-'"))
          .fromThreeOne();
  private final ValueType customProperties;
  private final ValueType definitions;
  private final Kind table;
  private final Kind contract;

  private Standard(ApiVersion version) {
    this.version = version;
    customProperties = elements(customProperty());
    definitions = elements(definition());
    ValueType quality =
        elements(new QualityGrammar(version, id, customProperties, definitions).kind());
    table = new TableGrammar(version, id, customProperties, definitions, quality).table();
    contract = makeContract();
  }

  /** The grammar of a version. */
  static Standard of(ApiVersion version) {
    return version.knowsThreeOne() ? THREE_ONE : THREE_ZERO;
  }

  /** A whole contract. */
  Kind contract() {
    return contract;
  }

  private Kind makeContract() {
    Kind role =
        Kind.closed(
            "a role",
            id,
            required("role", TEXT),
            optional("description", TEXT),
            optional("access", TEXT),
            optional("firstLevelApprovers", TEXT),
            optional("secondLevelApprovers", TEXT),
            optional("customProperties", customProperties));
    Kind description =
        Kind.open(
            "the description",
            optional("purpose", TEXT),
            optional("usage", TEXT),
            optional("limitations", TEXT),
            optional("authoritativeDefinitions", definitions),
            optional("customProperties", customProperties));
    Kind price =
        Kind.closed(
            "the price",
            id,
            optional("priceAmount", NUMBER),
            optional("priceCurrency", TEXT),
            optional("priceUnit", TEXT));
    Kind support =
        Kind.closed(
            "a support channel",
            id,
            required("channel", TEXT),
            optional("url", TEXT),
            optional("description", TEXT),
            optional("tool", TEXT),
            optional("scope", TEXT),
            optional("invitationUrl", TEXT),
            optional("customProperties", customProperties).fromThreeOne());
    return Kind.closed(
        "a contract",
        required("apiVersion", new ValueType.Version()),
        required("kind", choice("DataContract")),
        required("id", TEXT),
        optional("name", TEXT),
        required("version", TEXT),
        required("status", TEXT),
        optional("tenant", TEXT),
        optional("domain", TEXT),
        optional("dataProduct", TEXT).deprecatedFor("use a custom property or 'name' instead"),
        optional("tags", TEXTS),
        optional("description", new ValueType.Element(() -> description)),
        optional("servers", elements(Servers.kind(id, elements(role), customProperties))),
        optional("schema", elements(table)),
        optional("support", elements(support)),
        optional("price", new ValueType.Element(() -> price)),
        optional("team", team()),
        optional("roles", elements(role)),
        optional("slaDefaultElement", TEXT)
            .deprecatedFor("name the 'element' of each SLA property instead"),
        optional("slaProperties", elements(sla())),
        optional("authoritativeDefinitions", definitions),
        optional("customProperties", customProperties),
        optional("contractCreatedTs", TEXT));
  }

  private Kind customProperty() {
    return Kind.closed(
        "a custom property",
        id,
        required("property", TEXT),
        required("value", new ValueType.Anything()),
        optional("description", TEXT).fromThreeOne());
  }

  private Kind definition() {
    return Kind.closed(
        "an authoritative definition",
        id,
        required("url", TEXT),
        required("type", TEXT),
        optional("description", TEXT).fromThreeOne());
  }

  private ValueType team() {
    Key username = optional("username", TEXT);
    Kind member =
        Kind.closed(
            "a team member",
            id,
            version.knowsThreeOne() ? required("username", TEXT) : username,
            optional("name", TEXT).fromThreeOne(),
            optional("description", TEXT).fromThreeOne(),
            optional("role", TEXT),
            optional("dateIn", TEXT),
            optional("dateOut", TEXT),
            optional("replacedByUsername", TEXT),
            optional("tags", TEXTS).fromThreeOne(),
            optional("customProperties", customProperties).fromThreeOne(),
            optional("authoritativeDefinitions", definitions).fromThreeOne());
    Kind team =
        Kind.closed(
            "a team",
            id,
            optional("name", TEXT),
            optional("description", TEXT),
            optional("members", elements(member)),
            optional("tags", TEXTS),
            optional("customProperties", customProperties),
            optional("authoritativeDefinitions", definitions));
    return new ValueType.Either(new ValueType.Element(() -> team), elements(member));
  }

  private Kind sla() {
    ValueType scalar = new ValueType.AnyScalar();
    return Kind.closed(
        "an SLA property",
        id,
        required("property", TEXT),
        required("value", scalar),
        optional("valueExt", scalar),
        optional("unit", TEXT),
        optional("element", TEXT),
        optional("driver", TEXT),
        optional("description", TEXT).fromThreeOne(),
        optional("scheduler", TEXT).fromThreeOne(),
        optional("schedule", TEXT).fromThreeOne());
  }
}
