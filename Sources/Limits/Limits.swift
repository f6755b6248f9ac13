internal import Synchronization

/// The bounds that hold for one process: reading stops with a message when one is reached.
public struct Limits: Hashable, Sendable, Codable {
  private var values: [String: UInt64] = [:]

  /// The standard values.
  public init() {}

  public subscript(_ name: LimitName) -> UInt64 {
    get { values[name.rawValue] ?? name.standard }
    set { values[name.rawValue] = newValue }
  }

  /// What is not as it is by itself, as `--limits` takes it, in a fixed order; empty for the standard values.
  public var changes: String {
    LimitName.allCases.filter { self[$0] != $0.standard }.map { "\($0.rawValue)=\(self[$0])" }.joined(separator: ",")
  }

  /// The value as a count of what fits into memory.
  public func count(_ name: LimitName) -> Int { Int(clamping: self[name]) }

  /// The value as a person would write it.
  public func text(_ name: LimitName) -> String { name.text(self[name]) }

  private static let ofProcess = Mutex(Limits())

  /// What holds in this process. Set once, before anything is read: a worker is told by who started it.
  public static var current: Limits {
    get { ofProcess.withLock { $0 } }
    set { ofProcess.withLock { $0 = newValue } }
  }
}
