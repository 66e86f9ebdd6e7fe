// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.lint;

import java.util.Locale;

/** Everything that lint looks for. */
public enum LintRule {
  /** A file that is neither YAML nor JSON, or that breaks the limits on size and depth. */
  UNREADABLE(
      Severity.ERROR,
      "A file that is neither YAML nor JSON, or that breaks the limits on size and depth"),
  /** A key that stands twice in one map. */
  DUPLICATE_KEY(Severity.ERROR, "A key that stands twice in one map"),
  /** A document that is not a map of keys. */
  NOT_A_CONTRACT(Severity.ERROR, "A document that is not a map of keys"),
  /** A key that the standard does not know; it is kept, and nothing reads it. */
  UNKNOWN_KEY(
      Severity.WARNING, "A key that the standard does not know; it is kept, and nothing reads it"),
  /** A key that looks misspelt, in a map where any key is allowed. */
  MISSPELT_KEY(Severity.STYLE, "A key that looks misspelt, in a map where any key is allowed"),
  /** A value of the wrong type, such as text where a number belongs. */
  WRONG_TYPE(Severity.ERROR, "A value of the wrong type, such as text where a number belongs"),
  /** A null where the standard wants a value. */
  NULL_VALUE(Severity.ERROR, "A null where the standard wants a value"),
  /** A required key that is not there. */
  MISSING_KEY(Severity.ERROR, "A required key that is not there"),
  /** A value that is not one of the few that the standard allows. */
  UNKNOWN_VALUE(Severity.ERROR, "A value that is not one of the few that the standard allows"),
  /** A text that does not have the form that the standard wants. */
  MALFORMED_VALUE(Severity.ERROR, "A text that does not have the form that the standard wants"),
  /** A number below the smallest that the standard allows. */
  NUMBER_TOO_SMALL(Severity.ERROR, "A number below the smallest that the standard allows"),
  /** A list with too few or too many items. */
  ITEM_COUNT(Severity.ERROR, "A list with too few or too many items"),
  /** An item that stands twice in a list whose items must differ. */
  REPEATED_ITEM(Severity.ERROR, "An item that stands twice in a list whose items must differ"),
  /** A key that the standard knows, but not with this type or at this level. */
  MISPLACED_KEY(
      Severity.ERROR, "A key that the standard knows, but not with this type or at this level"),
  /** Two keys that exclude each other. */
  CONFLICTING_KEYS(Severity.ERROR, "Two keys that exclude each other"),
  /** A relationship from a list to a single property or the other way round. */
  MIXED_FORMS(
      Severity.ERROR, "A relationship from a list to a single property or the other way round"),
  /** A version of the standard whose rules are not known. */
  UNSUPPORTED_API_VERSION(Severity.ERROR, "A version of the standard whose rules are not known"),
  /** A key or value that is newer than the version of the standard that the contract names. */
  NEWER_THAN_API_VERSION(
      Severity.WARNING,
      "A key or value that is newer than the version of the standard that the contract names"),
  /** A key or form that the standard deprecates. */
  DEPRECATED_KEY(Severity.WARNING, "A key or form that the standard deprecates"),
  /** A contract whose id and version another file has too. */
  DUPLICATE_CONTRACT(Severity.ERROR, "A contract whose id and version another file has too"),
  /** A contract version that is not of the form major.minor.patch. */
  VERSION_NOT_SEMANTIC(
      Severity.WARNING, "A contract version that is not of the form major.minor.patch"),
  /** A status that is not one of the usual ones. */
  UNKNOWN_STATUS(Severity.STYLE, "A status that is not one of the usual ones"),
  /** A contract, table or property without a description. */
  MISSING_DESCRIPTION(Severity.STYLE, "A contract, table or property without a description"),
  /** A contract that nobody owns. */
  MISSING_TEAM(Severity.STYLE, "A contract that nobody owns"),
  /** A contract without a table. */
  NO_TABLES(Severity.STYLE, "A contract without a table"),
  /** A table without properties. */
  NO_PROPERTIES(Severity.WARNING, "A table without properties"),
  /** A table without a primary key. */
  NO_PRIMARY_KEY(Severity.STYLE, "A table without a primary key"),
  /** A name, id or version that is empty or only spaces. */
  BLANK_NAME(Severity.ERROR, "A name, id or version that is empty or only spaces"),
  /** Two tables of the same name. */
  DUPLICATE_TABLE(Severity.ERROR, "Two tables of the same name"),
  /** Two properties of the same name side by side. */
  DUPLICATE_PROPERTY(Severity.ERROR, "Two properties of the same name side by side"),
  /** Two names that differ in upper and lower case only, which many databases fold. */
  NAMES_DIFFER_BY_CASE(
      Severity.WARNING,
      "Two names that differ in upper and lower case only, which many databases fold"),
  /** Two elements of one list with the same id. */
  DUPLICATE_ID(Severity.ERROR, "Two elements of one list with the same id"),
  /** Two tables or columns with the same name in the database. */
  DUPLICATE_PHYSICAL_NAME(
      Severity.ERROR, "Two tables or columns with the same name in the database"),
  /** Two custom properties of the same name; only the first counts. */
  DUPLICATE_CUSTOM_PROPERTY(
      Severity.WARNING, "Two custom properties of the same name; only the first counts"),
  /** A name for the items of an array, which have none. */
  ITEMS_WITH_NAME(Severity.STYLE, "A name for the items of an array, which have none"),
  /** A table or column name that SQL reserves in one of the supported dialects. */
  RESERVED_WORD(
      Severity.WARNING,
      "A table or column name that SQL reserves in one of the supported dialects"),
  /** A table or column name with spaces, quotes or control characters, or longer than 63 bytes. */
  UNSAFE_IDENTIFIER(
      Severity.WARNING,
      "A table or column name with spaces, quotes or control characters, or longer than 63 bytes"),
  /** A primary key inside an object or array. */
  NESTED_PRIMARY_KEY(Severity.ERROR, "A primary key inside an object or array"),
  /** A primary key that says it may be null. */
  PRIMARY_KEY_NOT_REQUIRED(Severity.WARNING, "A primary key that says it may be null"),
  /** A primary key of a type that cannot identify a row. */
  PRIMARY_KEY_TYPE(Severity.ERROR, "A primary key of a type that cannot identify a row"),
  /** Primary key positions that do not run 1, 2, 3. */
  PRIMARY_KEY_GAP(Severity.ERROR, "Primary key positions that do not run 1, 2, 3"),
  /** Two primary key properties with the same position. */
  PRIMARY_KEY_POSITION_TWICE(Severity.ERROR, "Two primary key properties with the same position"),
  /** A primary key position on a property that is not in the key. */
  PRIMARY_KEY_POSITION_ALONE(
      Severity.WARNING, "A primary key position on a property that is not in the key"),
  /** A primary key of several properties, not all of which have a position. */
  PRIMARY_KEY_POSITION_MISSING(
      Severity.WARNING, "A primary key of several properties, not all of which have a position"),
  /** A partition column inside an object or array. */
  NESTED_PARTITION(Severity.ERROR, "A partition column inside an object or array"),
  /** A partition column of a type that cannot partition. */
  PARTITION_TYPE(Severity.ERROR, "A partition column of a type that cannot partition"),
  /** Partition positions that do not run 1, 2, 3. */
  PARTITION_GAP(Severity.ERROR, "Partition positions that do not run 1, 2, 3"),
  /** Two partition columns with the same position. */
  PARTITION_POSITION_TWICE(Severity.ERROR, "Two partition columns with the same position"),
  /** A partition position on a property that is not partitioned. */
  PARTITION_POSITION_ALONE(
      Severity.WARNING, "A partition position on a property that is not partitioned"),
  /** Several partition columns, not all of which have a position. */
  PARTITION_POSITION_MISSING(
      Severity.WARNING, "Several partition columns, not all of which have a position"),
  /** Partition columns that {@code mesh.partitioning} overrides. */
  PARTITION_OVERRIDDEN(Severity.WARNING, "Partition columns that 'mesh.partitioning' overrides"),
  /** A {@code unique} on an object or array. */
  UNIQUE_TYPE(Severity.ERROR, "A 'unique' on an object or array"),
  /** A reference to a table or property that does not exist. */
  UNKNOWN_REFERENCE(Severity.ERROR, "A reference to a table or property that does not exist"),
  /** A reference to a file that does not exist or is no contract. */
  UNKNOWN_REFERENCE_FILE(
      Severity.ERROR, "A reference to a file that does not exist or is no contract"),
  /** A foreign key with more columns at one end than at the other. */
  FOREIGN_KEY_COLUMNS(
      Severity.ERROR, "A foreign key with more columns at one end than at the other"),
  /** A foreign key column of another type than its target. */
  FOREIGN_KEY_TYPE(Severity.ERROR, "A foreign key column of another type than its target"),
  /** A foreign key to properties that do not identify a row. */
  FOREIGN_KEY_TARGET_NOT_UNIQUE(
      Severity.WARNING, "A foreign key to properties that do not identify a row"),
  /** A foreign key from a property to itself. */
  FOREIGN_KEY_TO_ITSELF(Severity.WARNING, "A foreign key from a property to itself"),
  /** A foreign key that starts from another table than the one it stands in. */
  FOREIGN_KEY_FROM_ELSEWHERE(
      Severity.ERROR, "A foreign key that starts from another table than the one it stands in"),
  /** The same foreign key stated twice. */
  FOREIGN_KEY_TWICE(Severity.STYLE, "The same foreign key stated twice"),
  /** Tables whose required foreign keys form a circle, so that no first row can be inserted. */
  FOREIGN_KEY_CYCLE(
      Severity.WARNING,
      "Tables whose required foreign keys form a circle, so that no first row can be inserted"),
  /** A property whose type cannot be told from its logical and physical type. */
  TYPE_UNRESOLVED(
      Severity.ERROR, "A property whose type cannot be told from its logical and physical type"),
  /** A physical type that holds another kind of value than the logical type. */
  TYPE_CONTRADICTION(
      Severity.WARNING, "A physical type that holds another kind of value than the logical type"),
  /** A 128-bit integer, which has more digits than the 38 of a decimal. */
  INTEGER_TOO_WIDE(
      Severity.WARNING, "A 128-bit integer, which has more digits than the 38 of a decimal"),
  /** An array that does not say what its items are. */
  ARRAY_WITHOUT_ITEMS(Severity.WARNING, "An array that does not say what its items are"),
  /** An object that does not say what it holds. */
  OBJECT_WITHOUT_PROPERTIES(Severity.STYLE, "An object that does not say what it holds"),
  /** A text format that the standard does not name. */
  UNKNOWN_FORMAT(Severity.WARNING, "A text format that the standard does not name"),
  /** A date or time format that is no pattern of letters such as yyyy-MM-dd. */
  MALFORMED_FORMAT(
      Severity.ERROR, "A date or time format that is no pattern of letters such as yyyy-MM-dd"),
  /** A default time zone that does not exist. */
  UNKNOWN_TIMEZONE(Severity.ERROR, "A default time zone that does not exist"),
  /** Time zone settings that contradict each other or the physical type. */
  TIMEZONE_CONTRADICTION(
      Severity.WARNING, "Time zone settings that contradict each other or the physical type"),
  /** A pattern that does not compile or cannot be matched in linear time. */
  INVALID_PATTERN(
      Severity.ERROR, "A pattern that does not compile or cannot be matched in linear time"),
  /** Bounds that leave no value. */
  EMPTY_RANGE(Severity.ERROR, "Bounds that leave no value"),
  /** An inclusive and an exclusive bound on the same side. */
  BOTH_BOUNDS(Severity.WARNING, "An inclusive and an exclusive bound on the same side"),
  /** A smallest length or count above the largest. */
  REVERSED_SIZES(Severity.ERROR, "A smallest length or count above the largest"),
  /** A text that may be longer than its physical type holds. */
  LENGTH_BEYOND_TYPE(Severity.WARNING, "A text that may be longer than its physical type holds"),
  /** A date or time bound that cannot be read. */
  MALFORMED_BOUND(Severity.ERROR, "A date or time bound that cannot be read"),
  /** A bound that the property's type cannot hold. */
  BOUND_OUTSIDE_TYPE(Severity.WARNING, "A bound that the property's type cannot hold"),
  /** A fraction in the options of an integer. */
  FRACTIONAL_INTEGER(Severity.WARNING, "A fraction in the options of an integer"),
  /** An object that requires a property it does not have. */
  UNKNOWN_REQUIRED_PROPERTY(Severity.ERROR, "An object that requires a property it does not have"),
  /** An example that is not of the property's type. */
  EXAMPLE_TYPE(Severity.WARNING, "An example that is not of the property's type"),
  /** An example that the property's own options or vocabulary refuse. */
  EXAMPLE_REFUSED(
      Severity.WARNING, "An example that the property's own options or vocabulary refuse"),
  /** An encrypted name that no property of the table has. */
  UNKNOWN_ENCRYPTED_NAME(Severity.WARNING, "An encrypted name that no property of the table has"),
  /**
   * A property that looks like personal data and has neither a classification nor {@code mesh.pii}.
   */
  UNCLASSIFIED_PERSONAL_DATA(
      Severity.STYLE,
      "A property that looks like personal data and has neither a classification nor 'mesh.pii'"),
  /** A metric at a level where the standard does not define it. */
  METRIC_LEVEL(Severity.WARNING, "A metric at a level where the standard does not define it"),
  /** A metric without the argument it needs. */
  MISSING_ARGUMENT(Severity.ERROR, "A metric without the argument it needs"),
  /** An argument that the metric does not have. */
  UNKNOWN_ARGUMENT(Severity.WARNING, "An argument that the metric does not have"),
  /** An argument of the wrong type. */
  ARGUMENT_TYPE(Severity.ERROR, "An argument of the wrong type"),
  /** A quality rule about a property that the table does not have. */
  QUALITY_UNKNOWN_PROPERTY(
      Severity.ERROR, "A quality rule about a property that the table does not have"),
  /** Valid values of a quality rule and a vocabulary that contradict each other. */
  QUALITY_VOCABULARY(
      Severity.ERROR, "Valid values of a quality rule and a vocabulary that contradict each other"),
  /** A quality query that is not a SELECT. */
  QUERY_NOT_SELECT(Severity.ERROR, "A quality query that is not a SELECT"),
  /** A quality query of several statements. */
  QUERY_STATEMENTS(Severity.ERROR, "A quality query of several statements"),
  /** A placeholder in a query that stands for nothing. */
  UNKNOWN_PLACEHOLDER(Severity.WARNING, "A placeholder in a query that stands for nothing"),
  /** A range whose first number is the larger. */
  THRESHOLD_REVERSED(Severity.ERROR, "A range whose first number is the larger"),
  /** A threshold that no count or percentage can have. */
  THRESHOLD_UNREACHABLE(Severity.WARNING, "A threshold that no count or percentage can have"),
  /** A threshold for a count that is not a number. */
  THRESHOLD_NOT_NUMBER(Severity.WARNING, "A threshold for a count that is not a number"),
  /** A quality unit other than rows and percent. */
  UNKNOWN_UNIT(Severity.WARNING, "A quality unit other than rows and percent"),
  /** A cron schedule that cannot be read. */
  MALFORMED_SCHEDULE(Severity.WARNING, "A cron schedule that cannot be read"),
  /** An SLA property that looks misspelt. */
  UNKNOWN_SLA_PROPERTY(Severity.STYLE, "An SLA property that looks misspelt"),
  /** An SLA element that does not exist. */
  UNKNOWN_SLA_ELEMENT(Severity.ERROR, "An SLA element that does not exist"),
  /** An SLA unit that the standard does not name. */
  UNKNOWN_SLA_UNIT(Severity.WARNING, "An SLA unit that the standard does not name"),
  /** An SLA value below zero. */
  NEGATIVE_SLA_VALUE(Severity.ERROR, "An SLA value below zero"),
  /** Two servers of the same name. */
  DUPLICATE_SERVER(Severity.ERROR, "Two servers of the same name"),
  /** A port that is not between 1 and 65535. */
  INVALID_PORT(Severity.ERROR, "A port that is not between 1 and 65535"),
  /** An address that is no URL. */
  MALFORMED_URL(Severity.WARNING, "An address that is no URL"),
  /** Two roles of the same name. */
  DUPLICATE_ROLE(Severity.WARNING, "Two roles of the same name"),
  /** A date that is not of the form year-month-day. */
  MALFORMED_DATE(Severity.ERROR, "A date that is not of the form year-month-day"),
  /** A creation time that is not an ISO-8601 date and time. */
  MALFORMED_TIMESTAMP(Severity.ERROR, "A creation time that is not an ISO-8601 date and time"),
  /** A team member who left before joining. */
  MEMBER_DATES_REVERSED(Severity.ERROR, "A team member who left before joining"),
  /** A user name that two team members have at the same time. */
  DUPLICATE_MEMBER(Severity.WARNING, "A user name that two team members have at the same time"),
  /** A successor who is not in the team. */
  UNKNOWN_MEMBER(Severity.WARNING, "A successor who is not in the team"),
  /** A price below zero. */
  NEGATIVE_PRICE(Severity.WARNING, "A price below zero"),
  /** A {@code mesh.*} custom property that does not exist. */
  UNKNOWN_HINT(Severity.ERROR, "A 'mesh.*' custom property that does not exist"),
  /** A {@code mesh.*} custom property at a level where it means nothing. */
  MISPLACED_HINT(Severity.ERROR, "A 'mesh.*' custom property at a level where it means nothing"),
  /** A {@code mesh.*} custom property whose value is of the wrong type. */
  HINT_TYPE(Severity.ERROR, "A 'mesh.*' custom property whose value is of the wrong type"),
  /** A value that a {@code mesh.*} custom property does not allow. */
  UNKNOWN_HINT_VALUE(Severity.ERROR, "A value that a 'mesh.*' custom property does not allow"),
  /** A hint that names a property the table does not have. */
  HINT_UNKNOWN_PROPERTY(Severity.ERROR, "A hint that names a property the table does not have"),
  /** A hint that names a property of the wrong type. */
  HINT_PROPERTY_TYPE(Severity.ERROR, "A hint that names a property of the wrong type"),
  /** A hint that names a property that may be null. */
  HINT_PROPERTY_OPTIONAL(Severity.ERROR, "A hint that names a property that may be null"),
  /** An event table without {@code mesh.eventId} or {@code mesh.eventTime}. */
  EVENT_WITHOUT_ID(Severity.WARNING, "An event table without 'mesh.eventId' or 'mesh.eventTime'"),
  /** An event type that no property carries. */
  EVENT_TYPE_UNUSED(Severity.WARNING, "An event type that no property carries"),
  /** A hint that means nothing without another one. */
  HINT_UNUSED(Severity.WARNING, "A hint that means nothing without another one"),
  /** A duration that is not ISO-8601, is zero, or has months or years. */
  MALFORMED_DURATION(
      Severity.ERROR, "A duration that is not ISO-8601, is zero, or has months or years"),
  /** A partition transform that cannot be read. */
  MALFORMED_TRANSFORM(Severity.ERROR, "A partition transform that cannot be read"),
  /** A partition transform that does not fit its column's type. */
  TRANSFORM_TYPE(Severity.ERROR, "A partition transform that does not fit its column's type"),
  /** The same partition transform twice. */
  TRANSFORM_TWICE(Severity.WARNING, "The same partition transform twice"),
  /** A hint whose list is empty. */
  EMPTY_LIST(Severity.ERROR, "A hint whose list is empty"),
  /** A value that stands twice in a vocabulary or list of publishers. */
  REPEATED_VALUE(Severity.ERROR, "A value that stands twice in a vocabulary or list of publishers"),
  /** A weight that is not a number above zero. */
  VOCABULARY_WEIGHT(Severity.ERROR, "A weight that is not a number above zero"),
  /** A vocabulary value that the property's type or options refuse. */
  VOCABULARY_VALUE(Severity.ERROR, "A vocabulary value that the property's type or options refuse"),
  /** A vocabulary or distribution on a property that cannot have one. */
  VOCABULARY_TYPE(
      Severity.ERROR, "A vocabulary or distribution on a property that cannot have one"),
  /** A distribution parameter that is missing, unknown or out of range. */
  DISTRIBUTION_PARAMETER(
      Severity.ERROR, "A distribution parameter that is missing, unknown or out of range"),
  /** A distribution whose values the property's bounds refuse. */
  DISTRIBUTION_OUTSIDE_BOUNDS(
      Severity.WARNING, "A distribution whose values the property's bounds refuse"),
  /** Geo bounds that are missing, out of range or the wrong way round. */
  GEO_BOUNDS(Severity.ERROR, "Geo bounds that are missing, out of range or the wrong way round"),
  /** Geo bounds on something that is not an object with the numbers lat and lon. */
  GEO_CHILDREN(
      Severity.ERROR, "Geo bounds on something that is not an object with the numbers lat and lon"),
  /** A speed for points that do not walk, or a walk without a speed. */
  GEO_SPEED(Severity.WARNING, "A speed for points that do not walk, or a walk without a speed"),
  /** An expression about properties that the table does not have. */
  DERIVED_FROM_UNKNOWN(
      Severity.ERROR, "An expression about properties that the table does not have"),
  /** An expression about the property itself. */
  DERIVED_FROM_ITSELF(Severity.ERROR, "An expression about the property itself");

  private final Severity severity;
  private final String description;

  LintRule(Severity severity, String description) {
    this.severity = severity;
    this.description = description;
  }

  /** The id that is printed, such as {@code duplicate-key}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** How bad it is. */
  public Severity severity() {
    return severity;
  }

  /** What the rule reports, in a sentence without a full stop. */
  public String description() {
    return description;
  }
}
