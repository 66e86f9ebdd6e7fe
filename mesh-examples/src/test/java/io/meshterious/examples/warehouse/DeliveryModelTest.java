// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Deliveries follow from orders, and are late on bad routes and in the rush. */
class DeliveryModelTest {
  private static final GeneratedDatabase ROWS = WarehouseRows.warehouse();
  private static final String BAD_ROUTE =
      "((substr(route_id, 4)::int - 1) // 8 = (substr(route_id, 4)::int - 1) % 8)";
  private static final String RUSH = "(hour(delivered_ts) BETWEEN 16 AND 19)";

  @Test
  void steps_ofADispatch_followEachOther_withOneOrderVehicleAndRoute() throws SQLException {
    String steps =
        """
        WITH steps AS (
          SELECT *, array_position(['planned', 'loaded', 'departed', 'delivered', 'failed'], status)
            AS step FROM dispatch_logs),
        pairs AS (
          SELECT *, lag(step) OVER one AS before, lag(event_ts) OVER one AS before_ts FROM steps
          WINDOW one AS (PARTITION BY dispatch_id ORDER BY event_ts, step))
        """;
    assertThat(
            ROWS.number(
                steps
                    + """
                    SELECT count(*) FROM pairs
                    WHERE step > 1 AND (before IS NULL OR least(step, 4) <> before + 1)
                      OR step = 1 AND before > 1 OR before_ts >= event_ts
                    """))
        .isZero();
    assertThat(
            ROWS.number(
                """
                SELECT count(*) FROM (
                  SELECT dispatch_id FROM dispatch_logs GROUP BY 1
                  HAVING count(DISTINCT order_id) > 1 OR count(DISTINCT vehicle_id) > 1
                    OR count(DISTINCT route_id) > 1 OR count(DISTINCT parcels) > 1)
                """))
        .isZero();
    assertThat(
            ROWS.number(
                """
                SELECT count(*) FROM dispatch_logs AS d JOIN orders AS o USING (order_id)
                WHERE d.event_ts < o.event_ts AND o.order_id > 'ORD-00000004'
                """))
        .isZero();
    assertThat(
            ROWS.number(
                "SELECT count(*) FROM dispatch_logs"
                    + " WHERE signature IS NOT NULL AND status <> 'delivered'"))
        .isZero();
  }

  @Test
  void vehiclesDriversAndRoutes_areThoseOfTheWarehouse() throws SQLException {
    assertThat(
            ROWS.number(
                """
                SELECT count(*) FROM dispatch_logs AS d
                JOIN orders AS o USING (order_id)
                JOIN dim_vehicle AS v USING (vehicle_id)
                JOIN dim_route AS r USING (route_id)
                LEFT JOIN dim_employee AS e ON e.employee_id = d.driver_id
                WHERE v.home_warehouse <> o.warehouse_id OR r.start_warehouse <> o.warehouse_id
                  OR r.region_covered <> d.region
                  OR e.assigned_warehouse <> o.warehouse_id OR e.role <> 'driver' OR NOT e.is_active
                """))
        .isZero();
    assertThat(
            ROWS.number(
                """
                SELECT count(*) FROM vehicle_tracking AS t
                JOIN dim_vehicle AS v USING (vehicle_id) JOIN dim_route AS r USING (route_id)
                JOIN dim_warehouse AS w ON w.warehouse_id = v.home_warehouse
                WHERE r.start_warehouse <> v.home_warehouse
                  OR abs(t.location.lat - w.location.lat) > 1
                  OR abs(t.location.lon - w.location.lon) > 1.5
                """))
        .isZero();
  }

  @Test
  void promises_areThoseOfTheOrder_andKeptOrNot() throws SQLException {
    assertThat(
            ROWS.number(
                """
                SELECT count(*) FROM delivery_sla AS s JOIN orders AS o USING (order_id)
                WHERE s.promised_ts <> o.promised_ts OR s.region <> o.region
                  OR s.delivered_ts <> s.promised_ts + to_minutes(s.minutes_late)
                  OR s.sla_met <> (s.minutes_late <= 0)
                  OR s.delivered_ts > s.event_ts + INTERVAL '1' MINUTE
                """))
        .isZero();
    assertThat(
            ROWS.number(
                """
                SELECT count(*) FROM delivery_sla AS s JOIN dispatch_logs AS d
                  ON d.order_id = s.order_id AND d.status = 'delivered'
                WHERE s.delivered_ts <> date_trunc('minute', d.event_ts)
                  AND s.order_id > 'ORD-00000004'
                """))
        .isZero();
    assertThat(
            ROWS.number(
                "SELECT count(*) - count(DISTINCT order_id) FROM delivery_sla"
                    + " WHERE delivered_ts IS NOT NULL"))
        .isZero();
  }

