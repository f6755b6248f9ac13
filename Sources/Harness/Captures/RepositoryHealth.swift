internal import Captures
internal import Fingerprints
public import Model

/// What `doctor` says of the repository around a directory: what will make a build differ from CI, and what to do.
public enum RepositoryHealth {
  /// In order of effect; empty outside of repositories.
  ///
  /// - Throws: ``Breakdown`` when the repository cannot be read.
  public static func facts(in directory: String, _ query: CaptureQuery) async throws(Breakdown) -> [MachineFact] {
    let answer = try await query.answerWithHead(directory)
    let live = answer.capture
    guard let head = answer.head else { return remarks(live) }
    var sides = [
      MachineComparison.Side(name: "a clean checkout", capture: head),
      MachineComparison.Side(name: "the working tree", capture: live),
    ]
    if live.checkoutUmask != head.checkoutUmask {
      for index in sides.indices { sides[index].base = await query.base(of: head, in: directory) }
    }
    let comparison = MachineComparison(sides[0], sides[1], isAgainstCheckout: true)
    var facts = comparison.causes.map {
      MachineFact("context", $0.sentence, problem: $0.remedy ?? "see \"lockstep compare\"")
    }
    let told = Set(comparison.causes.flatMap(\.facts).map(\.name))
    for fact in comparison.others + comparison.causes.flatMap(\.facts).filter({ !$0.name.hasPrefix("context.") })
    where fact.actsOnContext {
      facts.append(
        MachineFact(
          fact.name, "\(fact.title) is \(fact.b) here and \(fact.a) in a clean checkout",
          problem: fact.remedy ?? (told.contains(fact.name) ? "see above" : "make it the same everywhere")))
    }
    facts += remarks(live)
    if facts.isEmpty {
      facts.append(MachineFact("context", "the working tree sends a builder what a clean checkout of HEAD would"))
    }
    return facts
  }

  private static func remarks(_ capture: Capture) -> [MachineFact] {
    capture.remarks.map { MachineFact($0.name, PathText.visible($0.text), problem: $0.remedy) }
  }
}
