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
    let tags = (oneSided(a, than: b, "tag."), oneSided(b, than: a, "tag."))
    if tags.0 != none || tags.1 != none {
      let kind = FactKind.of("tags")
      different.append(
        FactDifference(
          name: "tags", title: kind.title, a: tags.0, b: tags.1, relevance: .could, remedy: kind.remedy))
    }
    return (different.sorted { $0.precedes($1) }, same)
  }

  private static let none = "none"
  private static let mostNames = 3

  /// The names of facts that `facts` has and `others` lacks, as far as they can be told.
  private static func oneSided(_ facts: [String: String], than others: [String: String], _ prefix: String) -> String {
    // Where nothing of the kind is known there is nothing to miss.
    guard others["repo.commit"] != nil else { return none }
    let names = facts.keys.filter { $0.hasPrefix(prefix) && others[$0] == nil }.sorted()
    if names.isEmpty { return none }
    let shown = names.prefix(mostNames).map { String($0.dropFirst(prefix.count)) }.joined(separator: ", ")
    return "\(names.count): \(shown)\(names.count > mostNames ? ", …" : "")"
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
