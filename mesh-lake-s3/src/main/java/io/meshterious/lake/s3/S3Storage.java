// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.s3;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.LakeError;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How to reach files in Amazon S3, or in a store that speaks its protocol. Immutable; it prints
 * itself without secrets.
 *
 * <pre>{@code
 * S3Storage storage = S3Storage.builder().region("eu-central-1").build();
 * Lake.connect(
 *     LakeConfig.jdbc("jdbc:postgresql://db.example/lake")
 *         .warehouse("s3://bucket/lake")
 *         .properties(storage.properties())
 *         .build());
 * }</pre>
 *
 * <p>Without credentials, the AWS SDK looks for them where it always does: environment, system
 * properties, profile, container and instance roles.
 */
public final class S3Storage {
  private final Map<String, String> properties;

  private S3Storage(Map<String, String> properties) {
    this.properties = Map.copyOf(properties);
  }

  /** Begins without credentials, for Amazon's own endpoints. */
  public static Builder builder() {
    return new Builder();
  }

  /** The properties of Iceberg's file IO for S3, secrets included: not to be printed. */
  public Map<String, String> properties() {
    return properties;
  }

  /** The names of the properties, without their values. */
  @Override
  public String toString() {
    return "S3Storage" + new TreeSet<>(properties.keySet());
  }

  /** Collects what is known about the store. */
  public static final class Builder {
    private static final String REGION = "client.region";
    private static final String ENDPOINT = "s3.endpoint";
    private static final String ID = "s3.access-key-id";

    private final Map<String, String> properties = new HashMap<>();

    private Builder() {}

    /**
     * The region of the bucket. Without it the AWS SDK looks for it in its environment; for an
     * {@linkplain #endpoint endpoint} of one's own it is {@code us-east-1}.
     */
    public Builder region(String region) {
      return put("region", REGION, region);
    }

    /**
     * The address of a store that is not Amazon's, such as {@code http://localhost:9000}. Buckets
     * are then addressed by path, which all such stores understand; the property {@code
     * s3.path-style-access} set to {@code false} addresses them by host name.
     */
    public Builder endpoint(String uri) {
      try {
        URI parsed = new URI(uri);
        boolean http = "http".equals(parsed.getScheme()) || "https".equals(parsed.getScheme());
        if (!http || parsed.getHost() == null || parsed.getUserInfo() != null) {
          throw invalidEndpoint(null);
        }
      } catch (URISyntaxException unreadable) {
        throw invalidEndpoint(unreadable);
      }
      return put("endpoint", ENDPOINT, uri);
    }

    private static MeshException invalidEndpoint(@Nullable Throwable why) {
      return new MeshException(
          LakeError.INVALID_LAKE_OPTION,
          "Invalid endpoint of an S3 store (an address such as http://localhost:9000, without"
              + " credentials)",
          why);
    }

    /** The id and secret of an access key. */
    public Builder credentials(String accessKeyId, String secretAccessKey) {
      put("access key id", ID, accessKeyId);
      return put("secret access key", "s3.secret-access-key", secretAccessKey);
    }

    /** The token that belongs to temporary credentials. */
    public Builder sessionToken(String token) {
      return put("session token", "s3.session-token", token);
    }

    /** A property of Iceberg's file IO for S3, passed on as it is. */
    public Builder property(String key, String value) {
      return put("property '" + key + "'", key, value);
    }

    /** The storage; nothing is contacted yet. */
    public S3Storage build() {
      if (properties.containsKey("s3.session-token") && !properties.containsKey(ID)) {
        throw new MeshException(
            LakeError.INVALID_LAKE_OPTION,
            "Cannot use a session token alone: call credentials(id, secret) as well");
      }
      Map<String, String> all = new HashMap<>(properties);
      all.putIfAbsent("http-client.type", "urlconnection");
      if (all.containsKey(ENDPOINT)) {
        all.putIfAbsent("s3.path-style-access", "true");
        all.putIfAbsent(REGION, "us-east-1");
      }
      return new S3Storage(all);
    }

    private Builder put(String what, String key, String value) {
      if (key.isBlank() || value.isBlank()) {
        throw new MeshException(
            LakeError.INVALID_LAKE_OPTION, "Invalid " + what + ": '' (it must not be empty)");
      }
      if (properties.putIfAbsent(key, value) != null) {
        throw new MeshException(
            LakeError.INVALID_LAKE_OPTION,
            "Cannot set " + what + ": it is set already; set it once");
      }
      return this;
    }
  }
}
