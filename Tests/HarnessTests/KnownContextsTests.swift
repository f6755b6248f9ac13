import Fingerprints
import Model
import Testing

@testable import Harness

@Suite("contexts that a suite has read from objects")
struct KnownContextsTests {
  private func observation(_ digest: String, tree: String = "t1") -> Observation {
    var observation = Observation(
      fingerprints: [Fingerprint(subject: "context", scheme: "lockstep-v1", digest: digest, text: "")])
    observation.objectContext = ObjectContext(tree: tree, warnings: ["w"])
    return observation
  }

  private func scenario(_ build: BuildStep? = nil) -> Scenario {
    var scenario = Scenario(name: "s", repository: .repository(path: "r", revision: "main"))
    scenario.build = build
    return scenario
  }

  @Test("are known once each, by repository and by what is chosen of it")
  func learns() {
    let known = KnownContexts()
    for _ in 0..<3 { known.learn("r", scenario(), from: observation("d")) }
    #expect(known.of("r", scenario()) == [KnownContext(tree: "t1", digest: "d", warnings: ["w"])])
    #expect(known.of("other", scenario()).isEmpty && known.of("", scenario()).isEmpty)
    var other = scenario()
    other.context.directory = "api"
    #expect(known.of("r", other).isEmpty)
    other = scenario()
    other.paths = .strict
    #expect(known.of("r", other).isEmpty)
  }

  @Test("a run that started a program, one whose routes disagree and one that read none teach nothing")
  func refuses() {
    let known = KnownContexts()
    var disagreeing = observation("d")
    disagreeing.disagreeingRoute = Fingerprint(subject: "context", scheme: "lockstep-v1", digest: "e", text: "")
    var none = observation("d")
    none.objectContext = nil
    known.learn("r", scenario(), from: disagreeing)
    known.learn("r", scenario(), from: none)
    known.learn("", scenario(), from: observation("d"))
    #expect(known.of("r", scenario()).isEmpty)
  }

  @Test("of many trees the first are kept")
  func bounded() {
    let known = KnownContexts()
    for tree in 0..<100 { known.learn("r", scenario(), from: observation("d", tree: "t\(tree)")) }
    #expect(known.of("r", scenario()).count == 64)
  }
}
