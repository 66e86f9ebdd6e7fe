// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.io;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.LakeError;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.StorageCredential;
import org.apache.iceberg.io.SupportsStorageCredentials;

/** Makes file IOs by the name of their class. */
public final class FileIos {
  private static final Map<String, String> ARTIFACTS =
      Map.of(
          "org.apache.iceberg.aws.s3.S3FileIO", "io.meshterious:mesh-lake-s3",
          "org.apache.iceberg.gcp.gcs.GCSFileIO", "org.apache.iceberg:iceberg-gcp",
          "org.apache.iceberg.azure.adlsv2.ADLSFileIO", "org.apache.iceberg:iceberg-azure");

  private FileIos() {}

  /** Makes and initialises a file IO. */
  public static FileIO load(
      String className, Map<String, String> properties, List<StorageCredential> credentials) {
    FileIO io = make(className);
    if (io instanceof SupportsStorageCredentials vended && !credentials.isEmpty()) {
      vended.setCredentials(credentials);
    }
    io.initialize(properties);
    return io;
  }

  private static FileIO make(String className) {
    try {
      Object made = type(className).getDeclaredConstructor().newInstance();
      if (made instanceof FileIO io) {
        return io;
      }
      throw new MeshException(
          LakeError.INVALID_LAKE_OPTION,
          "Invalid file IO: '"
              + className
              + "' (it does not implement "
              + FileIO.class.getName()
              + ")");
    } catch (ClassNotFoundException | NoClassDefFoundError missing) {
      throw new MeshException(
          LakeError.LIBRARY_MISSING,
          "Cannot read files with '"
              + className
              + "': "
              + (missing instanceof NoClassDefFoundError
                  ? "it needs a class that is not on the class path (" + missing.getMessage() + ")"
                  : "it is not on the class path")
              + "; add "
              + ARTIFACTS.getOrDefault(className, "the library that holds it"),
          missing);
    } catch (ReflectiveOperationException failed) {
      throw new MeshException(
          LakeError.INVALID_LAKE_OPTION,
          "Invalid file IO: '" + className + "' (it has no usable constructor without parameters)",
          failed);
    }
  }

  private static Class<?> type(String className) throws ClassNotFoundException {
    try {
      return Class.forName(className, true, FileIos.class.getClassLoader());
    } catch (ClassNotFoundException elsewhere) {
      ClassLoader context = Thread.currentThread().getContextClassLoader();
      if (context == null) {
        throw elsewhere;
      }
      return Class.forName(className, true, context);
    }
  }
}
