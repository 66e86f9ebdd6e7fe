// SPDX-License-Identifier: Apache-2.0
package io.meshterious.rabbitmq;

import io.meshterious.core.place.PlaceOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Which certificates of a broker are believed, as the options of its URI say. */
public final class Trust {
  private final boolean verified;
  private final @Nullable KeyStore store;

  private Trust(boolean verified, @Nullable KeyStore store) {
    this.verified = verified;
    this.store = store;
  }

  /** Reads the options {@code verify}, {@code trust-store} and {@code trust-store-password-env}. */
  public static Trust of(PlaceOptions options, boolean tls) {
    Optional<String> verify = options.choice("verify", List.of("peer", "none"));
    Optional<String> file = options.text("trust-store");
    Optional<String> variable = options.text("trust-store-password-env");
    boolean verified = !verify.equals(Optional.of("none"));
    if (!tls) {
      verify.ifPresent(it -> refuse(options, "verify", it));
      file.ifPresent(it -> refuse(options, "trust-store", it));
      variable.ifPresent(it -> refuse(options, "trust-store-password-env", it));
    }
    if (!verified && file.isPresent()) {
      throw options.invalid("trust-store", file.get(), "not with verify=none");
    } else if (file.isEmpty()) {
      variable.ifPresent(
          it -> {
            throw options.invalid("trust-store-password-env", it, "only with trust-store");
          });
      return new Trust(verified, null);
    }
    char @Nullable [] password =
        variable
            .map(it -> BrokerAddress.secret(options, "trust-store-password-env", it).toCharArray())
            .orElse(null);
    try {
      return new Trust(verified, read(Path.of(file.get()), password));
    } catch (IOException | GeneralSecurityException | InvalidPathException problem) {
      throw options.invalid(
          "trust-store",
          file.get(),
          "a file of certificates: PEM, PKCS12 or JKS; " + problem.getMessage());
    }
  }

  private static void refuse(PlaceOptions options, String name, String value) {
    throw options.invalid(name, value, "only with TLS, whose scheme is another one");
  }

  private static KeyStore read(Path file, char @Nullable [] password)
      throws IOException, GeneralSecurityException {
    byte[] bytes = Files.readAllBytes(file);
    if (!new String(bytes, StandardCharsets.ISO_8859_1).contains("-----BEGIN CERTIFICATE")) {
      return KeyStore.getInstance(file.toFile(), password);
    }
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    int count = 0;
    for (Certificate certificate :
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(bytes))) {
      store.setCertificateEntry("certificate-" + count, certificate);
      count++;
    }
    return store;
  }

  /** Whether certificates and the names in them are checked. */
  public boolean verified() {
    return verified;
  }

  /** What checks certificates. */
  public TrustManager[] managers() throws GeneralSecurityException {
    if (!verified) {
      return new TrustManager[] {new Everything()};
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  /** Believes every certificate, as {@code verify=none} says. */
  private static final class Everything implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
