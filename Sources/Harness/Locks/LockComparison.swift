/// What differs between two states of one lockfile.
public struct LockComparison: Encodable, Hashable, Sendable {
  public enum Level: String, Encodable, Hashable, Sendable {
    /// The same bytes.
    case same
    /// Other bytes that mean the same.
    case cosmetic
    /// Another meaning.
    case semantic
    /// Only B has it.
    case added
    /// Only A has it.
    case removed
    /// Other bytes, of which one state cannot be read.
    case unknown
  }

  /// A fact about the whole lock that is not the same.
  public struct Setting: Encodable, Hashable, Sendable {
    public let name: String
    /// Values in byte order; a setting can occur more than once.
    public let before: [String]
    public let after: [String]
  }

  /// The path in A; nil when A does not have it.
  @ExplicitNull public private(set) var a: String?
  /// The path in B; nil when B does not have it.
  @ExplicitNull public private(set) var b: String?
  public let level: Level
  /// By ecosystem and name.
  public let packages: [LockedPackageChange]
  /// By name.
  public let settings: [Setting]
  /// For the targets that were asked about, in their order.
  public let targets: [TargetComparison]

  public var path: String { b ?? a ?? "" }

  init(_ before: LocksDocument.Lock?, _ after: LocksDocument.Lock?, targets: [String]) {
    a = before?.path
    b = after?.path
    switch (before, after) {
    case (let before?, let after?):
      level = Self.level(before.digests, after.digests)
      let differs = level == .semantic
      packages = differs ? LockedPackageChange.between(before.packages, after.packages) : []
      settings = differs ? Self.settings(before.settings, after.settings) : []
    default:
      level = before == nil ? .added : .removed
      packages = []
      settings = []
    }
    let means = level == .same || level == .cosmetic
    self.targets = targets.map { TargetComparison($0, before, after, isSame: means) }
  }

  /// Whether both states mean the same; when targets were asked about, whether they do on each of these.
  public var isSame: Bool {
    if level == .same || level == .cosmetic { return true }
    return !targets.isEmpty && targets.allSatisfy { $0.verdict == .equal }
  }

  private static func level(_ before: LocksDocument.Digests, _ after: LocksDocument.Digests) -> Level {
    if before.bytes == after.bytes, before.semantic == after.semantic { return .same }
    guard let old = before.semantic, let new = after.semantic else { return .unknown }
    return old == new ? .cosmetic : .semantic
  }

  private static func settings(_ before: [LockSetting], _ after: [LockSetting]) -> [Setting] {
    func grouped(_ settings: [LockSetting]) -> [String: [String]] {
      Dictionary(grouping: settings, by: \.name).mapValues { settings in
        settings.map(\.text).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      }
    }
    let (old, new) = (grouped(before), grouped(after))
    return Set(old.keys).union(new.keys).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.compactMap { name in
      let (one, other) = (old[name] ?? [], new[name] ?? [])
      return one == other ? nil : Setting(name: name, before: one, after: other)
    }
  }
}

extension LockSetting {
  fileprivate var text: String {
    ([value, source ?? ""].filter { !$0.isEmpty } + extras).joined(separator: " ")
  }
}
