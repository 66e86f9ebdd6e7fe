-- shop 1.0.0 for Snowflake
CREATE SCHEMA IF NOT EXISTS "MAIN"."SHOP";

-- not enforced: 'customers.email' pattern ^[^@]+@[^@]+$: Snowflake has no checks
-- not enforced: 'customers.level' from 0 to 255: Snowflake has no checks
-- not enforced: 'customers.level' >= 1: Snowflake has no checks
-- not enforced: 'customers.level' < 10: Snowflake has no checks
CREATE TABLE "MAIN"."SHOP"."customers" (
  "id" NUMBER(19,0) NOT NULL,
  "email" VARCHAR(100) NOT NULL COMMENT 'Where to write\nto',
  "level" NUMBER(3,0),
  "referred_by" NUMBER(19,0),
  CONSTRAINT "pk_customers" PRIMARY KEY ("id") NOT ENFORCED,
  CONSTRAINT "uq_customers__email" UNIQUE ("email") NOT ENFORCED
)
COMMENT = 'People who buy; it\'s "them" \\ us';

CREATE TABLE "MAIN"."SHOP"."vouchers" (
  "code" VARCHAR NOT NULL,
  CONSTRAINT "pk_vouchers" PRIMARY KEY ("code") NOT ENFORCED
);

-- not enforced: 'orders.order_id' uuid: it is kept as text
-- not enforced: 'orders.placed_ts' >= 2020-01-01T00:00:00Z: Snowflake has no checks
-- not enforced: 'orders.status' allowed values [placed, it's, shipped]: Snowflake has no checks
-- not enforced: 'orders.amount' >= 0: Snowflake has no checks
-- not enforced: 'orders.amount' multiple of 0.05: Snowflake has no checks
-- not enforced: 'orders.customer.email' at least 3 characters: Snowflake has no checks
-- not enforced: 'orders.customer.age' >= 0: Snowflake has no checks
-- not enforced: 'orders.tags' at least 1 items: Snowflake has no checks
-- not enforced: 'orders.tags' at most 5 items: Snowflake has no checks
-- not enforced: 'orders.tags' items all differ: Snowflake has no checks
-- not enforced: 'orders.lines[].qty' >= 1: Snowflake has no checks
-- not enforced: 'orders.extra' an object or array: Snowflake has no checks
CREATE TABLE "MAIN"."SHOP"."orders" (
  "order_id" VARCHAR(36) NOT NULL,
  "customer_id" NUMBER(19,0) NOT NULL,
  "placed_ts" TIMESTAMP_LTZ(6) NOT NULL,
  "Odd Name" BOOLEAN,
  "status" VARCHAR,
  "amount" NUMBER(12,2),
  "customer" OBJECT("email" VARCHAR(50) NOT NULL, "age" NUMBER(10,0), "address" OBJECT("city" VARCHAR NOT NULL)),
  "tags" ARRAY(VARCHAR(10) NOT NULL),
  "lines" ARRAY(OBJECT("sku" VARCHAR NOT NULL, "qty" NUMBER(10,0))),
  "extra" VARIANT,
  "at" TIME(6),
  CONSTRAINT "pk_orders" PRIMARY KEY ("order_id") NOT ENFORCED,
  CONSTRAINT "fk_orders__customer_id" FOREIGN KEY ("customer_id") REFERENCES "MAIN"."SHOP"."customers" ("id") NOT ENFORCED
)
CLUSTER BY (DATE_TRUNC('DAY', "placed_ts"), "customer_id");
ALTER TABLE "MAIN"."SHOP"."customers" ADD CONSTRAINT "fk_customers__referred_by" FOREIGN KEY ("referred_by") REFERENCES "MAIN"."SHOP"."customers" ("id") NOT ENFORCED;
