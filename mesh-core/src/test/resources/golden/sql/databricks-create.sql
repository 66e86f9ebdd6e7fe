-- shop 1.0.0 for Databricks
CREATE SCHEMA IF NOT EXISTS `main`.`shop`;

-- not enforced: 'customers.email' unique: Databricks has no unique constraints
CREATE TABLE `main`.`shop`.`customers` (
  `id` BIGINT NOT NULL,
  `email` STRING NOT NULL COMMENT 'Where to write\nto',
  `level` SMALLINT,
  `referred_by` BIGINT,
  CONSTRAINT `pk_customers` PRIMARY KEY (`id`) NOT ENFORCED
)
USING DELTA
COMMENT 'People who buy; it\'s "them" \\ us'
TBLPROPERTIES ('delta.columnMapping.mode' = 'name', 'delta.enableTypeWidening' = 'true');
ALTER TABLE `main`.`shop`.`customers` ADD CONSTRAINT `ck_customers__email__max_length` CHECK (char_length(`email`) <= 100);
ALTER TABLE `main`.`shop`.`customers` ADD CONSTRAINT `ck_customers__email__pattern` CHECK (`email` RLIKE '^[^@]+@[^@]+\\z');
ALTER TABLE `main`.`shop`.`customers` ADD CONSTRAINT `ck_customers__level__range` CHECK (`level` >= 0 AND `level` <= 255);
ALTER TABLE `main`.`shop`.`customers` ADD CONSTRAINT `ck_customers__level__minimum` CHECK (`level` >= 1);
ALTER TABLE `main`.`shop`.`customers` ADD CONSTRAINT `ck_customers__level__exclusive_maximum` CHECK (`level` < 10);

CREATE TABLE `main`.`shop`.`vouchers` (
  `code` STRING NOT NULL,
  CONSTRAINT `pk_vouchers` PRIMARY KEY (`code`) NOT ENFORCED
)
USING DELTA
TBLPROPERTIES ('delta.columnMapping.mode' = 'name', 'delta.enableTypeWidening' = 'true');

-- not enforced: 'orders.order_id' uuid: it is kept as text
-- not enforced: 'orders.tags[]' required: a check of Databricks does not look into the items of an array
-- not enforced: 'orders.tags[]' at most 10 characters: a check of Databricks does not look into the items of an array
-- not enforced: 'orders.lines[].sku' required: a check of Databricks does not look into the items of an array
-- not enforced: 'orders.lines[].qty' >= 1: a check of Databricks does not look into the items of an array
-- not enforced: 'orders.at' time(6): it is kept as text
CREATE TABLE `main`.`shop`.`orders` (
  `order_id` STRING NOT NULL,
  `customer_id` BIGINT NOT NULL,
  `placed_ts` TIMESTAMP NOT NULL,
  `Odd Name` BOOLEAN,
  `status` STRING,
  `amount` DECIMAL(12,2),
  `customer` STRUCT<`email`: STRING COMMENT 'mail\'s', `age`: INT, `address`: STRUCT<`city`: STRING>>,
  `tags` ARRAY<STRING>,
  `lines` ARRAY<STRUCT<`sku`: STRING, `qty`: INT>>,
  `extra` VARIANT,
  `at` STRING,
  CONSTRAINT `pk_orders` PRIMARY KEY (`order_id`) NOT ENFORCED,
  CONSTRAINT `fk_orders__customer_id` FOREIGN KEY (`customer_id`) REFERENCES `main`.`shop`.`customers` (`id`) NOT ENFORCED
)
USING DELTA
CLUSTER BY (`placed_ts`, `customer_id`)
TBLPROPERTIES ('delta.columnMapping.mode' = 'name', 'delta.enableTypeWidening' = 'true');
ALTER TABLE `main`.`shop`.`orders` ADD CONSTRAINT `ck_orders__placed_ts__minimum` CHECK (`placed_ts` >= TIMESTAMP '2020-01-01 00:00:00+00:00');
ALTER TABLE `main`.`shop`.`orders` ADD CONSTRAINT `ck_orders__status__values` CHECK (`status` IN ('placed', 'it\'s', 'shipped'));
ALTER TABLE `main`.`shop`.`orders` ADD CONSTRAINT `ck_orders__amount__minimum` CHECK (`amount` >= 0);
ALTER TABLE `main`.`shop`.`orders` ADD CONSTRAINT `ck_orders__amount__multiple` CHECK (`amount` % 0.05 = 0);
ALTER TABLE `main`.`shop`.`orders` ADD CONSTRAINT `ck_orders__customer__email__required` CHECK (`customer` IS NULL OR `customer`.`email` IS NOT NULL);
ALTER TABLE `main`.`shop`.`orders` ADD CONSTRAINT `ck_orders__customer__email__min_length` CHECK (char_length(`customer`.`email`) >= 3);
ALTER TABLE `main`.`shop`.`orders` ADD CONSTRAINT `ck_orders__customer__email__max_length` CHECK (char_length(`customer`.`email`) <= 50);
ALTER TABLE `main`.`shop`.`orders` ADD CONSTRAINT `ck_orders__customer__age__minimum` CHECK (`customer`.`age` >= 0);
ALTER TABLE `main`.`shop`.`orders` ADD CONSTRAINT `ck_orders__customer__address__city__required` CHECK (`customer`.`address` IS NULL OR `customer`.`address`.`city` IS NOT NULL);
ALTER TABLE `main`.`shop`.`orders` ADD CONSTRAINT `ck_orders__tags__min_items` CHECK (array_size(`tags`) >= 1);
ALTER TABLE `main`.`shop`.`orders` ADD CONSTRAINT `ck_orders__tags__max_items` CHECK (array_size(`tags`) <= 5);
ALTER TABLE `main`.`shop`.`orders` ADD CONSTRAINT `ck_orders__tags__unique_items` CHECK (array_size(`tags`) = array_size(array_distinct(`tags`)));
ALTER TABLE `main`.`shop`.`orders` ADD CONSTRAINT `ck_orders__extra__shape` CHECK (schema_of_variant(`extra`) LIKE 'OBJECT%');
ALTER TABLE `main`.`shop`.`customers` ADD CONSTRAINT `fk_customers__referred_by` FOREIGN KEY (`referred_by`) REFERENCES `main`.`shop`.`customers` (`id`) NOT ENFORCED;
