internal import Fingerprints
public import Model

/// What is known of a scenario's record when it is judged.
public enum KnownRecord: Sendable {
  /// The scenario keeps none.
  case notUsed
  /// There is no file yet.
  case missing
  case read(Record)
}

/// What a scenario came to, and why.
public struct Judgement: Sendable {
  public let verdict: Verdict
  /// Most telling first.
  public let causes: [Cause]
  public let breakdown: Breakdown?
  public let record: RecordStatus
  /// Whether verdict, causes and record are what the scenario was written for.
  public let isAsExpected: Bool
  /// Whether all is as expected but for the record, so that a new one may be written.
  public let mayRecord: Bool
}

/// Turns runs, expectations and the record into a verdict.
public enum Judge {
  /// Whether runs that came to an end disagree about anything.
  public static func disagree(_ runs: [RunReport]) -> Bool { !RunAgreement.disagreements(runs).isEmpty }

  /// Judges the runs of `scenario`; there is at least one.
  ///
  /// What cannot be found out is broken; runs that disagree are nondeterministic, whatever else is wrong;
  /// what was not expected or not recorded has failed. A missing record fails too: with nothing to compare
  /// with, nothing was verified.
  ///
  /// - Parameters:
  ///   - guilt: what further runs found out about a disagreement; empty when none were made.
  ///   - explanations: in which attributes trees differ, where that was found out.
  ///   - newSchemes: schemes of contexts that were observed to be added to the record.
  public static func judge(
    _ scenario: Scenario, runs: [RunReport], record: KnownRecord, guilt: [Guilt] = [],
    explanations: [Explanation] = [], newSchemes: Set<String> = []
  ) -> Judgement {
    let (verdict, causes, breakdown) = verdictWithoutRecord(scenario, runs, guilt, explanations)
    let unmet = CauseExpectation.unmet(scenario.expect, verdict: verdict, causes: causes)
    let fits = verdict == scenario.expect.verdict && unmet.isEmpty
    var all = causes + unmet
    let agrees = verdict == .passed || verdict == .failed
    var status = RecordStatus.notUsed
    if agrees, let observation = runs.lazy.compactMap(\.observation).first {
      switch record {
      case .notUsed: break
      case .missing:
        status = .missing
        if fits {
          all.append(
            Cause(
              code: CauseCode.recordMissing, message: "the scenario has no record yet",
              remedy: "run \"lockstep run --accept\" on it and commit the record, or say \"record: false\""))
        }
      case .read(let record):
        let differing = RecordCheck.causes(record, observation.fingerprints, newSchemes: newSchemes)
        status = differing.isEmpty ? .matches : .differs
        all += Explanation.added(explanations, to: differing)
      }
    }
    let recordHolds = status == .notUsed || status == .matches
    return Judgement(
      verdict: verdict == .passed && !recordHolds ? .failed : verdict, causes: all, breakdown: breakdown,
      record: status, isAsExpected: fits && recordHolds, mayRecord: fits && agrees)
  }

  private static func verdictWithoutRecord(
    _ scenario: Scenario, _ runs: [RunReport], _ guilt: [Guilt], _ explanations: [Explanation]
  ) -> (Verdict, [Cause], Breakdown?) {
    let broken = runs.compactMap { run -> (Int, Breakdown)? in
      if case .broken(let breakdown) = run.outcome { return (run.variation.run, breakdown) }
      return nil
    }
    if let (_, first) = broken.first { return (.broken, brokenCauses(broken, of: runs.count), first) }
    // What explains a disagreement stands behind it.
    let disagreements = RunAgreement.causes(runs, isExplained: !guilt.isEmpty).flatMap { cause in
      [cause] + GuiltText.causes(guilt.filter { $0.subject == cause.subject })
        + Explanation.added(explanations, to: [cause]).dropFirst()
    }
    guard let observation = runs.first?.observation else { return (.broken, [], nil) }
    let unmet = Explanation.added(
      explanations, to: ExpectationCheck(expect: scenario.expect, observation: observation).causes)
    if !disagreements.isEmpty { return (.nondeterministic, disagreements + unmet, nil) }
    return (unmet.isEmpty ? .passed : .failed, unmet, nil)
  }

  private static func brokenCauses(_ broken: [(Int, Breakdown)], of total: Int) -> [Cause] {
    var messages: [(breakdown: Breakdown, runs: [Int])] = []
    for (run, breakdown) in broken {
      if let index = messages.firstIndex(where: { $0.breakdown == breakdown }) {
        messages[index].runs.append(run)
      } else {
        messages.append((breakdown, [run]))
      }
    }
    return messages.map { entry in
      let place = entry.runs.count == total ? "" : "run \(entry.runs.map(String.init).joined(separator: ", ")): "
      return Cause(entry.breakdown, place: place)
    }
  }
}
