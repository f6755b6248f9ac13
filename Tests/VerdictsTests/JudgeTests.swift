import Fingerprints
import Model
import Testing
import Verdicts

@Suite("verdicts")
struct JudgeTests {
  private let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
  private let other = "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b"

  private func context(_ text: String) throws -> Fingerprint {
    try Fingerprint(subject: "context", scheme: "lockstep-v1", text: text)
  }

  private func observed(_ run: Int, _ observation: Observation, values: [AxisValue] = []) -> RunReport {
    RunReport(variation: Variation(run: run, values: values), outcome: .observed(observation), seconds: 0)
  }

  private func scenario(_ expect: Expectations = Expectations()) -> Scenario {
    Scenario(name: "s", repository: .workTree(path: "."), expect: expect)
  }

  private func observation() throws -> Observation {
    Observation(fingerprints: [try context("100644 \(empty)  a\n040000 -  d/\n100644 \(empty)  d/b\n")])
  }

  @Test("runs that agree pass; a missing record fails; the matching record passes")
  func agreement() throws {
    let runs = [observed(1, try observation()), observed(2, try observation())]
    #expect(Judge.judge(scenario(), runs: runs, record: .notUsed).verdict == .passed)
    let unrecorded = Judge.judge(scenario(), runs: runs, record: .missing)
    #expect(unrecorded.verdict == .failed && !unrecorded.isAsExpected && unrecorded.mayRecord)
    #expect(unrecorded.causes.map(\.code) == ["record.missing"])
    let record = Record(scenario: "s", fingerprints: try observation().fingerprints)
    let recorded = Judge.judge(scenario(), runs: runs, record: .read(record))
    #expect(recorded.verdict == .passed && recorded.isAsExpected && recorded.record == .matches)
  }

