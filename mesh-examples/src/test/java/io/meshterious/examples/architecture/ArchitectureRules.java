// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.meshterious.core.error.ErrorCode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/**
 * The rules for everything below one base package. The package right below it is a module's: {@code
 * io.meshterious.core} belongs to mesh-core.
 */
final class ArchitectureRules {
  private static final Set<String> ANY = Set.of("*");

  /** What a module may see beside itself; a module that is not named here is a stage. */
  private static final Map<String, Set<String>> MAY_SEE =
      Map.of(
          "core", Set.of(),
          "lake", Set.of("core"),
          "rabbitmq", Set.of("core"),
          "testkit", Set.of("core"),
          "stagekit", Set.of("core", "testkit", "producers", "ingest"),
          "bench", ANY,
          "examples", ANY);

  private static final Set<String> A_STAGE_MAY_SEE = Set.of("core", "lake", "rabbitmq");

  private static final String MEASURES_INTERNALS = "bench";

  private static final List<String> ALLOWED_IN_CORE_API =
      List.of("java.", "org.jspecify.annotations.");

  private final String base;

  ArchitectureRules(String base) {
    this.base = base;
  }

  /**
   * Arrows point down: to core, from the stages to lake and RabbitMQ, and from the examples to
   * everything.
   */
  ArchRule modulesSeeOnlyWhatTheyMay() {
    return everyClass(
        "see only the modules that its own may see",
        (type, events) ->
            dependenciesOnOthers(type)
                .filter(
                    dependency -> !maySee(moduleOf(type), moduleOf(dependency.getTargetClass())))
                .forEach(dependency -> violated(events, type, dependency.getDescription())));
  }

  /** What is internal is used in its own module only; benchmarks measure it too. */
  ArchRule internalsStayInside() {
    return everyClass(
        "leave the internal packages of other modules alone",
        (type, events) ->
            dependenciesOnOthers(type)
                .filter(dependency -> !moduleOf(type).equals(MEASURES_INTERNALS))
                .filter(dependency -> isInternal(dependency.getTargetClass()))
                .forEach(dependency -> violated(events, type, dependency.getDescription())));
  }

  /**
   * The parts of a module, each with what is internal to it and everything below, do not depend on
   * each other in a ring. The names of a part's errors may be used by those it stands on.
   */
  ArchRule partsHaveNoCycles() {
    return slices()
        .assignedFrom(
            new SliceAssignment() {
              @Override
              public String getDescription() {
                return "parts of modules";
              }

              @Override
              public SliceIdentifier getIdentifierOf(JavaClass type) {
                return partOf(type)
                    .filter(part -> !type.isAssignableTo(ErrorCode.class))
                    .map(part -> SliceIdentifier.of(moduleOf(type), part))
                    .orElseGet(SliceIdentifier::ignore);
              }
            })
        .should()
        .beFreeOfCycles();
  }

  /** The first package below the module, or below what is internal to it. */
  private Optional<String> partOf(JavaClass type) {
    if (!isOurs(type)) {
      return Optional.empty();
    }
    String below = type.getPackageName().substring(base.length() + 1);
    return Arrays.stream(below.split("\\.", -1))
        .skip(1)
        .filter(name -> !name.equals("internal"))
        .findFirst();
  }

  /** The public packages of core do not depend on each other in a ring. */
  ArchRule publicPackagesOfCoreHaveNoCycles() {
    return slices()
        .assignedFrom(
            new SliceAssignment() {
              @Override
              public String getDescription() {
                return "public packages of core";
              }

              @Override
              public SliceIdentifier getIdentifierOf(JavaClass type) {
                return isInCore(type) && !isInternal(type)
                    ? SliceIdentifier.of(type.getPackageName())
                    : SliceIdentifier.ignore();
              }
            })
        .should()
        .beFreeOfCycles();
  }

