-- shop 1.0.0 for PostgreSQL
CREATE SCHEMA IF NOT EXISTS "shop";

CREATE TABLE "shop"."customers" (
  "id" BIGINT NOT NULL,
  "email" VARCHAR(100) NOT NULL,
  "level" SMALLINT,
  "referred_by" BIGINT,
  CONSTRAINT "pk_customers" PRIMARY KEY ("id"),
  CONSTRAINT "uq_customers__email" UNIQUE ("email"),
  CONSTRAINT "ck_customers__email__pattern" CHECK ("email" ~ '\A[^@]+@[^@]+\Z'),
  CONSTRAINT "ck_customers__level__range" CHECK ("level" >= 0 AND "level" <= 255),
  CONSTRAINT "ck_customers__level__minimum" CHECK ("level" >= 1),
  CONSTRAINT "ck_customers__level__exclusive_maximum" CHECK ("level" < 10)
);
CREATE INDEX "ix_customers__referred_by" ON "shop"."customers" ("referred_by");
COMMENT ON TABLE "shop"."customers" IS 'People who buy; it''s "them" \ us';
COMMENT ON COLUMN "shop"."customers"."email" IS 'Where to write
to';

CREATE TABLE "shop"."vouchers" (
  "code" TEXT NOT NULL,
  CONSTRAINT "pk_vouchers" PRIMARY KEY ("code")
);

-- not enforced: partition day(placed_ts): a primary key of PostgreSQL would have to contain it
-- not enforced: partition bucket(16, customer_id): a primary key of PostgreSQL would have to contain it
-- not enforced: 'orders.tags' items all differ: a check of PostgreSQL cannot compare the items of an array
-- not enforced: 'orders.tags[]' required: a check of PostgreSQL does not look into the items of an array
-- not enforced: 'orders.lines[]' an object or array: a check of PostgreSQL does not look into the items of an array
-- not enforced: 'orders.lines[].sku' required: a check of PostgreSQL does not look into the items of an array
-- not enforced: 'orders.lines[].qty' from -2147483648 to 2147483647: a check of PostgreSQL does not look into the items of an array
-- not enforced: 'orders.lines[].qty' >= 1: a check of PostgreSQL does not look into the items of an array
CREATE TABLE "shop"."orders" (
  "order_id" UUID NOT NULL,
  "customer_id" BIGINT NOT NULL,
  "placed_ts" TIMESTAMPTZ(6) NOT NULL,
  "Odd Name" BOOLEAN,
  "status" TEXT,
  "amount" NUMERIC(12,2),
  "customer" JSONB,
  "tags" VARCHAR(10)[],
  "lines" JSONB,
  "extra" JSONB,
  "at" TIME(6),
  CONSTRAINT "pk_orders" PRIMARY KEY ("order_id"),
  CONSTRAINT "ck_orders__placed_ts__minimum" CHECK ("placed_ts" >= TIMESTAMPTZ '2020-01-01 00:00:00+00:00'),
  CONSTRAINT "ck_orders__status__values" CHECK ("status" IN ('placed', 'it''s', 'shipped')),
  CONSTRAINT "ck_orders__amount__minimum" CHECK ("amount" >= 0),
  CONSTRAINT "ck_orders__amount__multiple" CHECK ("amount" % 0.05 = 0),
  CONSTRAINT "ck_orders__customer__shape" CHECK (jsonb_typeof("customer") = 'object'),
  CONSTRAINT "ck_orders__customer__email__required" CHECK ("customer" IS NULL OR ("customer" ->> 'email') IS NOT NULL),
  CONSTRAINT "ck_orders__customer__email__min_length" CHECK (char_length(("customer" ->> 'email')) >= 3),
  CONSTRAINT "ck_orders__customer__email__max_length" CHECK (char_length(("customer" ->> 'email')) <= 50),
  CONSTRAINT "ck_orders__customer__age__range" CHECK (CAST(("customer" ->> 'age') AS NUMERIC) >= -2147483648 AND CAST(("customer" ->> 'age') AS NUMERIC) <= 2147483647),
  CONSTRAINT "ck_orders__customer__age__minimum" CHECK (CAST(("customer" ->> 'age') AS NUMERIC) >= 0),
  CONSTRAINT "ck_orders__customer__address__shape" CHECK (jsonb_typeof(("customer" -> 'address')) IN ('object', 'null')),
  CONSTRAINT "ck_orders__customer__address__city__required" CHECK (("customer" ->> 'address') IS NULL OR ("customer" -> 'address' ->> 'city') IS NOT NULL),
  CONSTRAINT "ck_orders__tags__min_items" CHECK (cardinality("tags") >= 1),
  CONSTRAINT "ck_orders__tags__max_items" CHECK (cardinality("tags") <= 5),
  CONSTRAINT "ck_orders__lines__shape" CHECK (jsonb_typeof("lines") = 'array'),
  CONSTRAINT "ck_orders__extra__shape" CHECK (jsonb_typeof("extra") = 'object'),
  CONSTRAINT "fk_orders__customer_id" FOREIGN KEY ("customer_id") REFERENCES "shop"."customers" ("id")
);
CREATE INDEX "ix_orders__customer_id" ON "shop"."orders" ("customer_id");
ALTER TABLE "shop"."customers" ADD CONSTRAINT "fk_customers__referred_by" FOREIGN KEY ("referred_by") REFERENCES "shop"."customers" ("id");
