internal import Fingerprints

/// A cause of differences between two views: what differs, where, which facts explain it, and what to do.
public struct MachineCause: Hashable, Sendable, Codable {
  /// A place that is named to people.
  public struct Item: Hashable, Sendable, Codable {
    /// A path, a directory with a slash at its end.
    public var path: String
    /// `38 lines`, `2,114 files`, `0664 vs 0644`; nil when there is nothing to say.
    public var note: String?
  }

  public var code: ChangeCode
  /// 0 for what is in the first view only, 1 for the second; nil for what both have.
  public var side: Int?
  /// How many entries differ by it.
  public var count: Int
  /// In byte order; a directory all of whose entries are concerned stands for them.
  public var items: [Item]
  /// Facts without whose difference this would not differ.
  public var facts: [FactDifference]
  /// For people, one line, paths escaped.
  public var sentence: String
  public var remedy: String?
  /// Whether it is known of a checkout as a whole, without its files.
  var isOfWholeCheckout = false

  private enum CodingKeys: String, CodingKey { case code, side, count, items, facts, sentence, remedy }

  /// One cause for each kind of change and side.
  static func list(
    _ changes: [Change], facts: [FactDifference], names: [String], directories: Set<BytePath>
  ) -> [MachineCause] {
    struct Key: Hashable {
      let code: ChangeCode
      let side: Int?
    }
    let groups = Dictionary(grouping: changes) { Key(code: $0.code, side: side(of: $0)) }
    return groups.map { key, changes in
      let text = CauseText(
        code: key.code, side: key.side, changes: changes, names: names, directories: directories)
      let explaining = FactTest(changes: changes, code: key.code, side: key.side).explaining(facts)
      return MachineCause(
        code: key.code, side: key.side, count: changes.reduce(0) { $0 + $1.count }, items: text.items,
        facts: explaining.map {
          var fact = $0
          fact.relevance = .explains
          return fact
        },
        sentence: text.sentence, remedy: text.remedy(explaining))
    }
  }

  /// On which side alone it arrives.
  private static func side(of change: Change) -> Int? {
    switch (change.a?.arrives ?? false, change.b?.arrives ?? false) {
    case (true, false): 0
    case (false, true): 1
    default: nil
    }
  }

  static func ofUmasks(
    _ names: [String], _ a: Capture, _ b: Capture, _ facts: [FactDifference]
  ) -> MachineCause {
    let (one, other) = (Capture.modeText(a.checkoutUmask), Capture.modeText(b.checkoutUmask))
    let count = max(a.context.entries, b.context.entries)
    return MachineCause(
      code: .umask, side: nil, count: count, items: [],
      facts: facts.filter { $0.name == "system.checkoutUmask" }.map {
        var fact = $0
        fact.relevance = .explains
        return fact
      },
      sentence:
        "the tracked files of \(names[0]) have modes as umask \(one) gives, and those of \(names[1]) as umask \(other)",
      remedy: FactKind.of("system.checkoutUmask").remedy, isOfWholeCheckout: true)
  }

  /// With what is only in the second view told as what reaches the image: the first is a clean checkout.
  func againstCheckout() -> MachineCause {
    guard code == .untracked, side == 1 else { return self }
    var cause = self
    let verb = items.count == 1 ? "reaches" : "reach"
    cause.sentence =
      "\(CauseText.number(items.count)) untracked \(CauseText.noun(items)) \(verb) the image: \(CauseText.list(items))"
    return cause
  }

  /// What explains more entries comes first, then what bites more often.
  func precedes(_ other: MachineCause) -> Bool {
    if count != other.count { return count > other.count }
    let order = ChangeCode.allCases
    let (one, two) = (order.firstIndex(of: code) ?? 0, order.firstIndex(of: other.code) ?? 0)
    if one != two { return one < two }
    return (side ?? -1) < (other.side ?? -1)
  }
}
