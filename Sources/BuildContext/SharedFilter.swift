internal import Dockerignore
internal import Synchronization

/// One filter for several threads.
///
/// What a filter says of a directory can only be used with that same filter, which learns from the paths it sees; so
/// it is not copied, and each thread asks about all entries of a directory at a time.
final class SharedFilter: Sendable {
  private let filter: Mutex<ContextFilter>

  init(_ filter: ContextFilter) { self.filter = Mutex(filter) }

  /// Lends the filter to `body`, alone.
  func use<Result: Sendable>(_ body: (inout ContextFilter) throws(ContextFailure) -> Result) throws(ContextFailure)
    -> Result
  {
    try filter.withLock { filter throws(ContextFailure) in try body(&filter) }
  }
}