  @Test("a record that differs names the path and the attribute")
  func recordDiffers() throws {
    let record = Record(scenario: "s", fingerprints: [try context("100755 \(empty)  a\n100644 \(other)  x\n")])
    let judgement = Judge.judge(
      scenario(),
      runs: [observed(1, Observation(fingerprints: [try context("100644 \(empty)  a\n100644 \(empty)  x\n")]))],
      record: .read(record))
    #expect(judgement.verdict == .failed && judgement.record == .differs && judgement.mayRecord)
    #expect(judgement.causes.first?.code == "record.differs")
    #expect(
      judgement.causes.first?.details == [
        "changed  a  (mode 100755 → 100644)", "changed  x  (content 6b86b273ff34 → e3b0c44298fc)",
      ])
  }

  @Test("long values are cut where they differ")
  func longValues() throws {
    func image(_ end: String) throws -> Fingerprint {
      let text = "\"" + String(repeating: "x", count: 50) + "\\u0020dir:" + end + "\"  history[0]\n"
      return try Fingerprint(subject: "image config", scheme: "image-config-v1", text: text)
    }
    let judgement = Judge.judge(
      scenario(), runs: [observed(1, Observation(fingerprints: [try image("77")]))],
      record: .read(Record(scenario: "s", fingerprints: [try image("12")])))
    #expect(
      judgement.causes.first?.details == ["changed  history[0]  (value …0020dir:12\" → …0020dir:77\")"],
      "\(judgement.causes.first?.details ?? [])")
  }

  @Test("runs that disagree name the paths and the conditions that separate them")
  func disagreement() throws {
    func values(_ umask: String, _ zone: String) -> [AxisValue] {
      [AxisValue(axis: .umask, value: umask), AxisValue(axis: .timezone, value: zone)]
    }
    let one = Observation(fingerprints: [try context("100644 \(empty)  a\n")])
    let two = Observation(fingerprints: [try context("100644 \(other)  a\n")])
    let judgement = Judge.judge(
      scenario(),
      runs: [
        observed(1, one, values: values("022", "UTC")), observed(2, two, values: values("022", "Asia/Tokyo")),
        observed(3, one, values: values("077", "UTC")),
      ], record: .missing)
    #expect(judgement.verdict == .nondeterministic && judgement.record == .notUsed && !judgement.mayRecord)
    let details = try #require(judgement.causes.first?.details)
    #expect(details.first == "changed  a  (content e3b0c44298fc → 6b86b273ff34)")
    #expect(
      details.suffix(2) == ["conditions that separate the runs:", "  timezone  runs 1, 3: UTC; run 2: Asia/Tokyo"])
  }

  @Test("a condition that was not applied separates nothing")
  func notApplied() throws {
    let values = [AxisValue(axis: .locale, value: "x", notApplied: "not installed")]
    let judgement = Judge.judge(
      scenario(),
      runs: [
        observed(1, Observation(fingerprints: [try context("")]), values: [AxisValue(axis: .locale, value: "C")]),
        observed(2, Observation(fingerprints: [try context("100644 \(empty)  a\n")]), values: values),
      ], record: .notUsed)
    #expect(judgement.causes.first?.details.last == "no varied condition separates the runs, nor do any two together")
  }

  @Test("a fingerprint that only some runs have is a disagreement")
  func absent() throws {
    let judgement = Judge.judge(
      scenario(), runs: [observed(1, try observation()), observed(2, Observation())], record: .notUsed)
    #expect(judgement.verdict == .nondeterministic)
  }

  @Test("one broken run breaks the scenario, whatever the others say")
  func broken() throws {
    let breakdown = Breakdown(.repository, "read tree: gone")
    let judgement = Judge.judge(
      scenario(),
      runs: [
        observed(1, try observation()),
        RunReport(variation: Variation(run: 2, values: []), outcome: .broken(breakdown), seconds: 0),
      ], record: .missing)
    #expect(judgement.verdict == .broken && judgement.breakdown == breakdown && !judgement.mayRecord)
    #expect(judgement.causes.map(\.message) == ["run 2: read tree: gone"])
  }

  @Test("expectations that do not hold are causes with their own codes")
  func expectations() throws {
    var observation = try observation()
    observation.commitContext = try context("")
    observation.locks = [
      LockFacts(
        path: "poetry.lock", format: "poetry.lock", formatVersion: "2.1", packageCount: 2, grade: "C",
        freshness: "stale", freshnessRule: "content-hash", findings: [])
    ]
    let cases: [(Expectations, [String])] = [
      (Expectations(contains: ["a", "d/", "d", "d/b"], excludes: ["b", "d/a", "da"]), []),
      (Expectations(contains: ["c"]), ["expect.contains"]),
      (Expectations(excludes: ["d"]), ["expect.excludes"]), (Expectations(excludes: ["d/"]), ["expect.excludes"]),
      (Expectations(digests: ["lockstep-v1": "sha256:0"]), ["expect.digest"]),
      (Expectations(locks: [LockExpectation(path: "x.lock")]), ["expect.lock"]),
      (Expectations(locks: [LockExpectation(path: "poetry.lock", grade: "A")]), ["lock.grade"]),
      (Expectations(locks: [LockExpectation(path: "poetry.lock", freshness: "fresh")]), ["lock.stale"]),
      (Expectations(locks: [LockExpectation(path: "poetry.lock", packages: 3)]), ["lock.packages"]),
      (Expectations(workTree: .same), ["worktree.differs"]), (Expectations(workTree: .different), []),
    ]
    for (expect, codes) in cases {
      let judgement = Judge.judge(scenario(expect), runs: [observed(1, observation)], record: .notUsed)
      #expect(judgement.causes.map(\.code) == codes, "\(expect)")
      #expect(judgement.verdict == (codes.isEmpty ? .passed : .failed))
    }
  }

  @Test("routes that disagree fail even when all runs agree")
  func routes() throws {
    var observation = try observation()
    observation.disagreeingRoute = try context("")
    let judgement = Judge.judge(scenario(), runs: [observed(1, observation)], record: .notUsed)
    #expect(judgement.causes.map(\.code) == ["routes.disagree"])
  }

  @Test("an expected verdict is met only by that verdict and the named causes")
  func expectedVerdict() throws {
    let runs = [observed(1, try observation())]
    func judge(_ expect: Expectations) -> Judgement { Judge.judge(scenario(expect), runs: runs, record: .notUsed) }
    #expect(judge(Expectations(verdict: .failed, contains: ["c"])).isAsExpected)
    #expect(judge(Expectations(verdict: .failed, contains: ["c"], causes: ["expect.contains"])).isAsExpected)
    #expect(!judge(Expectations(verdict: .failed, contains: ["c"], causes: ["lock.stale"])).isAsExpected)
    #expect(!judge(Expectations(verdict: .failed)).isAsExpected)
    #expect(!judge(Expectations(verdict: .nondeterministic, contains: ["c"])).isAsExpected)
  }

  @Test("an expected failure does not hide a record that differs")
  func expectedFailureAndRecord() throws {
    let expect = Expectations(verdict: .failed, contains: ["c"])
    let record = Record(scenario: "s", fingerprints: [try context("")])
    let judgement = Judge.judge(scenario(expect), runs: [observed(1, try observation())], record: .read(record))
    #expect(judgement.verdict == .failed && !judgement.isAsExpected)
  }
}
