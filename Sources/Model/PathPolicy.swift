internal import Synchronization

/// What is done about entries of git trees that are not dangerous here, but wrong or trouble elsewhere.
///
/// Entries that could harm are refused whatever the policy: `.git` and its aliases, `..`, slashes, one name twice,
/// links in the place of `.gitmodules`.
public enum PathPolicy: String, Hashable, Sendable, Codable, CaseIterable {
  /// Refuse whatever ``warn`` warns about.
  case strict
  /// Warn about names that another platform cannot hold or tell apart; refuse what git's fsck calls an error.
  case warn
  /// Read unsorted trees and odd modes as git does, with a warning, and say nothing about other platforms.
  case any

  /// As a phrase of the help text.
  public var meaning: String {
    switch self {
    case .strict: "refuse commits with names that Windows or macOS cannot hold or tell apart"
    case .warn: "warn about those names"
    case .any: "say nothing about them, and read unsorted trees and odd modes as git does"
    }
  }

  private static let ofProcess = Mutex(PathPolicy.warn)

  /// What holds in this process. Set once, before anything is read: a worker is told by who started it.
  public static var current: PathPolicy {
    get { ofProcess.withLock { $0 } }
    set { ofProcess.withLock { $0 = newValue } }
  }
}
