// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.lint;

import static io.meshterious.core.contract.internal.lint.report.Findings.quote;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.DataContracts;
import io.meshterious.core.contract.internal.lint.hint.FieldHintRules;
import io.meshterious.core.contract.internal.lint.hint.TableHintRules;
import io.meshterious.core.contract.internal.lint.quality.QualityRules;
import io.meshterious.core.contract.internal.lint.quality.SlaRules;
import io.meshterious.core.contract.internal.lint.report.Findings;
import io.meshterious.core.contract.internal.lint.report.Place;
import io.meshterious.core.contract.internal.lint.rule.ContractRules;
import io.meshterious.core.contract.internal.lint.rule.ExampleRules;
import io.meshterious.core.contract.internal.lint.rule.ForeignKeyRules;
import io.meshterious.core.contract.internal.lint.rule.KeyRules;
import io.meshterious.core.contract.internal.lint.rule.NameRules;
import io.meshterious.core.contract.internal.lint.rule.OptionRules;
import io.meshterious.core.contract.internal.lint.rule.ServiceRules;
import io.meshterious.core.contract.internal.lint.rule.TypeRules;
import io.meshterious.core.contract.internal.lint.site.ContractSite;
import io.meshterious.core.contract.internal.lint.site.Contracts;
import io.meshterious.core.contract.internal.lint.structure.StructureWalk;
import io.meshterious.core.contract.lint.Finding;
import io.meshterious.core.contract.lint.LintReport;
import io.meshterious.core.contract.lint.LintRule;
import io.meshterious.core.document.DocumentException;
import io.meshterious.core.document.DocumentProblem;
import io.meshterious.core.document.Location;
import io.meshterious.core.error.MeshException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Holds contracts against the rules. */
public final class Linter {
  private Linter() {}

  /**
   * What the standard's own schema would refuse, except that keys it does not know are warnings,
   * because they are kept.
   */
  public static LintReport structure(DataContract contract) {
    Findings findings = new Findings(contract.origin());
    structure(contract, findings);
    return findings.report();
  }

  /** Everything about one contract; other files that it refers to are read when they are needed. */
  public static LintReport lint(DataContract contract) {
    return lint(new Contracts(contract), contract, new Findings(contract.origin()));
  }

  /** Everything about contracts that belong together; the contracts are looked at side by side. */
  public static LintReport lint(DataContracts contracts) {
    List<Finding> all = new ArrayList<>();
    contracts.unreadable().forEach(problem -> all.add(unreadable(problem)));
    all.addAll(duplicates(contracts));
    Contracts sites = new Contracts(contracts);
    contracts.all().parallelStream()
        .map(contract -> lint(sites, contract, new Findings(contract.origin())))
        .forEachOrdered(report -> all.addAll(report.findings()));
    return new LintReport(all);
  }

  private static List<Finding> duplicates(DataContracts contracts) {
    List<Finding> found = new ArrayList<>();
    Map<List<String>, String> origins = new HashMap<>();
    for (DataContract contract : contracts.all()) {
      Findings findings = new Findings(contract.origin());
      String id = contract.id().orElse("");
      List<String> key =
          id.isBlank() ? List.of(contract.origin()) : List.of(id, contract.version());
      String first = origins.putIfAbsent(key, contract.origin());
      if (first != null) {
        String what =
            "id "
                + quote(id)
                + " and version "
                + quote(contract.version())
                + " are those of "
                + quote(first);
        findings.add(
            LintRule.DUPLICATE_CONTRACT,
            Place.value(contract.node(), "$", "id"),
            what,
            "together they must name one contract");
      }
      found.addAll(findings.report().findings());
    }
    return found;
  }

  private static LintReport lint(Contracts contracts, DataContract contract, Findings findings) {
    if (structure(contract, findings)) {
      ContractSite site = contracts.site(contract);
      ContractRules.check(site, findings);
      NameRules.check(site, findings);
      KeyRules.check(site, findings);
      ForeignKeyRules.check(contracts, site, findings);
      TypeRules.check(site, findings);
      OptionRules.check(site, findings);
      ExampleRules.check(site, findings);
      QualityRules.check(site, findings);
      SlaRules.check(site, findings);
      ServiceRules.check(site, findings);
      TableHintRules.check(site, findings);
      FieldHintRules.check(contracts, site, findings);
    }
    return findings.report();
  }

  /** Whether the document is a map, so that rules about meaning have something to look at. */
  private static boolean structure(DataContract contract, Findings findings) {
    boolean map = true;
    for (DocumentProblem problem : contract.problems()) {
      boolean root = problem.path().equals("$") && contract.node().isEmpty();
      Place place = new Place(problem.location(), problem.path());
      findings.add(
          root ? LintRule.NOT_A_CONTRACT : LintRule.DUPLICATE_KEY, place, problem.message());
      map &= !root;
    }
    if (map) {
      StructureWalk.run(contract, findings);
    }
    return map;
  }

  private static Finding unreadable(MeshException problem) {
    boolean document = problem instanceof DocumentException;
    String origin = document ? ((DocumentException) problem).origin() : "";
    Location location = document ? ((DocumentException) problem).location() : Location.NONE;
    Findings findings = new Findings(origin);
    findings.add(LintRule.UNREADABLE, new Place(location, "$"), problem.getMessage());
    return findings.report().findings().get(0);
  }
}
