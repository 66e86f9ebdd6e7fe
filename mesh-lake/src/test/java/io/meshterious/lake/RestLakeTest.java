// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake;

import static io.meshterious.lake.LakeTest.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.lake.internal.TestCatalog;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.apache.iceberg.rest.RESTCatalogAdapter;
import org.apache.iceberg.rest.RESTCatalogServlet;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lakes behind Iceberg's REST protocol. */
class RestLakeTest {
  @TempDir Path temp;
  private TestCatalog behind;
  private Server server;
  private String uri;

  @BeforeEach
  void serve() throws Exception {
    behind = new TestCatalog(temp, java.util.Map.of("unique-table-location", "true"));
    server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    ServletContextHandler handler = new ServletContextHandler("/");
    handler.addServlet(
        new ServletHolder(new RESTCatalogServlet(new RESTCatalogAdapter(behind.catalog()))), "/*");
    server.setHandler(handler);
    server.start();
    uri = "http://127.0.0.1:" + ((ServerConnector) server.getConnectors()[0]).getLocalPort();
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
    behind.close();
  }

  @Test
  void lake_behindRest_holdsTables_fromTheFirstNamespaceToTheLastFile() {
    try (Lake lake = Lake.connect(LakeConfig.rest(uri).build())) {
      TableLifecycle.holds(lake);
    }
  }

  @Test
  void tables_behindRest_areWritten_readAndKept() {
    try (Lake lake = Lake.connect(LakeConfig.rest(uri).build())) {
      TableWork.isDone(lake, true);
    }
  }

  @Test
  void server_gone_isUnreachable() throws Exception {
    // Given
    try (Lake lake = Lake.connect(LakeConfig.rest(uri).token("t").build())) {
      assertThat(lake.namespaces()).containsExactly("main");

      // When
      server.stop();

      // Then
      refused(lake::namespaces, LakeError.CATALOG_UNREACHABLE, "Cannot list namespaces");
    }
  }
}
