/// A fact that is not the same on both sides.
public struct FactDifference: Hashable, Sendable, Codable {
  /// What it has to do with the differences that were found.
  public enum Relevance: String, Hashable, Sendable, Codable {
    /// Without it some of them would not be there.
    case explains
    /// It can have a part in a build, and that cannot be told from what was read.
    case could
    /// Nothing that it changes is different.
    case cannot
  }

  public var name: String
  /// For people.
  public var title: String
  public var a: String
  public var b: String
  public var relevance: Relevance
  /// Why it cannot explain anything; nil otherwise.
  public var reason: String?
  public var remedy: String?

  var kind: FactKind { FactKind.of(name) }

  /// All that differ, by rank and name, and how many do not.
  static func between(_ a: [String: String], _ b: [String: String]) -> (different: [FactDifference], same: Int) {
    var different: [FactDifference] = []
    var same = 0
    for (name, value) in a {
      guard let other = b[name] else { continue }
      if value == other {
        same += 1
      } else {
        let kind = FactKind.of(name)
        different.append(
          FactDifference(
            name: name, title: kind.title(of: name), a: value, b: other, relevance: .could, remedy: kind.remedy))
      }
    }
    // A tag, a submodule or a lockfile that only one side has.
    for (name, value) in a where b[name] == nil && isListed(name) { different.append(oneSided(name, value, "none")) }
    for (name, value) in b where a[name] == nil && isListed(name) { different.append(oneSided(name, "none", value)) }
    return (different.sorted { $0.precedes($1) }, same)
  }

  private static func isListed(_ name: String) -> Bool { false }

  private static func oneSided(_ name: String, _ a: String, _ b: String) -> FactDifference {
    let kind = FactKind.of(name)
    return FactDifference(name: name, title: kind.title(of: name), a: a, b: b, relevance: .could, remedy: kind.remedy)
  }

  /// With its relevance, when `codes` are the differences that were found.
  func judged(_ codes: Set<ChangeCode>) -> FactDifference {
    var judged = self
    if let reason = Self.impossible(kind.effect, codes) { (judged.relevance, judged.reason) = (.cannot, reason) }
    return judged
  }

  /// Why a fact with this effect explains nothing; nil when it could.
  private static func impossible(_ effect: FactKind.Effect, _ codes: Set<ChangeCode>) -> String? {
    func unless(_ possible: ChangeCode..., reason: String) -> String? {
      codes.isDisjoint(with: possible) ? reason : nil
    }
    switch effect {
    case .build: return nil
    case .nothing: return "a builder does not see it"
    case .lineEnds: return unless(.lineEnds, reason: "no entry differs in ends of lines")
    case .modes: return unless(.umask, .executableBit, reason: "no entry differs in its mode")
    case .presence: return unless(.untracked, .missing, .only, reason: "no entry is on one side only")
    case .rules: return unless(.ignoreRule, reason: "the rules let the same entries through")
    case .names: return unless(.pathCase, .pathUnicode, reason: "no name differs in case or form")
    case .links: return unless(.linkAsFile, .linkTarget, .type, reason: "no link differs")
    case .largeFiles: return unless(.largeFile, reason: "no file is a pointer on one side only")
    case .submodules: return unless(.submodule, reason: "no entry of it reaches the image")
    case .attributes: return unless(.attributes, reason: "no entry differs in it")
    case .contents: return unless(.commit, .modified, .content, .missing, reason: "no content differs")
    }
  }

  /// What could matter comes first, then what bites more often.
  func precedes(_ other: FactDifference) -> Bool {
    let (one, two) = (relevance == .cannot ? 1 : 0, other.relevance == .cannot ? 1 : 0)
    if one != two { return one < two }
    if kind.rank != other.kind.rank { return kind.rank < other.kind.rank }
    return name.utf8.lexicographicallyPrecedes(other.name.utf8)
  }
}
