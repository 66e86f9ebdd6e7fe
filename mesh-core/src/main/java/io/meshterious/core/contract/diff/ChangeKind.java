// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.diff;

import static io.meshterious.core.contract.diff.Impact.BREAKING;
import static io.meshterious.core.contract.diff.Impact.COMPATIBLE;
import static io.meshterious.core.contract.diff.Impact.COSMETIC;

/**
 * What can change between two versions of a contract, and what it means for those who read and
 * those who write the data.
 */
public enum ChangeKind {
  /** The contract has another id. */
  CONTRACT_ID_CHANGED(BREAKING, BREAKING, "references to the old id lead nowhere"),
  /** The contract has another name. */
  CONTRACT_RENAMED(COSMETIC, COSMETIC, "references go by id"),
  /** The contract has another version. */
  VERSION_CHANGED(COSMETIC, COSMETIC, "it is what the other changes ask for"),
  /** The contract follows another version of the standard. */
  API_VERSION_CHANGED(
      COMPATIBLE, COMPATIBLE, "tools that read the contract must know that version"),
  /** The contract is deprecated. */
  STATUS_DEPRECATED(COMPATIBLE, COMPATIBLE, "it still holds, but it is time to move on"),
  /** The contract is retired. */
  STATUS_RETIRED(BREAKING, BREAKING, "nobody keeps its promises any more"),
  /** The contract has another status, neither deprecated nor retired. */
  STATUS_CHANGED(COSMETIC, COSMETIC, "the data stays as it is"),
  /** Another domain, tenant or data product has the contract. */
  DOMAIN_CHANGED(COSMETIC, COSMETIC, "who owns the data changes, not the data"),
  /** Tables stand in another order. */
  TABLES_REORDERED(COSMETIC, COSMETIC, "tables are found by name"),
  /** The data also lies on another server. */
  SERVER_ADDED(COMPATIBLE, COMPATIBLE, "the other servers stay"),
  /** The data no longer lies on a server. */
  SERVER_REMOVED(BREAKING, BREAKING, "who connects to it finds nothing"),
  /** A server has another type, place or setting. */
  SERVER_CHANGED(
      BREAKING, BREAKING, "who connects to the old place finds nothing, or something else"),
  /** There is another role. */
  ROLE_ADDED(COMPATIBLE, COMPATIBLE, "the other roles stay"),
  /** A role is gone. */
  ROLE_REMOVED(BREAKING, BREAKING, "who has access through it loses it"),
  /** A role gives another kind of access. */
  ROLE_ACCESS_CHANGED(BREAKING, BREAKING, "who has it may do other things than before"),
  /** A role is approved by others or described otherwise. */
  ROLE_CHANGED(COSMETIC, COSMETIC, "the access stays"),
  /** Something more is promised about the service. */
  SLA_ADDED(COMPATIBLE, COMPATIBLE, "no promise is taken back"),
  /** A promise about the service is taken back. */
  SLA_REMOVED(BREAKING, COMPATIBLE, "readers may rely on it"),
  /** A promise about the service is better than before. */
  SLA_IMPROVED(COMPATIBLE, COMPATIBLE, "the old promise is kept as well"),
  /** A promise about the service is worse than before. */
  SLA_WORSENED(BREAKING, COMPATIBLE, "readers may rely on the old one"),
  /** A promise about the service differs, and which is better cannot be told. */
  SLA_CHANGED(BREAKING, COMPATIBLE, "readers may rely on the old one"),
  /** The team differs. */
  TEAM_CHANGED(COSMETIC, COSMETIC, "who to ask changes, not the data"),
  /** The ways to get help differ. */
  SUPPORT_CHANGED(COSMETIC, COSMETIC, "where to ask changes, not the data"),
  /** The data costs something else. */
  PRICE_CHANGED(COMPATIBLE, COSMETIC, "the data stays, the bill changes"),
  /** A table is new. */
  TABLE_ADDED(COMPATIBLE, COMPATIBLE, "nobody uses it yet"),
  /** A table is gone. */
  TABLE_REMOVED(BREAKING, BREAKING, "who reads or writes it finds nothing"),
  /** A table has another name. */
  TABLE_RENAMED(BREAKING, BREAKING, "who reads or writes it by name finds nothing"),
  /** A table has another name in the database. */
  TABLE_PHYSICALLY_RENAMED(BREAKING, BREAKING, "statements that use the old name fail"),
  /** A table is something else physically, such as a view. */
  TABLE_PHYSICAL_TYPE_CHANGED(BREAKING, BREAKING, "it is read and written in other ways"),
  /** Properties stand in another order. */
  PROPERTIES_REORDERED(COSMETIC, COSMETIC, "properties are found by name"),
  /** A table has a primary key, and had none. */
  PRIMARY_KEY_ADDED(COMPATIBLE, BREAKING, "rows without it, or with one that exists, are refused"),
  /** A table has no primary key any more. */
  PRIMARY_KEY_REMOVED(BREAKING, COMPATIBLE, "readers may meet several rows where there was one"),
  /** A table has another primary key. */
  PRIMARY_KEY_CHANGED(BREAKING, BREAKING, "other rows count as the same"),
  /** A primary key has the same properties in another order. */
  PRIMARY_KEY_REORDERED(
      COMPATIBLE, COMPATIBLE, "the same rows count as the same; only the index differs"),
  /** A table has another foreign key. */
  FOREIGN_KEY_ADDED(COMPATIBLE, BREAKING, "rows that lead to nothing are refused"),
  /** A foreign key is gone. */
  FOREIGN_KEY_REMOVED(BREAKING, COMPATIBLE, "rows may lead to nothing, and joins may lose them"),
  /** A foreign key leads elsewhere. */
  FOREIGN_KEY_CHANGED(BREAKING, BREAKING, "joins along the old key no longer fit"),
  /** A relationship is written otherwise and means the same. */
  RELATIONSHIP_CHANGED(COSMETIC, COSMETIC, "it leads from and to the same properties"),
  /** A table is partitioned otherwise. */
  PARTITIONING_CHANGED(COMPATIBLE, COMPATIBLE, "queries give the same rows, at another speed"),
  /** A table is another kind of table (mesh.kind). */
  TABLE_KIND_CHANGED(
      COMPATIBLE, BREAKING, "events, facts and dimensions are filled in different ways"),
  /** Another property identifies an event (mesh.eventId). */
  EVENT_ID_CHANGED(BREAKING, BREAKING, "other deliveries count as the same event"),
  /** Another property is the event time (mesh.eventTime). */
  EVENT_TIME_CHANGED(BREAKING, COMPATIBLE, "rows fall into other windows"),
  /** Events carry another event type (mesh.eventType). */
  EVENT_TYPE_CHANGED(
      BREAKING, BREAKING, "who filters by the old type sees nothing, who sends it is refused"),
  /** Repeats are recognised for longer (mesh.dedupeWindow). */
  DEDUPE_WINDOW_LENGTHENED(COMPATIBLE, COMPATIBLE, "what was recognised still is"),
  /** Repeats are recognised for a shorter time (mesh.dedupeWindow). */
  DEDUPE_WINDOW_SHORTENED(
      BREAKING, COMPATIBLE, "late repeats count as new events, and readers see them twice"),
  /** The dedupe window follows another clock (mesh.dedupeTime). */
  DEDUPE_TIME_CHANGED(BREAKING, COMPATIBLE, "other late repeats count as new events"),
  /** Events may come later (mesh.allowedLateness). */
  LATENESS_RAISED(BREAKING, COMPATIBLE, "windows that readers take as closed can still change"),
  /** Events must come sooner (mesh.allowedLateness). */
  LATENESS_LOWERED(COMPATIBLE, BREAKING, "late events that were taken are refused"),
  /** Events with unknown fields are rejected, and were not (mesh.unknownFields). */
  UNKNOWN_FIELDS_REJECTED(COMPATIBLE, BREAKING, "events with extra fields no longer pass"),
  /** Events with unknown fields pass, and did not (mesh.unknownFields). */
  UNKNOWN_FIELDS_ACCEPTED(COMPATIBLE, COMPATIBLE, "what passed still passes"),
  /** Unknown fields are kept, and were not (mesh.unknownFields). */
  UNKNOWN_FIELDS_KEPT(COMPATIBLE, COMPATIBLE, "a column is added"),
  /** Unknown fields are no longer kept (mesh.unknownFields). */
  UNKNOWN_FIELDS_DROPPED(
      BREAKING, COMPATIBLE, "who reads them from the extra column finds nothing"),
  /** Somebody else publishes too (mesh.publishers). */
  PUBLISHER_ADDED(COMPATIBLE, COMPATIBLE, "the other publishers stay"),
  /** Somebody no longer publishes (mesh.publishers). */
  PUBLISHER_REMOVED(BREAKING, BREAKING, "its events are refused, and readers miss them"),
  /** A property that may be null is new. */
  PROPERTY_ADDED_OPTIONAL(COMPATIBLE, COMPATIBLE, "who does not know it can leave it out"),
  /** A property that may not be null is new. */
  PROPERTY_ADDED_REQUIRED(COMPATIBLE, BREAKING, "writers that do not know it are refused"),
  /** A property is gone. */
  PROPERTY_REMOVED(BREAKING, BREAKING, "who reads or writes it finds nothing"),
  /** A property has another name. */
  PROPERTY_RENAMED(BREAKING, BREAKING, "who reads or writes it by name finds nothing"),
  /** A property has another column name in the database. */
  PROPERTY_PHYSICALLY_RENAMED(BREAKING, BREAKING, "statements that use the old name fail"),
  /** A table or property of the same name has got or lost its id. */
  STABLE_ID_CHANGED(COMPATIBLE, COMPATIBLE, "references by id have to follow"),
  /** A type takes all old values and more. */
  TYPE_WIDENED(BREAKING, COMPATIBLE, "readers may meet values that the old type cannot hold"),
  /** A type takes only some of the old values. */
  TYPE_NARROWED(COMPATIBLE, BREAKING, "values that were taken no longer fit"),
  /** A type is another one. */
  TYPE_CHANGED(BREAKING, BREAKING, "values are written in another form"),
  /** A column has another type in the database that holds the same values. */
  PHYSICAL_TYPE_CHANGED(COMPATIBLE, COMPATIBLE, "the values stay the same"),
  /** Timestamps carry a zone and did not, or the other way round, or are in another zone. */
  TIMEZONE_CHANGED(BREAKING, BREAKING, "the same text means another moment"),
  /** Dates or times are written in another form. */
  FORMAT_CHANGED(BREAKING, BREAKING, "the old form is no longer read or written"),
  /** A property may no longer be null. */
  NULLABLE_TO_REQUIRED(COMPATIBLE, BREAKING, "rows without it are refused"),
  /** A property may be null. */
  REQUIRED_TO_NULLABLE(
      BREAKING, COMPATIBLE, "readers may meet null where there was always a value"),
  /** Only listed values are allowed, and all were. */
  ENUM_INTRODUCED(COMPATIBLE, BREAKING, "values that are not listed are refused"),
  /** All values are allowed, and only listed ones were. */
  ENUM_DROPPED(BREAKING, COMPATIBLE, "readers may meet values that they do not know"),
  /** More values are allowed. */
  ENUM_VALUES_ADDED(
      BREAKING, COMPATIBLE, "readers that know all old values may meet one they do not know"),
  /** Fewer values are allowed. */
  ENUM_VALUES_REMOVED(COMPATIBLE, BREAKING, "values that were taken are refused"),
  /** A bound, length, pattern or format lets fewer values through. */
  CONSTRAINT_TIGHTENED(COMPATIBLE, BREAKING, "values that were taken may be refused"),
  /** A bound, length, pattern or format lets more values through. */
  CONSTRAINT_LOOSENED(COMPATIBLE, COMPATIBLE, "what passed still passes, and still fits the type"),
  /** A bound, pattern or format lets other values through. */
  CONSTRAINT_CHANGED(COMPATIBLE, BREAKING, "values that were taken may be refused"),
  /** A property's values must all differ. */
  UNIQUE_ADDED(COMPATIBLE, BREAKING, "a value that exists is refused"),
  /** A property's values may repeat. */
  UNIQUE_REMOVED(BREAKING, COMPATIBLE, "readers may meet several rows where there was one"),
  /** Personal data is handled otherwise (mesh.pii). */
  PII_HANDLING_CHANGED(
      BREAKING, COMPATIBLE, "readers see the values in another form, or not at all"),
  /** A property is more confidential. */
  CLASSIFICATION_RAISED(BREAKING, COMPATIBLE, "readers may lose access"),
  /** A property is less confidential. */
  CLASSIFICATION_LOWERED(COMPATIBLE, COMPATIBLE, "who had access keeps it"),
  /** A property has another classification, and which is stricter cannot be told. */
  CLASSIFICATION_CHANGED(BREAKING, COMPATIBLE, "readers may lose access"),
  /** A property has an encrypted twin. */
  ENCRYPTED_NAME_ADDED(COMPATIBLE, COMPATIBLE, "the property itself stays"),
  /** A property's encrypted twin has another name, or is gone. */
  ENCRYPTED_NAME_CHANGED(BREAKING, BREAKING, "who uses the twin by name finds nothing"),
  /** The business depends on a property more, or less. */
  CRITICALITY_CHANGED(COSMETIC, COSMETIC, "the values stay the same"),
  /** A value is worked out from other sources or in another way. */
  DERIVATION_CHANGED(COMPATIBLE, COMPATIBLE, "its form stays, its value may differ"),
  /** Values are generated otherwise (mesh.distribution, mesh.geo, mesh.reference, weights). */
  GENERATOR_HINT_CHANGED(COSMETIC, COSMETIC, "it shapes made-up data only"),
  /** A quality rule is new. */
  QUALITY_RULE_ADDED(COMPATIBLE, COMPATIBLE, "it measures data that was written, and refuses none"),
  /** A quality rule is gone. */
  QUALITY_RULE_REMOVED(COMPATIBLE, COMPATIBLE, "the data stays as good as it is"),
  /** A quality rule asks for more. */
  QUALITY_RULE_TIGHTENED(
      COMPATIBLE, COMPATIBLE, "it measures data that was written, and refuses none"),
  /** A quality rule asks for less. */
  QUALITY_RULE_LOOSENED(COMPATIBLE, COMPATIBLE, "the data still fits its types and constraints"),
  /** A quality rule measures something else. */
  QUALITY_RULE_CHANGED(
      COMPATIBLE, COMPATIBLE, "it measures data that was written, and refuses none"),
  /** Words for people differ. */
  DESCRIPTION_CHANGED(COSMETIC, COSMETIC, "only the words differ"),
  /** Tags differ. */
  TAGS_CHANGED(COSMETIC, COSMETIC, "only the tags differ"),
  /** Links to definitions differ. */
  DEFINITIONS_CHANGED(COSMETIC, COSMETIC, "only the links differ"),
  /** Examples of values differ. */
  EXAMPLES_CHANGED(COSMETIC, COSMETIC, "only the examples differ"),
  /** A custom property is new. */
  CUSTOM_PROPERTY_ADDED(COSMETIC, COSMETIC, "the standard gives it no meaning"),
  /** A custom property is gone. */
  CUSTOM_PROPERTY_REMOVED(COSMETIC, COSMETIC, "the standard gives it no meaning"),
  /** A custom property has another value. */
  CUSTOM_PROPERTY_CHANGED(COSMETIC, COSMETIC, "the standard gives it no meaning"),
  /** Anything else in the document differs. */
  OTHER_CHANGED(COSMETIC, COSMETIC, "nothing is known to depend on it");

  private final Impact readers;
  private final Impact writers;
  private final String why;

  ChangeKind(Impact readers, Impact writers, String why) {
    this.readers = readers;
    this.writers = writers;
    this.why = why;
  }

  /** What it means for those who read the data. */
  public Impact readers() {
    return readers;
  }

  /** What it means for those who write the data. */
  public Impact writers() {
    return writers;
  }

  /** Why it means that: a clause without a full stop. */
  public String why() {
    return why;
  }

  /** The worse of the two impacts. */
  public Impact impact() {
    return readers.compareTo(writers) >= 0 ? readers : writers;
  }

  /** The version bump that it requires from version 1.0.0 on. */
  public VersionBump bump() {
    return switch (impact()) {
      case BREAKING -> VersionBump.MAJOR;
      case COMPATIBLE -> VersionBump.MINOR;
      case COSMETIC -> VersionBump.PATCH;
    };
  }
}
