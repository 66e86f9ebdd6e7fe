// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshterious.core.error.MeshException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginsTest {
  /** A plugin interface of the tests. */
  public interface Greeter extends Plugin {}

  /** One that is not registered as a plugin interface. */
  public interface Stranger extends Plugin {}

  /** Works. */
  public static final class Hello implements Greeter {
    @Override
    public String name() {
      return "hello";
    }

    @Override
    public String description() {
      return "says hello";
    }
  }

  /** Works, and comes first by name. */
  public static final class Ahoy implements Greeter {
    @Override
    public String name() {
      return "ahoy";
    }

    @Override
    public String description() {
      return "says ahoy";
    }
  }

  /** Has another's name. */
  public static final class Impostor implements Greeter {
    @Override
    public String name() {
      return "hello";
    }

    @Override
    public String description() {
      return "says hello too";
    }
  }

  /** Cannot be constructed. */
  public static final class Broken implements Greeter {
    /** Fails. */
    public Broken() {
      throw new IllegalStateException("out of order");
    }

    @Override
    public String name() {
      return "broken";
    }

    @Override
    public String description() {
      return "";
    }
  }

  /** Cannot say its name. */
  public static final class Nameless implements Greeter {
    @Override
    public String name() {
      return " ";
    }

    @Override
    public String description() {
      return "";
    }
  }

  @TempDir private Path folder;

  @BeforeEach
  void registerTheInterface() throws IOException {
    write(folder, Plugins.TYPES, "# the interface of this test\n" + Greeter.class.getName() + "\n");
  }

  private static void write(Path folder, String resource, String text) throws IOException {
    Path file = folder.resolve(resource);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private ClassLoader providing(Path where, Object... providers) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (Object provider : providers) {
      lines.append(provider instanceof Class<?> type ? type.getName() : provider).append('\n');
    }
    write(where, "META-INF/services/" + Greeter.class.getName(), lines.toString());
    return new URLClassLoader(new URL[] {where.toUri().toURL()}, getClass().getClassLoader());
  }

  @Test
  void load_twoPlugins_areFoundByNameInTheOrderOfTheirNames() throws IOException {
    // Given
    Plugins plugins = Plugins.load(providing(folder, Hello.class, Ahoy.class));
    // Then
    assertThat(plugins.all(Greeter.class))
        .extracting(Plugin::name)
        .containsExactly("ahoy", "hello");
    assertThat(plugins.named(Greeter.class, "hello")).isInstanceOf(Hello.class);
    assertThat(plugins.problems()).isEmpty();
    assertThat(plugins.list())
        .filteredOn(info -> info.type() == Greeter.class)
        .extracting(
            PluginInfo::name, PluginInfo::description, PluginInfo::version, PluginInfo::provider)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "ahoy", "says ahoy", "unversioned", Ahoy.class.getName()),
            org.assertj.core.groups.Tuple.tuple(
                "hello", "says hello", "unversioned", Hello.class.getName()));
  }

  @Test
  void named_unknown_listsTheKnownNames() throws IOException {
    Plugins plugins = Plugins.load(providing(folder, Hello.class, Ahoy.class));
    assertThatThrownBy(() -> plugins.named(Greeter.class, "salut"))
        .isInstanceOfSatisfying(
            MeshException.class, it -> assertThat(it.code()).isEqualTo(PluginError.PLUGIN_UNKNOWN))
        .hasMessage("Cannot resolve Greeter 'salut': known names are [ahoy, hello]");
  }

  @Test
  void named_duplicate_namesBothSides_andTheOthersGoOnWorking() throws IOException {
    Plugins plugins = Plugins.load(providing(folder, Hello.class, Impostor.class, Ahoy.class));
    assertThatThrownBy(() -> plugins.named(Greeter.class, "hello"))
        .isInstanceOfSatisfying(
            MeshException.class,
            it -> assertThat(it.code()).isEqualTo(PluginError.PLUGIN_DUPLICATE))
        .hasMessageStartingWith("Cannot resolve Greeter 'hello': several plugins have the name: ")
        .hasMessageContaining(Hello.class.getName() + " from file:")
        .hasMessageContaining(Impostor.class.getName() + " from file:");
    assertThat(plugins.all(Greeter.class)).extracting(Plugin::name).containsExactly("ahoy");
    assertThat(plugins.problems()).hasSize(1);
  }

  @Test
  void load_brokenProviders_areReported_andHideNoOther() throws IOException {
    Plugins plugins =
        Plugins.load(
            providing(
                folder,
                "no.such.Class",
                Broken.class,
                Nameless.class,
                PluginsTest.class,
                Hello.class));
    assertThat(plugins.all(Greeter.class)).extracting(Plugin::name).containsExactly("hello");
    assertThat(plugins.problems())
        .hasSize(4)
        .allSatisfy(problem -> assertThat(problem.code()).isEqualTo(PluginError.PLUGIN_BROKEN))
        .anySatisfy(problem -> assertThat(problem).hasMessageContaining("no.such.Class"))
        .anySatisfy(problem -> assertThat(problem).hasMessageContaining("out of order"))
        .anySatisfy(problem -> assertThat(problem).hasMessageContaining("its name is blank"))
        .anySatisfy(problem -> assertThat(problem).hasMessageContaining("not a subtype"));
  }

  @Test
  void load_malformedProviderFile_hidesNoOtherFile(@TempDir Path other) throws IOException {
    ClassLoader broken = providing(folder, "this is no class name");
    ClassLoader fine = providing(other, Hello.class);
    Plugins plugins = Plugins.load(broken, fine);
    assertThat(plugins.all(Greeter.class)).extracting(Plugin::name).containsExactly("hello");
    assertThat(plugins.problems()).hasSize(1);
  }

  @Test
  void load_severalLoadersThatShareAClass_countItOnce() throws IOException {
    ClassLoader loader = providing(folder, Hello.class);
    Plugins plugins = Plugins.load(loader, new URLClassLoader(new URL[0], loader), null);
    assertThat(plugins.all(Greeter.class)).hasSize(1);
    assertThat(plugins.problems()).isEmpty();
  }

  @Test
  void load_theSameClassFromTwoJars_isADuplicateThatNamesBoth(@TempDir Path other)
      throws IOException {
    // Given
    ClassLoader first = providing(folder, Hello.class);
    providing(other, Hello.class);
    ClassLoader second = new ChildFirst(other, first, Hello.class);
    // When
    Plugins plugins = Plugins.load(first, second);
    // Then
    assertThatThrownBy(() -> plugins.named(Greeter.class, "hello"))
        .hasMessageContaining(" and ")
        .hasMessageContaining(Hello.class.getName());
  }

  /** Defines one class itself, as a second jar with the same class would. */
  private static final class ChildFirst extends URLClassLoader {
    private final Class<?> own;

    ChildFirst(Path folder, ClassLoader parent, Class<?> own) throws MalformedURLException {
      super(new URL[] {folder.toUri().toURL()}, parent);
      this.own = own;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.equals(own.getName())) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded != null ? loaded : define(name);
      }
    }

    private Class<?> define(String name) {
      String resource = name.replace('.', '/') + ".class";
      try (InputStream in = own.getClassLoader().getResourceAsStream(resource)) {
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length, own.getProtectionDomain());
      } catch (IOException problem) {
        throw new UncheckedIOException(problem);
      }
    }
  }

  @Test
  void all_unregisteredInterface_saysHowToRegisterIt() {
    Plugins plugins = Plugins.load();
    assertThatThrownBy(() -> plugins.all(Stranger.class))
        .isInstanceOfSatisfying(
            MeshException.class,
            it -> assertThat(it.code()).isEqualTo(PluginError.PLUGIN_TYPE_UNKNOWN))
        .hasMessageContaining(Stranger.class.getName())
        .hasMessageContaining(Plugins.TYPES);
  }

  @Test
  void load_unknownPluginInterface_isReported() throws IOException {
    write(
        folder,
        Plugins.TYPES,
        "no.such.Interface\n" + String.class.getName() + "\n" + Greeter.class.getName() + "\n");
    Plugins plugins = Plugins.load(providing(folder, Hello.class));
    assertThat(plugins.problems()).hasSize(2);
    assertThat(plugins.all(Greeter.class)).hasSize(1);
  }

  @Test
  void types_holdTheContractRenderer() {
    assertThat(Plugins.load().types())
        .extracting(Class::getSimpleName)
        .isEqualTo(List.of("ContractRenderer"));
  }
}
