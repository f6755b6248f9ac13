/// What may happen to records.
public enum RecordMode: Hashable, Sendable {
  /// Nothing is written; a missing record is a failure.
  case check
  /// A record is written where there is none; a differing one is a failure.
  case addMissing
  /// Records are written and overwritten.
  case accept
}
