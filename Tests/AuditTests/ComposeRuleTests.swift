import Audit
import Testing

@Suite("rules about merged compose files")
struct ComposeRuleTests {
  private func lines(_ build: String, _ code: String) -> [Int] {
    Audit.compose(Array("services:\n  app:\n    build:\n\(build)\n".utf8), name: "c.yaml").filter { $0.code == code }
      .map(\.line)
  }

  @Test(
    "what is set nowhere in the repository is found where the build uses it",
    arguments: [
      ("      args: [A]", [4]), ("      args: { A: , B: 1, C: null }", [4, 4]), ("      args: { A: $B }", [4]),
      ("      args: { A: \"${B:-1}\" }", []), ("      args: { A: \"${B:?}\" }", [4]), ("      target: $T", [4]),
      ("      context: a\n      dockerfile: ${D}/x", [5]), ("      dockerfile_inline: |\n        FROM $IMAGE", [4]),
      ("      args: [SOURCE_DATE_EPOCH, HTTP_PROXY, no_proxy]", []), ("      labels: { l: $COMMIT }", []),
      ("      args: [A]\n    environment: [B, \"C=$C\"]", [4]),
    ])
  func environment(_ build: String, _ expected: [Int]) {
    #expect(lines(build, "compose-build-from-environment") == expected)
  }

  @Test(
    "what lies outside is found by its path",
    arguments: [
      ("      context: ..", [4]), ("      context: ~/x", [4]), ("      context: a/../..", [4]),
      ("      context: ..x", []),
      ("      dockerfile: ../D", [4]), ("      context: a\n      dockerfile: ../D", []),
      ("      additional_contexts:\n        a: ./a\n        b: /b", [6]), ("      context: https://h/x.git", []),
      ("      context: ../a\n      dockerfile: D", [4]),
    ])
  func outside(_ build: String, _ expected: [Int]) { #expect(lines(build, "compose-context-outside") == expected) }

  @Test("comments suppress both, and those of an inline Dockerfile are not the compose file's")
  func suppression() {
    let text = """
      services:
        app:
          build:
            # lockstep: ignore=compose-context-outside it is a submodule of the CI
            context: ../a
            # lockstep: ignore=compose-build-from-environment
            target: $T
            dockerfile_inline: |
              # lockstep: ignore=clock-in-layer x
              FROM scratch
      """
    func codes(_ foreign: Set<Int>) -> [String] {
      Audit.compose(Array(text.utf8), name: "c", foreign: foreign).map { "\($0.line) \($0.code)" }
    }
    let both = ["6 suppression-without-reason", "7 compose-build-from-environment"]
    #expect(codes([9, 10]) == both)
    #expect(codes([]) == both + ["9 suppression-without-effect"])
  }

  @Test("a Dockerfile of several builds is looked at with the arguments of each, and a comment counts once")
  func builds() {
    let text = Array(
      "ARG BASE=debian:1\n# lockstep: ignore=base-image-by-tag why\nFROM $BASE\nFROM ${BASE}-slim\n".utf8)
    func messages(_ arguments: [[String: String]]) -> [String] {
      Audit.dockerfile(
        text, name: "D", builds: arguments.map { AuditedBuild(context: nil, arguments: $0) }
      ).filter { ["base-image-by-tag", "suppression-without-effect"].contains($0.code) }.map(\.message)
    }
    #expect(messages([[:]]).count == 1 && messages([[:]])[0].contains("debian:1-slim"))
    let two = messages([["BASE": "a:1"], ["BASE": "a:2"], ["BASE": "a:1"]])
    #expect(two.count == 2 && two[0].contains("a:1-slim") && two[1].contains("a:2-slim"))
    #expect(messages([["OTHER": "x"]]) == messages([[:]]))
  }
}
