-- shop 1.0.0 for BigQuery
CREATE SCHEMA IF NOT EXISTS `my-project`.`shop`;

-- not enforced: 'customers.email' unique: BigQuery has no unique constraints
-- not enforced: 'customers.email' pattern ^[^@]+@[^@]+$: BigQuery has no checks
-- not enforced: 'customers.level' from 0 to 255: BigQuery has no checks
-- not enforced: 'customers.level' >= 1: BigQuery has no checks
-- not enforced: 'customers.level' < 10: BigQuery has no checks
CREATE TABLE `my-project`.`shop`.`customers` (
  `id` INT64 NOT NULL,
  `email` STRING(100) NOT NULL OPTIONS (description = 'Where to write\nto'),
  `level` INT64,
  `referred_by` INT64,
  PRIMARY KEY (`id`) NOT ENFORCED
)
OPTIONS (description = 'People who buy; it\'s "them" \\ us');

CREATE TABLE `my-project`.`shop`.`vouchers` (
  `code` STRING NOT NULL,
  PRIMARY KEY (`code`) NOT ENFORCED
);

-- not enforced: 'orders.order_id' uuid: it is kept as text
-- not enforced: 'orders.placed_ts' >= 2020-01-01T00:00:00Z: BigQuery has no checks
-- not enforced: 'orders.status' allowed values [placed, it's, shipped]: BigQuery has no checks
-- not enforced: 'orders.amount' >= 0: BigQuery has no checks
-- not enforced: 'orders.amount' multiple of 0.05: BigQuery has no checks
-- not enforced: 'orders.customer.email' at least 3 characters: BigQuery has no checks
-- not enforced: 'orders.customer.age' >= 0: BigQuery has no checks
-- not enforced: 'orders.tags' at least 1 items: BigQuery has no checks
-- not enforced: 'orders.tags' at most 5 items: BigQuery has no checks
-- not enforced: 'orders.tags' items all differ: BigQuery has no checks
-- not enforced: 'orders.lines[].qty' >= 1: BigQuery has no checks
-- not enforced: 'orders.extra' an object or array: BigQuery has no checks
CREATE TABLE `my-project`.`shop`.`orders` (
  `order_id` STRING(36) NOT NULL,
  `customer_id` INT64 NOT NULL,
  `placed_ts` TIMESTAMP NOT NULL,
  `Odd Name` BOOL,
  `status` STRING,
  `amount` NUMERIC(12, 2),
  `customer` STRUCT<`email` STRING(50) NOT NULL OPTIONS (description = 'mail\'s'), `age` INT64, `address` STRUCT<`city` STRING NOT NULL>>,
  `tags` ARRAY<STRING(10)>,
  `lines` ARRAY<STRUCT<`sku` STRING NOT NULL, `qty` INT64>>,
  `extra` JSON,
  `at` TIME,
  PRIMARY KEY (`order_id`) NOT ENFORCED,
  CONSTRAINT `fk_orders__customer_id` FOREIGN KEY (`customer_id`) REFERENCES `my-project`.`shop`.`customers` (`id`) NOT ENFORCED
)
PARTITION BY TIMESTAMP_TRUNC(`placed_ts`, DAY)
CLUSTER BY `customer_id`;
ALTER TABLE `my-project`.`shop`.`customers` ADD CONSTRAINT `fk_customers__referred_by` FOREIGN KEY (`referred_by`) REFERENCES `my-project`.`shop`.`customers` (`id`) NOT ENFORCED;
