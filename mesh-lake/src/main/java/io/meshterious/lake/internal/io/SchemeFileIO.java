// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.io;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.LakeError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.iceberg.io.BulkDeletionFailureException;
import org.apache.iceberg.io.DelegateFileIO;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.StorageCredential;
import org.apache.iceberg.io.SupportsBulkOperations;
import org.apache.iceberg.io.SupportsPrefixOperations;
import org.apache.iceberg.io.SupportsStorageCredentials;

/**
 * Files wherever their location says: the scheme of the URI decides which file IO reads and writes
 * them. Locations without a scheme, and those that begin with {@code file:}, are local.
 *
 * <p>A property {@value #SCHEME}{@code <scheme>} names the class for a scheme; Iceberg's classes
 * for S3, Google Cloud Storage and Azure are known.
 */
public final class SchemeFileIO implements DelegateFileIO, SupportsStorageCredentials {
  /** What the properties that name a class for a scheme begin with. */
  public static final String SCHEME = "mesh.io.scheme.";

  private static final long serialVersionUID = 1L;
  private static final String LOCAL = "file";
  private static final Pattern WITH_SCHEME =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):.*", Pattern.DOTALL);
  private static final String S3 = "org.apache.iceberg.aws.s3.S3FileIO";
  private static final String AZURE = "org.apache.iceberg.azure.adlsv2.ADLSFileIO";
  private static final Map<String, String> KNOWN =
      Map.of(
          LOCAL,
          LocalFileIO.class.getName(),
          "s3",
          S3,
          "s3a",
          S3,
          "s3n",
          S3,
          "gs",
          "org.apache.iceberg.gcp.gcs.GCSFileIO",
          "abfs",
          AZURE,
          "abfss",
          AZURE,
          "wasb",
          AZURE,
          "wasbs",
          AZURE);

  private final Map<String, FileIO> byClass = new ConcurrentHashMap<>();
  private Map<String, String> properties = Map.of();
  private Map<String, String> classes = KNOWN;
  private transient List<StorageCredential> credentials = List.of();

  /** A file IO that knows no properties until {@link #initialize} is called. */
  public SchemeFileIO() {}

  @Override
  public void initialize(Map<String, String> newProperties) {
    close();
    properties = Map.copyOf(newProperties);
    Map<String, String> all = new HashMap<>(KNOWN);
    newProperties.forEach(
        (key, value) -> {
          if (key.startsWith(SCHEME)) {
            all.put(key.substring(SCHEME.length()), value);
          }
        });
    classes = Map.copyOf(all);
  }

  @Override
  public Map<String, String> properties() {
    return properties;
  }

  @Override
  public void setCredentials(List<StorageCredential> newCredentials) {
    credentials = List.copyOf(newCredentials);
    for (FileIO io : byClass.values()) {
      if (io instanceof SupportsStorageCredentials vended) {
        vended.setCredentials(credentials);
      }
    }
  }

  @Override
  public List<StorageCredential> credentials() {
    return credentials;
  }

  /** The file IO of a location, made at the first use of its scheme. */
  public FileIO of(String location) {
    Matcher matcher = WITH_SCHEME.matcher(location);
    String scheme = matcher.matches() ? matcher.group(1).toLowerCase(Locale.ROOT) : LOCAL;
    String name = classes.get(scheme);
    if (name == null) {
      throw new MeshException(
          LakeError.LIBRARY_MISSING,
          "Cannot read files of '"
              + scheme
              + ":': known are "
              + new TreeSet<>(classes.keySet())
              + "; name a class for it with fileIo(\""
              + scheme
              + "\", …)");
    }
    return byClass.computeIfAbsent(name, it -> FileIos.load(it, properties, credentials));
  }

  @Override
  public InputFile newInputFile(String location) {
    return of(location).newInputFile(location);
  }

  @Override
  public InputFile newInputFile(String location, long length) {
    return of(location).newInputFile(location, length);
  }

  @Override
  public OutputFile newOutputFile(String location) {
    return of(location).newOutputFile(location);
  }

  @Override
  public void deleteFile(String location) {
    of(location).deleteFile(location);
  }

  @Override
  public void deleteFiles(Iterable<String> locations) {
    Map<FileIO, List<String>> byIo = new HashMap<>();
    for (String location : locations) {
      byIo.computeIfAbsent(of(location), it -> new ArrayList<>()).add(location);
    }
    int failed = 0;
    for (Map.Entry<FileIO, List<String>> part : byIo.entrySet()) {
      failed += delete(part.getKey(), part.getValue());
    }
    if (failed > 0) {
      throw new BulkDeletionFailureException(failed);
    }
  }

  private static int delete(FileIO io, List<String> locations) {
    if (io instanceof SupportsBulkOperations bulk) {
      try {
        bulk.deleteFiles(locations);
        return 0;
      } catch (BulkDeletionFailureException some) {
        return some.numberFailedObjects();
      }
    }
    int failed = 0;
    for (String location : locations) {
      try {
        io.deleteFile(location);
      } catch (RuntimeException stays) {
        failed++;
      }
    }
    return failed;
  }

  @Override
  public Iterable<FileInfo> listPrefix(String prefix) {
    return prefixed(prefix).listPrefix(prefix);
  }

  @Override
  public void deletePrefix(String prefix) {
    prefixed(prefix).deletePrefix(prefix);
  }

  private SupportsPrefixOperations prefixed(String location) {
    FileIO io = of(location);
    if (io instanceof SupportsPrefixOperations prefixed) {
      return prefixed;
    }
    throw new UnsupportedOperationException(
        "Cannot list '" + location + "': " + io.getClass().getName() + " cannot list files");
  }

  @Override
  public void close() {
    List<FileIO> all = new ArrayList<>(byClass.values());
    byClass.clear();
    all.forEach(FileIO::close);
  }
}
