import Fingerprints
import Model
import Testing
import Verdicts

@Suite("finding the guilty conditions")
struct AxisSearchTests {
  /// A build whose output depends on the conditions as `result` says; `counted` counts the runs.
  private final class Build: @unchecked Sendable {
    let result: (Variation, Int) -> String
    var count = 0

    init(_ result: @escaping (Variation, Int) -> String) { self.result = result }

    func report(_ variation: Variation) -> RunReport {
      count += 1
      let digest = result(variation, count)
      let fingerprint = Fingerprint(subject: "output x", scheme: "lockstep-v1", digest: digest, text: "")
      return RunReport(
        variation: variation, outcome: .observed(Observation(fingerprints: [fingerprint])), seconds: 0)
    }
  }

  private func guilt(
    _ conditions: [[Axis: String]], budget: Int = 60, _ result: @escaping (Variation, Int) -> String
  ) async -> (guilt: [Guilt], runs: Int) {
    let build = Build(result)
    let runs = conditions.enumerated().map { index, values in
      build.report(
        Variation(run: index + 1, changing: values.map { AxisValue(axis: $0.key, value: $0.value) }))
    }
    build.count = 0
    var search = AxisSearch(runs: runs, budget: budget) { build.report($0) }
    return (await search.search(), build.count)
  }

  /// Every axis at its second value.
  private static let allChanged = Dictionary(uniqueKeysWithValues: Axis.allCases.map { ($0, $0.values[1]) })

  private static func axes(_ guilt: Guilt) -> [Axis] {
    if case .axes(let changes) = guilt.finding { changes.map(\.axis) } else { [] }
  }

  @Test("one guilty axis of all is found alone", arguments: Axis.allCases)
  func alone(_ axis: Axis) async {
    let (guilt, runs) = await guilt([[:], Self.allChanged]) { variation, _ in variation.value(of: axis) ?? "" }
    #expect(guilt.map(Self.axes) == [[axis]])
    #expect(guilt.first.map { $0.agreeing == $0.total && $0.total > 5 } == true)
    // Halving: some runs to be sure that it is steady, then a logarithm.
    #expect(runs < 20)
  }

  @Test("two that only work together are found together", arguments: [(Axis.umask, Axis.cpus), (.path, .checkout)])
  func together(_ first: Axis, _ second: Axis) async {
    let (guilt, _) = await guilt([[:], Self.allChanged]) { variation, _ in
      variation.value(of: first) != first.values[0] && variation.value(of: second) != second.values[0] ? "b" : "a"
    }
    #expect(guilt.map(Self.axes) == [[first, second]])
  }

  @Test("two that each suffice are both named")
  func either() async {
    let (guilt, _) = await guilt([[:], Self.allChanged]) { variation, _ in
      variation.value(of: .umask) != "022" || variation.value(of: .host) != "own" ? "b" : "a"
    }
    #expect(Set(guilt.flatMap(Self.axes)) == [.umask, .host])
    #expect(guilt.count == 2)
  }

  @Test("what changes under the same conditions has no outside cause")
  func unsteady() async throws {
    let (guilt, _) = await guilt([[:], Self.allChanged]) { _, count in String(count) }
    #expect(guilt.map(\.finding) == [.noOutsideCause(distinct: 3, runs: 3)])
  }

  @Test("what depends on the directory of the run is the path's fault")
  func directory() async throws {
    let build = Build { variation, count in String(count) }
    let runs = [[:], Self.allChanged].enumerated().map { index, values in
      build.report(Variation(run: index + 1, changing: values.map { AxisValue(axis: $0.key, value: $0.value) }))
    }
    var search = AxisSearch(runs: runs, budget: 60) { variation in
      let fixed = Build { _, _ in "again" }
      return fixed.report(variation)
    }
    #expect(await search.search().map(Self.axes) == [[.path]])
  }

  @Test("when the runs allowed do not suffice, it says so", arguments: 0..<12)
  func budget(_ budget: Int) async {
    let (guilt, runs) = await guilt([[:], Self.allChanged], budget: budget) { variation, _ in
      variation.value(of: .stdin) ?? ""
    }
    #expect(runs <= budget)
    guard guilt.map(Self.axes) != [[.stdin]] else { return }
    guard case .undecided? = guilt.first?.finding else {
      Issue.record("neither found nor undecided: \(guilt)")
      return
    }
  }

  @Test("random sets of guilty axes are found, and nothing else", arguments: 0..<60 as Range<UInt64>)
  func random(_ seed: UInt64) async {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    func below(_ bound: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(bound))
    }
    let guilty = Axis.allCases.filter { _ in below(8) == 0 }
    guard !guilty.isEmpty else { return }
    let (guilt, _) = await guilt([[:], Self.allChanged], budget: 400) { variation, _ in
      guilty.allSatisfy { variation.value(of: $0) != $0.values[0] } ? "b" : "a"
    }
    #expect(guilt.map(Self.axes) == [guilty], "seed \(seed)")
  }
}
