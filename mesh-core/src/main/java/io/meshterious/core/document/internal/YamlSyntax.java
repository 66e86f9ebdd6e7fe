// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.document.internal;

import io.meshterious.core.document.DocumentError;
import io.meshterious.core.document.DocumentException;
import io.meshterious.core.document.Location;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** What a YAML parser's complaints mean to whoever wrote the file. */
final class YamlSyntax {
  private YamlSyntax() {}

  /** The failure to report. */
  static DocumentException explain(RuntimeException failure, Location last, Reading reading) {
    if (!(failure instanceof MarkedYamlEngineException marked)) {
      return reading.failure(
          DocumentError.SYNTAX, last, "the YAML after this place is not valid", failure);
    }
    Location location =
        marked.getProblemMark().or(marked::getContextMark).map(YamlReader::location).orElse(last);
    String problem =
        marked.getProblem() == null ? "the YAML is not valid" : marked.getProblem().strip();
    return reading.failure(DocumentError.SYNTAX, location, plainly(problem, marked), failure);
  }

  private static String plainly(String problem, MarkedYamlEngineException marked) {
    if (problem.startsWith("mapping values are not allowed")) {
      return "': ' stands where no key can be; quote text that holds ': ', or put the key on a line of its own";
    }
    if (problem.startsWith("could not find expected ':'")) {
      return "':' is missing after the key"
          + started(marked)
          + "; write 'key: value', and indent text that goes on";
    }
    if (problem.contains("\\t(TAB)")) {
      return "a tab stands where indentation or a value begins; indent with spaces";
    }
    if (problem.startsWith("found unexpected end of stream")) {
      return "the file ends inside quoted text" + started(marked) + "; add the closing quote";
    }
    if (problem.startsWith("expected <block end>")) {
      return "what stands here fits neither the map or list"
          + started(marked)
          + " nor one around it; align the keys or dashes of one map or list, and let nothing follow a closing quote";
    }
    if (problem.startsWith("expected ',' or ")) {
      String closing = problem.contains("']'") ? "]" : "}";
      return "',' or '"
          + closing
          + "' is missing in the "
          + (closing.equals("]") ? "list" : "map")
          + started(marked);
    }
    if (problem.startsWith("expected the node content")) {
      String found =
          problem.contains("but found '")
              ? problem.substring(problem.indexOf("but found '") + 10)
              : "something else";
      return "found "
          + found
          + " where a value is expected; write the value, or quote text that begins with such a character";
    }
    if (problem.startsWith("found unknown escape character")) {
      return "found an unknown escape in double-quoted text"
          + started(marked)
          + "; write \\\\ for a backslash, or use single quotes";
    }
    if (problem.startsWith("expected '<document start>'")) {
      return "'---' is missing after the lines that begin with '%'; or something follows a finished document";
    }
    if (problem.startsWith("found character")) {
      return problem.substring(0, Math.max(problem.indexOf(" that cannot"), 15))
          + " that cannot begin a value; quote the text";
    }
    return problem
        + (marked.getContext() == null ? "" : " " + marked.getContext() + started(marked));
  }

  private static String started(MarkedYamlEngineException marked) {
    return marked
        .getContextMark()
        .map(YamlReader::location)
        .map(
            location -> " that begins at line " + location.line() + ", column " + location.column())
        .orElse("");
  }
}
