-- destructive: Drop table 'vouchers' with all its rows
DROP TABLE `vouchers`;
-- destructive: Drop column 'Odd Name' of 'orders' with its values
ALTER TABLE `orders` DROP COLUMN `Odd Name`;
-- Rename column 'email' of 'customers' to 'mail'
ALTER TABLE `customers` RENAME COLUMN `email` TO `mail`;
-- Create table 'stores'
CREATE TABLE `stores` (
  `store_id` INT NOT NULL
)
USING iceberg
COMMENT 'Where orders are handed out';
-- Allow nulls in 'mail' of 'customers'
ALTER TABLE `customers` ALTER COLUMN `mail` DROP NOT NULL;
-- Add column 'store_id' to 'orders'
ALTER TABLE `orders` ADD COLUMN `store_id` INT;
-- Allow nulls in 'placed_ts' of 'orders'
ALTER TABLE `orders` ALTER COLUMN `placed_ts` DROP NOT NULL;
-- Change 'amount' of 'orders' from DECIMAL(12,2) to DECIMAL(14,2)
ALTER TABLE `orders` ALTER COLUMN `amount` TYPE DECIMAL(14,2);
-- Comment 'customers'
COMMENT ON TABLE `customers` IS 'Customers; it\'s "them" \\ us';
ALTER TABLE `customers` ALTER COLUMN `level` COMMENT 'From 1 to 20';
-- Comment 'orders'
ALTER TABLE `orders` ALTER COLUMN `customer`.`email` COMMENT 'their mail';