  @Test
  void lateness_dependsOnRouteAndHour() throws SQLException {
    assertLate("NOT " + BAD_ROUTE + " AND NOT " + RUSH, 0.03, 0.01);
    assertLate("NOT " + BAD_ROUTE + " AND " + RUSH, 0.08, 0.02);
    assertLate(BAD_ROUTE + " AND NOT " + RUSH, 0.15, 0.03);
    assertLate(BAD_ROUTE + " AND " + RUSH, 0.35, 0.06);
  }

  private static void assertLate(String where, double share, double offset) throws SQLException {
    assertThat(
            ROWS.number(
                "SELECT avg((minutes_late > 0)::int) FROM delivery_sla"
                    + " WHERE delivered_ts IS NOT NULL AND "
                    + where))
        .as(where)
        .isCloseTo(share, Offset.offset(offset));
  }

  @Test
  void risks_areHigherForWhatIsLate() throws SQLException {
    assertThat(
            ROWS.number(
                """
                SELECT avg(r.risk_score) FILTER (s.minutes_late > 0)
                  - avg(r.risk_score) FILTER (s.minutes_late <= 0)
                FROM sla_risk AS r JOIN delivery_sla AS s USING (order_id)
                WHERE s.delivered_ts IS NOT NULL
                """))
        .isGreaterThan(0.1);
    assertThat(
            ROWS.number(
                """
                SELECT count(*) FROM sla_risk
                WHERE (risk_band = 'high') <> (risk_score >= 0.7)
                  OR (risk_band = 'low') <> (risk_score < 0.3)
                """))
        .isZero();
    assertThat(ROWS.number("SELECT avg(risk_score) FROM sla_risk")).isBetween(0.05, 0.5);
  }

  @Test
  void vehicles_driveOnByDay_andStandAtNight() throws SQLException {
    assertThat(
            ROWS.number(
                """
                WITH reports AS (
                  SELECT *, lag(odometer_m) OVER v AS before, lag(frame_no) OVER v AS frame_before
                  FROM vehicle_tracking WINDOW v AS (PARTITION BY vehicle_id ORDER BY event_ts))
                SELECT count(*) FROM reports
                WHERE odometer_m < before OR frame_no <> frame_before + 1
                  OR engine_on <> (hour(event_ts) BETWEEN 5 AND 20)
                  OR NOT engine_on AND (speed_kmh > 0 OR route_id IS NOT NULL)
                """))
        .isZero();
    assertThat(
            ROWS.number(
                """
                SELECT count(*) FROM route_updates AS u
                WHERE update_kind IN ('assigned', 'started') AND delay_minutes <> 0
                  OR assigned_ts > event_ts
                  OR reason IS NOT NULL AND update_kind NOT IN ('delayed', 'detour')
                """))
        .isZero();
  }

  @Test
  void errors_cluster_byCodeAndWarehouse() throws SQLException {
    String windows =
        """
        WITH found AS (
          SELECT e.region, floor(epoch(e.event_ts) / 21600) AS window_no, error_code, warehouse_id
          FROM order_errors AS e JOIN orders AS o USING (order_id)),
        codes AS (SELECT region, window_no, count(*) AS n FROM found GROUP BY region, window_no, error_code),
        places AS (SELECT region, window_no, count(*) AS n FROM found GROUP BY region, window_no, warehouse_id),
        windows AS (
          SELECT c.region, c.window_no, c.n AS errors, c.most / c.n AS code_share,
            p.most / p.n AS place_share
          FROM (SELECT region, window_no, sum(n) AS n, max(n) AS most FROM codes GROUP BY ALL) AS c
          JOIN (SELECT region, window_no, sum(n) AS n, max(n) AS most FROM places GROUP BY ALL) AS p
            USING (region, window_no)
          WHERE c.n >= 15)
        """;
    assertThat(ROWS.number(windows + "SELECT avg((code_share > 0.55)::int) FROM windows"))
        .isCloseTo(Errors.CLUSTERED / 100.0, Offset.offset(0.06));
    assertThat(
            ROWS.number(windows + "SELECT avg(place_share) FROM windows WHERE code_share > 0.55"))
        .isGreaterThan(0.8);
    assertThat(
            ROWS.number(windows + "SELECT avg(place_share) FROM windows WHERE code_share < 0.55"))
        .isLessThan(0.65);
    assertThat(
            ROWS.number(
                """
                SELECT count(*) FROM order_errors AS e JOIN dim_error_code AS c USING (error_code)
                JOIN orders AS o USING (order_id)
                WHERE e.stage <> c.stage OR e.region <> o.region OR e.event_ts < o.event_ts
                """))
        .isZero();
  }
}
