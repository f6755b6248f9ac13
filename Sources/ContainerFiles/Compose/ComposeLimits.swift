/// How much compose files may hold before reading them is given up.
public struct ComposeLimits: Hashable, Sendable {
  /// Bytes of one file.
  public var fileSize = 4 << 20
  /// Bytes of all files together.
  public var totalSize = 32 << 20
  /// Files that are read, each counted as often as it is.
  public var files = 256
  /// Levels of `include`.
  public var includeDepth = 32
  /// YAML nodes of one file, those behind aliases counted each time; Compose's own limit.
  public var nodes = 100_000
  /// YAML nodes of all files together.
  public var totalNodes = 1_000_000
  /// Entries that merging and extending look at.
  public var mergedEntries = 2_000_000
  /// Bytes that variables expand to.
  public var expansion = 16 << 20

  public init() {}
}

/// What is left of ``ComposeLimits``, counted over all files of a project.
final class ComposeBudget {
  let limits: ComposeLimits
  private var files: Int
  private var size: Int
  private var nodes: Int
  private var mergedEntries: Int
  private(set) var expansion: Int

  init(_ limits: ComposeLimits) {
    self.limits = limits
    files = limits.files
    size = limits.totalSize
    nodes = limits.totalNodes
    mergedEntries = limits.mergedEntries
    expansion = limits.expansion
  }

  func spendFile(at place: ComposePlace) throws(ComposeError) {
    guard files > 0 else {
      throw ComposeError(
        place, "more than \(limits.files) files are included and extended",
        remedy: "include fewer files, or each of them once")
    }
    files -= 1
  }

  /// - Parameter place: the file.
  func spendSize(_ count: Int, at place: ComposePlace) throws(ComposeError) {
    guard count <= limits.fileSize else {
      throw ComposeError(place, "more than \(limits.fileSize) bytes", remedy: "give a compose file or an env file")
    }
    guard count <= size else {
      throw ComposeError(place, "all files together have more than \(limits.totalSize) bytes", remedy: "include less")
    }
    size -= count
  }

  func spendNodes(_ count: Int, at place: ComposePlace) throws(ComposeError) {
    guard count <= nodes else {
      throw ComposeError(place, "all files together have more than \(limits.totalNodes) nodes", remedy: "include less")
    }
    nodes -= count
  }

  func spendEntries(_ count: Int, at place: ComposePlace) throws(ComposeError) {
    guard count <= mergedEntries else {
      throw ComposeError(
        place, "merging takes more than \(limits.mergedEntries) entries", remedy: "extend fewer or smaller services")
    }
    mergedEntries -= count
  }

  func spendExpansion(_ count: Int, at place: ComposePlace) throws(ComposeError) {
    guard count <= expansion else {
      throw ComposeError(
        place, "variables expand to more than \(limits.expansion) bytes", remedy: "use shorter values or fewer of them")
    }
    expansion -= count
  }
}
