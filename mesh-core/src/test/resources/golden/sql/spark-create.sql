-- shop 1.0.0 for Spark

-- not enforced: primary key (id): Spark has no keys
-- not enforced: 'customers.email' unique: Spark has no unique constraints
-- not enforced: foreign key (referred_by) to (customers.id): Spark has no keys
-- not enforced: 'customers.email' at most 100 characters: Spark has no checks
-- not enforced: 'customers.email' pattern ^[^@]+@[^@]+$: Spark has no checks
-- not enforced: 'customers.level' from 0 to 255: Spark has no checks
-- not enforced: 'customers.level' >= 1: Spark has no checks
-- not enforced: 'customers.level' < 10: Spark has no checks
CREATE TABLE `customers` (
  `id` BIGINT NOT NULL,
  `email` STRING NOT NULL COMMENT 'Where to write\nto',
  `level` INT,
  `referred_by` BIGINT
)
USING iceberg
COMMENT 'People who buy; it\'s "them" \\ us';

-- not enforced: primary key (code): Spark has no keys
CREATE TABLE `vouchers` (
  `code` STRING NOT NULL
)
USING iceberg;

-- not enforced: primary key (order_id): Spark has no keys
-- not enforced: foreign key (customer_id) to (customers.id): Spark has no keys
-- not enforced: 'orders.order_id' uuid: it is kept as text
-- not enforced: 'orders.placed_ts' >= 2020-01-01T00:00:00Z: Spark has no checks
-- not enforced: 'orders.status' allowed values [placed, it's, shipped]: Spark has no checks
-- not enforced: 'orders.amount' >= 0: Spark has no checks
-- not enforced: 'orders.amount' multiple of 0.05: Spark has no checks
-- not enforced: 'orders.customer.email' at least 3 characters: Spark has no checks
-- not enforced: 'orders.customer.email' at most 50 characters: Spark has no checks
-- not enforced: 'orders.customer.age' >= 0: Spark has no checks
-- not enforced: 'orders.tags' at least 1 items: Spark has no checks
-- not enforced: 'orders.tags' at most 5 items: Spark has no checks
-- not enforced: 'orders.tags' items all differ: Spark has no checks
-- not enforced: 'orders.tags[]' required: items of arrays may always be null in Spark's statements
-- not enforced: 'orders.tags[]' at most 10 characters: Spark has no checks
-- not enforced: 'orders.lines[].qty' >= 1: Spark has no checks
-- not enforced: 'orders.extra' json: it is kept as text
-- not enforced: 'orders.extra' an object or array: Spark has no checks
-- not enforced: 'orders.at' time(6): it is kept as text
CREATE TABLE `orders` (
  `order_id` STRING NOT NULL,
  `customer_id` BIGINT NOT NULL,
  `placed_ts` TIMESTAMP NOT NULL,
  `Odd Name` BOOLEAN,
  `status` STRING,
  `amount` DECIMAL(12,2),
  `customer` STRUCT<`email`: STRING NOT NULL COMMENT 'mail\'s', `age`: INT, `address`: STRUCT<`city`: STRING NOT NULL>>,
  `tags` ARRAY<STRING>,
  `lines` ARRAY<STRUCT<`sku`: STRING NOT NULL, `qty`: INT>>,
  `extra` STRING,
  `at` STRING
)
USING iceberg
PARTITIONED BY (days(`placed_ts`), bucket(16, `customer_id`));
