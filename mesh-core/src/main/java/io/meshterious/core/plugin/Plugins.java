// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.plugin;

import io.meshterious.core.error.MeshException;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The plugins on the class path, by interface and name.
 *
 * <p>Providers are found by {@link ServiceLoader}. The plugin interfaces themselves are the classes
 * named in the resources {@value #TYPES}, one name a line, so that a module brings its own. The
 * order of everything is that of the names, whatever the order of the class path.
 */
public final class Plugins {
  /** The resource in which a module names the plugin interfaces it brings. */
  public static final String TYPES = "META-INF/mesh/plugin-types";

  private record Candidate(Plugin plugin, PluginInfo info) {}

  private final Map<Class<? extends Plugin>, Map<String, List<Candidate>>> byType =
      new LinkedHashMap<>();
  private final List<MeshException> problems = new ArrayList<>();

  private Plugins() {}

  /** Loads what the thread's context class loader and Mesh's own can see. */
  public static Plugins load() {
    return load(Thread.currentThread().getContextClassLoader(), Plugins.class.getClassLoader());
  }

  /**
   * Loads what several class loaders can see. A class that two of them share counts once.
   *
   * @param loaders the class loaders; null stands for the one of the JDK
   */
  public static Plugins load(@Nullable ClassLoader... loaders) {
    Plugins plugins = new Plugins();
    Set<@Nullable ClassLoader> distinct = new LinkedHashSet<>(Arrays.asList(loaders));
    Set<Class<?>> seen = new LinkedHashSet<>();
    for (ClassLoader loader : distinct) {
      plugins.findTypes(loader == null ? ClassLoader.getPlatformClassLoader() : loader);
    }
    for (Class<? extends Plugin> type : plugins.byType.keySet()) {
      for (ClassLoader loader : distinct) {
        plugins.loadType(
            type, loader == null ? ClassLoader.getPlatformClassLoader() : loader, seen);
      }
    }
    plugins.reportDuplicates();
    return plugins;
  }

  /** The plugin interfaces, by name. */
  public List<Class<? extends Plugin>> types() {
    return byType.keySet().stream().sorted(Comparator.comparing(Class::getName)).toList();
  }

  /** All plugins of an interface whose names are theirs alone, by name. */
  public <P extends Plugin> List<P> all(Class<P> type) {
    List<P> found = new ArrayList<>();
    for (List<Candidate> candidates : candidates(type).values()) {
      if (candidates.size() == 1) {
        found.add(type.cast(candidates.get(0).plugin()));
      }
    }
    return found;
  }

  /**
   * The plugin of that name.
   *
   * @throws MeshException when none has the name, listing those there are, or when several have,
   *     naming where they came from
   */
  public <P extends Plugin> P named(Class<P> type, String name) {
    Map<String, List<Candidate>> known = candidates(type);
    List<Candidate> found = known.getOrDefault(name, List.of());
    if (found.isEmpty()) {
      throw new MeshException(
          PluginError.PLUGIN_UNKNOWN,
          "Cannot resolve "
              + type.getSimpleName()
              + " '"
              + name
              + "': known names are "
              + known.keySet());
    } else if (found.size() > 1) {
      throw duplicate(type, name, found);
    }
    return type.cast(found.get(0).plugin());
  }

  /** What is known of every plugin, by interface, name and origin. */
  public List<PluginInfo> list() {
    List<PluginInfo> all = new ArrayList<>();
    for (Class<? extends Plugin> type : types()) {
      for (List<Candidate> candidates : candidates(type).values()) {
        candidates.stream()
            .map(Candidate::info)
            .sorted(Comparator.comparing(PluginInfo::origin))
            .forEach(all::add);
      }
    }
    return all;
  }

  /** Providers that could not be loaded and names that several plugins share. */
  public List<MeshException> problems() {
    return Collections.unmodifiableList(problems);
  }

  private Map<String, List<Candidate>> candidates(Class<? extends Plugin> type) {
    Map<String, List<Candidate>> known = byType.get(type);
    if (known == null) {
      throw new MeshException(
          PluginError.PLUGIN_TYPE_UNKNOWN,
          "Cannot look for plugins of '"
              + type.getName()
              + "': known plugin interfaces are "
              + types().stream().map(Class::getName).toList()
              + "; a module names its own in "
              + TYPES);
    }
    return known;
  }

  private void findTypes(ClassLoader loader) {
    try {
      for (URL resource : Collections.list(loader.getResources(TYPES))) {
        try (var in = resource.openStream()) {
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .map(String::strip)
              .filter(line -> !line.isEmpty() && !line.startsWith("#"))
              .forEach(line -> findType(line, loader, resource));
        }
      }
    } catch (IOException problem) {
      problems.add(
          new MeshException(
              PluginError.PLUGIN_BROKEN,
              "Cannot read plugin interfaces from " + TYPES + ": " + problem.getMessage(),
              problem));
    }
  }

  private void findType(String name, ClassLoader loader, URL resource) {
    try {
      Class<?> type = Class.forName(name, false, loader);
      byType.putIfAbsent(type.asSubclass(Plugin.class), new TreeMap<>());
    } catch (ClassNotFoundException | LinkageError | ClassCastException problem) {
      problems.add(
          new MeshException(
              PluginError.PLUGIN_BROKEN,
              "Cannot use plugin interface '" + name + "' named in " + resource + ": " + problem,
              problem));
    }
  }

  private <P extends Plugin> void loadType(Class<P> type, ClassLoader loader, Set<Class<?>> seen) {
    var providers = ServiceLoader.load(type, loader).stream().iterator();
    while (true) {
      try {
        if (!providers.hasNext()) {
          return;
        }
        ServiceLoader.Provider<P> provider = providers.next();
        if (seen.add(provider.type())) {
          add(type, provider.get());
        }
      } catch (ServiceConfigurationError | LinkageError problem) {
        problems.add(
            new MeshException(
                PluginError.PLUGIN_BROKEN,
                "Cannot load a plugin of '" + type.getName() + "': " + reason(problem),
                problem));
      }
    }
  }

  private static String reason(Throwable problem) {
    Throwable cause = problem.getCause();
    return cause == null
        ? String.valueOf(problem.getMessage())
        : problem.getMessage() + ": " + cause;
  }

  private void add(Class<? extends Plugin> type, Plugin plugin) {
    Class<?> provider = plugin.getClass();
    String name;
    String description;
    try {
      name = Objects.requireNonNullElse(plugin.name(), "");
      description = Objects.requireNonNullElse(plugin.description(), "");
    } catch (RuntimeException problem) {
      problems.add(
          new MeshException(
              PluginError.PLUGIN_BROKEN,
              "Cannot load plugin '" + provider.getName() + "': it cannot say its name: " + problem,
              problem));
      return;
    }
    if (name.isBlank()) {
      problems.add(
          new MeshException(
              PluginError.PLUGIN_BROKEN,
              "Cannot load plugin '" + provider.getName() + "': its name is blank"));
      return;
    }
    String version =
        Objects.requireNonNullElse(provider.getPackage().getImplementationVersion(), "unversioned");
    PluginInfo info =
        new PluginInfo(type, name, description, version, origin(provider), provider.getName());
    Objects.requireNonNull(byType.get(type))
        .computeIfAbsent(name, unused -> new ArrayList<>())
        .add(new Candidate(plugin, info));
  }

  private static String origin(Class<?> provider) {
    CodeSource source = provider.getProtectionDomain().getCodeSource();
    return source == null || source.getLocation() == null
        ? "the JDK"
        : source.getLocation().toString();
  }

  private void reportDuplicates() {
    byType.forEach(
        (type, names) ->
            names.forEach(
                (name, candidates) -> {
                  if (candidates.size() > 1) {
                    problems.add(duplicate(type, name, candidates));
                  }
                }));
  }

  private static MeshException duplicate(
      Class<? extends Plugin> type, String name, List<Candidate> candidates) {
    List<String> both =
        candidates.stream()
            .map(it -> it.info().provider() + " from " + it.info().origin())
            .sorted()
            .toList();
    return new MeshException(
        PluginError.PLUGIN_DUPLICATE,
        "Cannot resolve "
            + type.getSimpleName()
            + " '"
            + name
            + "': several plugins have the name: "
            + String.join(" and ", both));
  }
}