  /** Whoever uses core meets only Java's types and its own. */
  ArchRule coreShowsNoForeignTypes() {
    return everyClass(
        "show no third-party type in the public signatures of core",
        (type, events) -> {
          if (isInCore(type) && !isInternal(type) && isVisible(type)) {
            signaturesOf(type)
                .flatMap(signature -> signature.getAllInvolvedRawTypes().stream())
                .map(JavaClass::getBaseComponentType)
                .filter(seen -> !seen.isPrimitive() && !isAllowedInCoreApi(seen))
                .distinct()
                .forEach(seen -> violated(events, type, "it shows " + seen.getName()));
          }
        });
  }

  /** Null is forbidden unless marked, everywhere. */
  ArchRule packagesAreNullMarked() {
    return everyClass(
        "be in a package whose package-info says @NullMarked",
        (type, events) -> {
          if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
            violated(events, type, "the package " + type.getPackageName() + " is not @NullMarked");
          }
        });
  }

  private ArchRule everyClass(String rule, BiConsumer<JavaClass, ConditionEvents> check) {
    return classes()
        .that(DescribedPredicate.describe("are in a module", this::isOurs))
        .should(
            new ArchCondition<JavaClass>(rule) {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                check.accept(type, events);
              }
            });
  }

  private static void violated(ConditionEvents events, JavaClass type, String what) {
    events.add(SimpleConditionEvent.violated(type, type.getName() + ": " + what));
  }

  private Stream<Dependency> dependenciesOnOthers(JavaClass type) {
    return type.getDirectDependenciesFromSelf().stream()
        .filter(dependency -> isOurs(dependency.getTargetClass()))
        .filter(dependency -> !moduleOf(dependency.getTargetClass()).equals(moduleOf(type)));
  }

  private static boolean maySee(String from, String to) {
    Set<String> allowed = MAY_SEE.getOrDefault(from, A_STAGE_MAY_SEE);
    return allowed == ANY || allowed.contains(to);
  }

  /** Whether it is written here, which the loops around benchmarks are not. */
  private boolean isOurs(JavaClass type) {
    return type.getPackageName().startsWith(base + ".")
        && !type.getPackageName().endsWith(".jmh_generated");
  }

  private String moduleOf(JavaClass type) {
    String below = type.getPackageName().substring(base.length() + 1);
    int end = below.indexOf('.');
    return end < 0 ? below : below.substring(0, end);
  }

  private boolean isInCore(JavaClass type) {
    return isOurs(type) && moduleOf(type).equals("core");
  }

  private static boolean isInternal(JavaClass type) {
    return (type.getPackageName() + ".").contains(".internal.");
  }

  /** Public, with everything around it. */
  private static boolean isVisible(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC)
        && type.getEnclosingClass().map(ArchitectureRules::isVisible).orElse(true);
  }

  private static boolean isVisible(Set<JavaModifier> modifiers) {
    return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
  }

  private boolean isAllowedInCoreApi(JavaClass seen) {
    return (isInCore(seen) && !isInternal(seen))
        || ALLOWED_IN_CORE_API.stream().anyMatch(seen.getName()::startsWith);
  }

  private static Stream<JavaType> signaturesOf(JavaClass type) {
    Stream<JavaType> parents =
        Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
    Stream<JavaType> fields =
        type.getFields().stream()
            .filter(field -> isVisible(field.getModifiers()))
            .map(field -> field.getType());
    Stream<JavaType> codeUnits =
        type.getCodeUnits().stream()
            .filter(codeUnit -> isVisible(codeUnit.getModifiers()))
            .filter(codeUnit -> !codeUnit.getModifiers().contains(JavaModifier.SYNTHETIC))
            .flatMap(ArchitectureRules::signatureOf);
    return Stream.of(parents, fields, codeUnits).flatMap(part -> part);
  }

  private static Stream<JavaType> signatureOf(JavaCodeUnit codeUnit) {
    Stream<JavaType> in = codeUnit.getParameterTypes().stream();
    Stream<JavaType> out = Stream.of(codeUnit.getReturnType());
    Stream<JavaType> thrown = codeUnit.getExceptionTypes().stream().map(type -> type);
    return Stream.of(in, out, thrown).flatMap(part -> part);
  }
}
