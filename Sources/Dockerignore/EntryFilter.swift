/// Rules that choose entries while a tree is walked from its root down.
public protocol EntryFilter {
  /// What the rules say of an entry, and what a directory hands down to its own.
  associatedtype State: EntryVerdict

  /// The state above the tree's first entries.
  var root: State { get }

  /// The state of `path`, which is an entry of the directory that has the state `parent`.
  ///
  /// - Throws: ``IgnoreFileError`` where the builder fails.
  mutating func decide(
    _ path: [UInt8], isDirectory: Bool, under parent: State
  ) throws(IgnoreFileError) -> State

  /// Whether a file that is kept arrives with its content.
  mutating func arrivesWhole(_ path: [UInt8]) -> Bool
}

/// What rules say of an entry.
public protocol EntryVerdict: Sendable {
  /// Whether the entry is in the context by itself. A directory that is not still belongs to it when something
  /// below it does.
  var isKept: Bool { get }
  /// Whether a walk need not enter the directory: it is not kept, and nothing below it can be.
  var isPruned: Bool { get }
}
