// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.governance;

import io.meshterious.core.contract.element.Element;
import io.meshterious.core.document.ListNode;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.Node;
import java.util.List;
import java.util.Optional;

/**
 * The team that owns a contract, in either form: an object with members, or (before 3.1) a bare
 * list of members.
 */
public final class Team extends Element {
  private final boolean bareList;

  private Team(MapNode node, boolean bareList) {
    super(node);
    this.bareList = bareList;
  }

  /** The team that a contract's {@code team} says; empty when it is neither a map nor a list. */
  public static Optional<Team> of(Node team) {
    if (team instanceof MapNode map) {
      return Optional.of(new Team(map, false));
    } else if (team instanceof ListNode list) {
      return Optional.of(
          new Team(MapNode.builder(list.location()).put("members", list).build(), true));
    }
    return Optional.empty();
  }

  /** Whether the contract has the bare list of members, which the standard deprecates. */
  public boolean bareList() {
    return bareList;
  }

  /** The name. */
  public Optional<String> name() {
    return text("name");
  }

  /** What the team does. */
  public Optional<String> description() {
    return text("description");
  }

  /** The members, in order. */
  public List<TeamMember> members() {
    return node().maps("members").stream().map(TeamMember::new).toList();
  }
}
