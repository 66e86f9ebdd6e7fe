// SPDX-License-Identifier: Apache-2.0
package io.meshterious.testkit.rabbitmq;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * A small Erlang node beside a RabbitMQ node: it has expressions evaluated there and prints the
 * results, a line each. It answers within milliseconds, where each call of {@code rabbitmqctl}
 * starts an Erlang of its own. It ends when its input does, and so with the JVM at the latest.
 */
final class Console implements AutoCloseable {
  /** Reads a line, evaluates it on the node {@code %s}, prints the result on one line, repeats. */
  private static final String PROGRAM =
      """
      Loop = fun(Again) ->
        case io:get_line("") of
          Line when is_list(Line) ->
            Answer = try
              {ok, Tokens, _} = erl_scan:string(Line),
              {ok, Expressions} = erl_parse:parse_exprs(Tokens),
              case rpc:call('%s', erl_eval, exprs, [Expressions, []], 60000) of
                {value, Value, _} -> {ok, Value};
                Failure -> {error, Failure}
              end
            catch _:Problem -> {error, Problem}
            end,
            io:format("~0p~n", [Answer]),
            Again(Again);
          _ -> halt(0)
        end
      end,
      Loop(Loop).
      """;

  private final Process process;
  private final BufferedWriter questions;
  private final BufferedReader answers;

  /**
   * Starts the console.
   *
   * @param name the name of its own Erlang node
   * @param node the node that evaluates
   * @param environment where that node's cookie and name server are
   */
  Console(String name, String node, Map<String, String> environment, File folder)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of(
                    "erl",
                    "+B",
                    "i",
                    "+S",
                    "1:1",
                    "+sbwt",
                    "none",
                    "-noshell",
                    "-hidden",
                    "-start_epmd",
                    "false",
                    "-kernel",
                    "inet_dist_use_interface",
                    "{127,0,0,1}",
                    "-sname",
                    name,
                    "-eval",
                    PROGRAM.formatted(node).replace('\n', ' ')))
            .directory(folder)
            .redirectError(new File(folder, "console.log"));
    builder.environment().clear();
    builder.environment().putAll(environment);
    process = builder.start();
    questions =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.US_ASCII));
    answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /**
   * The answer to an expression: {@code {ok,...}} with the value as Erlang writes it, or {@code
   * {error,...}}.
   */
  synchronized String ask(String expression) {
    try {
      questions.write(expression.replace('\n', ' '));
      questions.write(".\n");
      questions.flush();
      String answer = answers.readLine();
      if (answer == null) {
        throw new IOException("the console has ended");
      }
      return answer;
    } catch (IOException problem) {
      throw new UncheckedIOException("Cannot ask the RabbitMQ node: " + expression, problem);
    }
  }

  /** The value of an expression as Erlang writes it. */
  String evaluate(String expression) {
    String answer = ask(expression);
    if (!answer.startsWith("{ok,")) {
      throw new IllegalStateException(
          "Cannot evaluate on the RabbitMQ node: " + answer + " to " + expression);
    }
    return answer.substring("{ok,".length(), answer.length() - 1);
  }

  @Override
  public void close() {
    process.destroyForcibly();
    Processes.await(process);
  }
}
