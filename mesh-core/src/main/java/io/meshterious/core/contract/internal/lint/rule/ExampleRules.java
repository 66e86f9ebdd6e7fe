// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.lint.rule;

import static io.meshterious.core.contract.internal.lint.report.Findings.quote;

import io.meshterious.core.contract.internal.lint.report.Findings;
import io.meshterious.core.contract.internal.lint.report.Place;
import io.meshterious.core.contract.internal.lint.site.ContractSite;
import io.meshterious.core.contract.internal.lint.site.FieldSite;
import io.meshterious.core.contract.internal.lint.site.TableSite;
import io.meshterious.core.contract.internal.lint.value.Types;
import io.meshterious.core.contract.internal.lint.value.ValueCheck;
import io.meshterious.core.contract.lint.LintRule;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.Node;
import io.meshterious.core.document.ScalarNode;
import java.util.List;
import java.util.Optional;

/** Rules about examples, and about names that a property gives for another one. */
public final class ExampleRules {
  private ExampleRules() {}

  /** Reports what is wrong. */
  public static void check(ContractSite site, Findings findings) {
    for (TableSite table : site.tables()) {
      for (FieldSite field : table.all()) {
        examples(field, findings);
        encryptedName(field, findings);
      }
    }
  }

  private static void examples(FieldSite field, Findings findings) {
    List<Node> examples = field.property().examples();
    if (examples.isEmpty() || field.type().isEmpty()) {
      return;
    }
    ValueCheck check = new ValueCheck(field, field.type().get());
    List<ScalarNode> allowedValues = field.property().allowedValues();
    for (int i = 0; i < examples.size(); i++) {
      Node example = examples.get(i);
      Place place = Place.of(example, Place.item(field.path(), "examples", i));
      String what = "example " + ValueCheck.show(example) + " of " + quote(field.property().name());
      Optional<String> wrong = check.wrongType(example);
      Optional<String> broken = wrong.isEmpty() ? check.broken(example) : Optional.empty();
      if (wrong.isPresent()) {
        findings.add(
            LintRule.EXAMPLE_TYPE,
            place,
            what + " is not " + Types.words(field.type().get()),
            wrong.get(),
            check.quoted(example));
      } else if (broken.isPresent()) {
        findings.add(LintRule.EXAMPLE_REFUSED, place, what + " is refused", broken.get());
      } else if (!allowedValues.isEmpty() && !contains(allowedValues, example)) {
        List<String> texts = allowedValues.stream().map(ScalarNode::text).toList();
        findings.add(
            LintRule.EXAMPLE_REFUSED,
            place,
            what + " is not in the vocabulary",
            Findings.allowed(texts),
            example instanceof ScalarNode scalar
                ? findings.meant(scalar.text(), texts)
                : Optional.empty());
      }
    }
  }

  private static boolean contains(List<ScalarNode> values, Node example) {
    boolean absent =
        example instanceof ScalarNode scalar && scalar.isNull() || example instanceof MapNode;
    return absent || values.contains(example);
  }

  private static void encryptedName(FieldSite field, Findings findings) {
    Optional<String> name = field.property().encryptedName().filter(it -> !it.isBlank());
    if (name.isPresent()
        && field.siblings().stream().noneMatch(it -> it.property().name().equals(name.get()))) {
      findings.add(
          LintRule.UNKNOWN_ENCRYPTED_NAME,
          Place.value(field.node(), field.path(), "encryptedName"),
          "encryptedName is " + quote(name.get()) + ", which is no property of the table",
          "",
          findings.meant(name.get(), field.table().names()));
    }
  }
}
