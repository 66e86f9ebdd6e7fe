// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.lint.rule;

import static io.meshterious.core.contract.internal.lint.report.Findings.quote;

import io.meshterious.core.contract.internal.lint.report.Findings;
import io.meshterious.core.contract.internal.lint.report.Place;
import io.meshterious.core.contract.internal.lint.site.ContractSite;
import io.meshterious.core.contract.internal.lint.site.Located;
import io.meshterious.core.contract.lint.LintRule;
import io.meshterious.core.document.ListNode;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.ScalarNode;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Rules about servers, roles, the team, support and the price. */
public final class ServiceRules {
  private static final BigDecimal HIGHEST_PORT = BigDecimal.valueOf(65_535);

  private final Findings findings;

  private ServiceRules(Findings findings) {
    this.findings = findings;
  }

  /** Reports what is wrong. */
  public static void check(ContractSite site, Findings findings) {
    MapNode root = site.contract().node();
    ServiceRules rules = new ServiceRules(findings);
    rules.servers(root);
    rules.roles(Located.in(root, "$", "roles"));
    rules.team(root);
    for (Located channel : Located.in(root, "$", "support")) {
      rules.url(channel, "url");
      rules.url(channel, "invitationUrl");
    }
    Located.in(root, "$", "authoritativeDefinitions")
        .forEach(definition -> rules.url(definition, "url"));
    Optional<MapNode> price = root.map("price");
    if (price
        .flatMap(it -> it.scalar("priceAmount"))
        .filter(it -> it.isNumber() && it.decimal().signum() < 0)
        .isPresent()) {
      findings.add(
          LintRule.NEGATIVE_PRICE,
          Place.value(price.get(), "$.price", "priceAmount"),
          "priceAmount is " + price.get().scalar("priceAmount").get().text(),
          "usual is 0 or more");
    }
  }

  private void servers(MapNode root) {
    Map<String, Integer> lines = new HashMap<>();
    for (Located server : Located.in(root, "$", "servers")) {
      String name = server.node().text("server").orElse("");
      Integer first =
          name.isBlank() ? null : lines.putIfAbsent(name, server.at("server").location().line());
      if (first != null) {
        findings.add(
            LintRule.DUPLICATE_SERVER,
            server.at("server"),
            "server " + quote(name) + " stands in line " + first + " already",
            "names must differ");
      }
      Optional<ScalarNode> port = server.node().scalar("port").filter(ScalarNode::isInteger);
      if (port.isPresent()
          && (port.get().decimal().signum() <= 0
              || port.get().decimal().compareTo(HIGHEST_PORT) > 0)) {
        findings.add(
            LintRule.INVALID_PORT,
            server.at("port"),
            "port is " + port.get().text(),
            "allowed is 1 to 65535");
      }
      for (String key : List.of("location", "endpointUrl", "stagingDir")) {
        url(server, key);
      }
      roles(Located.in(server.node(), server.path(), "roles"));
    }
  }

  private void url(Located at, String key) {
    Optional<String> text = at.node().text(key);
    if (text.isPresent() && !isUrl(text.get())) {
      findings.add(
          LintRule.MALFORMED_URL,
          at.at(key),
          key + " is " + quote(text.get()),
          "allowed is an address such as 'https://example.com/data'");
    }
  }

  private static boolean isUrl(String text) {
    try {
      String plain = text.replaceAll("[{}*<>|^`\\[\\]]", "_");
      return new URI(plain).isAbsolute();
    } catch (URISyntaxException malformed) {
      return false;
    }
  }

  private void roles(List<Located> roles) {
    Set<String> names = new HashSet<>();
    for (Located role : roles) {
      String name = role.node().text("role").orElse("");
      if (!name.isBlank() && !names.add(name)) {
        findings.add(
            LintRule.DUPLICATE_ROLE,
            role.at("role"),
            "role " + quote(name) + " stands twice",
            "names should differ");
      }
    }
  }

  private void team(MapNode root) {
    boolean list = root.get("team").filter(ListNode.class::isInstance).isPresent();
    List<Located> members =
        list
            ? Located.in(root, "$", "team")
            : Located.in(root.map("team").orElse(MapNode.EMPTY), "$.team", "members");
    Set<String> present = new HashSet<>();
    Set<String> names = new HashSet<>();
    members.forEach(member -> member.node().text("username").ifPresent(names::add));
    for (Located member : members) {
      String name = member.node().text("username").orElse("");
      boolean left = member.node().text("dateOut").isPresent();
      if (!name.isBlank() && !left && !present.add(name)) {
        findings.add(
            LintRule.DUPLICATE_MEMBER,
            member.at("username"),
            "user name " + quote(name) + " is in the team twice",
            "a member who comes back has a 'dateOut' first");
      }
      dates(member, name);
      Optional<String> successor = member.node().text("replacedByUsername");
      if (successor.isPresent() && !names.contains(successor.get())) {
        findings.add(
            LintRule.UNKNOWN_MEMBER,
            member.at("replacedByUsername"),
            "replacedByUsername is " + quote(successor.get()) + ", who is not in the team",
            "",
            findings.meant(successor.get(), names));
      }
    }
  }

  private void dates(Located member, String name) {
    Optional<LocalDate> in = date(member, "dateIn");
    Optional<LocalDate> out = date(member, "dateOut");
    if (in.isPresent() && out.isPresent() && out.get().isBefore(in.get())) {
      findings.add(
          LintRule.MEMBER_DATES_REVERSED,
          member.at("dateOut"),
          "team member " + quote(name) + " left on " + out.get() + " and joined on " + in.get(),
          "dateOut comes after dateIn");
    }
  }

  private Optional<LocalDate> date(Located member, String key) {
    Optional<String> text = member.node().text(key);
    try {
      return text.map(LocalDate::parse);
    } catch (DateTimeException malformed) {
      findings.add(
          LintRule.MALFORMED_DATE,
          member.at(key),
          key + " is " + quote(text.orElse("")),
          "allowed is a date such as '2026-01-31'");
      return Optional.empty();
    }
  }
}
