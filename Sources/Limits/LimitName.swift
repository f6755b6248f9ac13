/// A bound on what one input may ask of this machine.
public enum LimitName: String, CaseIterable, Sendable {
  /// Bytes of memory that a worker may use for its data.
  case memory
  /// Bytes of one object of a repository.
  case blob
  /// Files and directories of one tree, context or archive.
  case entries
  /// Levels of directories.
  case depth
  /// Bytes of one path.
  case path
  /// Bytes of all files of one checkout or context.
  case total
  /// Bytes of one scenario file.
  case scenario
  /// Nodes of one scenario file, those behind aliases counted each time.
  case nodes
  /// Bytes that are kept of what one command of a scenario writes to its streams.
  case output

  /// The value where nobody asked for another.
  public var standard: UInt64 {
    switch self {
    case .memory: 4 << 30
    case .blob: 512 << 20
    case .entries: 1_000_000
    case .depth: 512
    case .path: 4_000
    case .total: 8 << 30
    case .scenario: 1 << 20
    case .nodes: 100_000
    case .output: 16 << 20
    }
  }

  /// The greatest value there may be; nil where there is none. Directories are walked on the stack; git itself stops at
  /// 2,048 (`core.maxTreeDepth`).
  public var greatest: UInt64? { self == .depth ? 2_048 : nil }

  /// Whether the value counts bytes, which are spelt with KiB, MiB and GiB.
  public var isBytes: Bool {
    switch self {
    case .memory, .blob, .path, .total, .scenario, .output: true
    case .entries, .depth, .nodes: false
    }
  }

  /// What it bounds, as a phrase of the help text.
  public var meaning: String {
    switch self {
    case .memory: "memory of a worker process"
    case .blob: "one object of a repository"
    case .entries: "files and directories of a tree"
    case .depth: "levels of directories"
    case .path: "length of a path"
    case .total: "all files of a checkout or context"
    case .scenario: "a scenario file"
    case .nodes: "nodes of a scenario file"
    case .output: "what is kept of a command's output"
    }
  }

  /// What a message about this limit ends with.
  public var remedy: String {
    "raise it with --limits \(rawValue)=\(isBytes ? "SIZE" : "NUMBER") if this is meant to be"
  }

  /// `value` as a person would write it.
  public func text(_ value: UInt64) -> String {
    guard isBytes else { return "\(value)" }
    for (shift, unit) in [(30, "GiB"), (20, "MiB"), (10, "KiB")] as [(UInt64, String)]
    where value >= 1 << shift && value & (1 << shift - 1) == 0 {
      return "\(value >> shift) \(unit)"
    }
    return "\(value) bytes"
  }
}
