/// Several machines put into classes with equal contexts, and what separates the classes.
public struct MachineClasses: Hashable, Sendable {
  public struct Machine: Sendable {
    public var name: String
    public var capture: Capture

    public init(name: String, capture: Capture) {
      self.name = name
      self.capture = capture
    }
  }

  /// A fact that all of a class have, and no other machine.
  public struct Separating: Hashable, Sendable, Codable {
    public var name: String
    public var title: String
    public var value: String
  }

  public struct Class: Hashable, Sendable, Codable {
    /// In the order they were given.
    public var names: [String]
    /// The digest of the context; nil when it is not known.
    public var contextHash: String?
    /// Those that explain a difference first, then by how often they bite; empty for the largest class.
    public var separating: [Separating]
    /// What most of the difference to the largest class is, one line; nil for that.
    public var cause: String?
    public var remedy: String?
  }

  /// The largest first; of equal ones that of the machine named first.
  public var classes: [Class]

  private struct Key: Hashable {
    let hash: String?
    let modes: String?
  }

  public init(_ machines: [Machine]) {
    var order: [Key] = []
    var members: [Key: [Machine]] = [:]
    for machine in machines {
      let key = Key(hash: machine.capture.contextHash, modes: machine.capture.context.modes)
      if members[key] == nil { order.append(key) }
      members[key, default: []].append(machine)
    }
    let groups = order.map { members[$0] ?? [] }.enumerated()
      .sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }.map(\.element)
    classes = groups.map { group in
      let first = group[0]
      guard let largest = groups.first?.first, largest.name != first.name else {
        return Class(names: group.map(\.name), contextHash: first.capture.contextHash, separating: [])
      }
      let comparison = MachineComparison(
        .init(name: largest.name, capture: largest.capture), .init(name: first.name, capture: first.capture))
      let others = groups.filter { $0[0].name != first.name }.flatMap(\.self)
      let cause = comparison.causes.first
      return Class(
        names: group.map(\.name), contextHash: first.capture.contextHash,
        separating: Self.separating(group, others, comparison), cause: cause?.sentence, remedy: cause?.remedy)
    }
  }

  private static let mostSeparating = 3

  private static func separating(
    _ group: [Machine], _ others: [Machine], _ comparison: MachineComparison
  ) -> [Separating] {
    let explaining = comparison.causes.flatMap(\.facts)
    let candidates = explaining + comparison.others.filter { $0.relevance == .could }
    let inside = group.map { $0.capture.facts }
    let outside = others.map { $0.capture.facts }
    let found = candidates.filter { separates($0.name, $0.b, inside, outside) }
    // What explains the difference says it all.
    let explained = found.filter { fact in explaining.contains { $0.name == fact.name } && isSetting(fact.name) }
    let chosen = explained.isEmpty ? found : explained
    return chosen.prefix(mostSeparating).map {
      Separating(
        name: $0.name, title: $0.name.hasPrefix("git.") ? String($0.name.dropFirst(4)) : $0.title, value: $0.b)
    }
  }

  /// Facts that all of `inside` have, and none of `outside`; those that bite most often first, then by name. For
  /// machines of which nothing but facts and digests is known.
  public static func separating(inside: [[String: String]], outside: [[String: String]]) -> [Separating] {
    guard let first = inside.first, !outside.isEmpty else { return [] }
    let found = first.filter { name, value in
      separates(name, value, inside, outside) && FactKind.of(name).effect != .nothing
    }
    let sorted = found.sorted { one, other in
      (FactKind.of(one.key).rank, one.key) < (FactKind.of(other.key).rank, other.key)
    }
    return sorted.prefix(mostSeparating).map { name, value in
      Separating(name: name, title: FactKind.of(name).title(of: name), value: value)
    }
  }

  /// Whether all of `inside` have that value, and none of `outside`.
  private static func separates(
    _ name: String, _ value: String, _ inside: [[String: String]], _ outside: [[String: String]]
  ) -> Bool {
    inside.allSatisfy { $0[name] == value } && outside.allSatisfy { $0[name] != value }
  }

  /// Whether it is something that was chosen, and not the difference itself in other words.
  private static func isSetting(_ name: String) -> Bool {
    !["context.untracked", "repo.dirtyCount", "context.xattrs"].contains(name)
  }
}
