-- shop 1.0.0 for DuckDB

-- not enforced: foreign key (referred_by) to (customers.id): DuckDB would refuse rows that refer to others of the same statement
CREATE TABLE "customers" (
  "id" BIGINT NOT NULL,
  "email" VARCHAR NOT NULL,
  "level" UTINYINT,
  "referred_by" BIGINT,
  CONSTRAINT "pk_customers" PRIMARY KEY ("id"),
  CONSTRAINT "uq_customers__email" UNIQUE ("email"),
  CONSTRAINT "ck_customers__email__max_length" CHECK (length("email") <= 100),
  CONSTRAINT "ck_customers__email__pattern" CHECK (regexp_matches("email", '^[^@]+@[^@]+\z')),
  CONSTRAINT "ck_customers__level__minimum" CHECK ("level" >= 1),
  CONSTRAINT "ck_customers__level__exclusive_maximum" CHECK ("level" < 10)
);
COMMENT ON TABLE "customers" IS 'People who buy; it''s "them" \ us';
COMMENT ON COLUMN "customers"."email" IS 'Where to write
to';

CREATE TABLE "vouchers" (
  "code" VARCHAR NOT NULL,
  CONSTRAINT "pk_vouchers" PRIMARY KEY ("code")
);

-- not enforced: partition day(placed_ts): DuckDB has no partitioned tables
-- not enforced: partition bucket(16, customer_id): DuckDB has no partitioned tables
-- not enforced: 'orders.tags[]' required: a check of DuckDB does not look into the items of an array
-- not enforced: 'orders.tags[]' at most 10 characters: a check of DuckDB does not look into the items of an array
-- not enforced: 'orders.lines[].sku' required: a check of DuckDB does not look into the items of an array
-- not enforced: 'orders.lines[].qty' >= 1: a check of DuckDB does not look into the items of an array
CREATE TABLE "orders" (
  "order_id" UUID NOT NULL,
  "customer_id" BIGINT NOT NULL,
  "placed_ts" TIMESTAMPTZ NOT NULL,
  "Odd Name" BOOLEAN,
  "status" VARCHAR,
  "amount" DECIMAL(12,2),
  "customer" STRUCT("email" VARCHAR, "age" INTEGER, "address" STRUCT("city" VARCHAR)),
  "tags" VARCHAR[],
  "lines" STRUCT("sku" VARCHAR, "qty" INTEGER)[],
  "extra" JSON,
  "at" TIME,
  CONSTRAINT "pk_orders" PRIMARY KEY ("order_id"),
  CONSTRAINT "ck_orders__placed_ts__minimum" CHECK ("placed_ts" >= TIMESTAMPTZ '2020-01-01 00:00:00+00:00'),
  CONSTRAINT "ck_orders__status__values" CHECK ("status" IN ('placed', 'it''s', 'shipped')),
  CONSTRAINT "ck_orders__amount__minimum" CHECK ("amount" >= 0),
  CONSTRAINT "ck_orders__amount__multiple" CHECK ("amount" % 0.05 = 0),
  CONSTRAINT "ck_orders__customer__email__required" CHECK ("customer" IS NULL OR struct_extract("customer", 'email') IS NOT NULL),
  CONSTRAINT "ck_orders__customer__email__min_length" CHECK (length(struct_extract("customer", 'email')) >= 3),
  CONSTRAINT "ck_orders__customer__email__max_length" CHECK (length(struct_extract("customer", 'email')) <= 50),
  CONSTRAINT "ck_orders__customer__age__minimum" CHECK (struct_extract("customer", 'age') >= 0),
  CONSTRAINT "ck_orders__customer__address__city__required" CHECK (struct_extract("customer", 'address') IS NULL OR struct_extract(struct_extract("customer", 'address'), 'city') IS NOT NULL),
  CONSTRAINT "ck_orders__tags__min_items" CHECK (len("tags") >= 1),
  CONSTRAINT "ck_orders__tags__max_items" CHECK (len("tags") <= 5),
  CONSTRAINT "ck_orders__tags__unique_items" CHECK (list_count("tags") = len(list_distinct("tags"))),
  CONSTRAINT "ck_orders__extra__shape" CHECK (json_type("extra") = 'OBJECT'),
  CONSTRAINT "fk_orders__customer_id" FOREIGN KEY ("customer_id") REFERENCES "customers" ("id")
);
