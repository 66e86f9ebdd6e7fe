-- destructive: Change 'person' of 't' from STRUCT<`email`: STRING, `age`: INT, `old`: BOOLEAN> to STRUCT<`mail`: STRING, `age`: BIGINT, `city`: STRING>
ALTER TABLE `t` DROP COLUMN `person`.`old`;
ALTER TABLE `t` RENAME COLUMN `person`.`email` TO `mail`;
ALTER TABLE `t` ALTER COLUMN `person`.`age` TYPE BIGINT;
ALTER TABLE `t` ADD COLUMN `person`.`city` STRING COMMENT 'it\'s new';
-- Change 'lines' of 't' from ARRAY<STRUCT<`sku`: STRING>> to ARRAY<STRUCT<`article`: STRING, `qty`: INT>>
ALTER TABLE `t` RENAME COLUMN `lines`.element.`sku` TO `article`;
ALTER TABLE `t` ADD COLUMN `lines`.element.`qty` INT;
-- Partition and cluster 't' in another way
ALTER TABLE `t` CLUSTER BY (`ts`, `id`);
-- Comment 't'
ALTER TABLE `t` ALTER COLUMN `person`.`age` COMMENT 'In years';
