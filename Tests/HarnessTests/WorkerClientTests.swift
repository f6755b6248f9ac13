import Foundation
import Harness
import Limits
import Model
import TestSupport
import Testing

/// A program in the place of a worker, which does not do what a worker does.
@Suite("workers that fail", .timeLimit(.minutes(30)))
struct WorkerClientTests {
  private func breakdown(_ script: String, timeLimit: UInt32 = 20) async throws -> (Breakdown, seconds: Double) {
    let workspace = try Workspace()
    try workspace.write("script", "#!/bin/sh\n\(script)\n", mode: 0o755)
    // Copied by another process: what is open for writing here, a child of another test could keep open.
    try #require(try workspace.shell("cp script worker").status == 0)
    let file = workspace.work + "/worker"
    let start = Date()
    let facts = await ConfinementFacts.collect(WorkerClient(timeLimit: timeLimit, program: file))
    let fact = try #require(facts.first)
    #expect(facts.count == 1)
    return (Breakdown(.repository, fact.value, remedy: fact.problem), Date().timeIntervalSince(start))
  }

  @Test("one that dies, by itself or by a signal, is said to have died")
  func dies() async throws {
    let status = try await breakdown("echo oops >&2; exit 3").0
    #expect(status.message.contains("it ended with status 3: oops"))
    let signal = try await breakdown("kill -SEGV $$").0
    #expect(signal.message.contains("ended by signal 11 (Segmentation fault)"))
    let memory = try await breakdown("exit 9").0
    #expect(memory.message.contains("more memory than there is or than the limit of 4 GiB"))
    #expect(memory.remedy?.contains("--limits memory=SIZE") == true)
  }

  @Test("one that hangs, deaf to every signal that can be ignored, is ended with all it started")
  func hangs() async throws {
    let (late, seconds) = try await breakdown(
      "trap '' ALRM TERM INT HUP; sleep 600 & sleep 600; sleep 600", timeLimit: 1)
    #expect(late.message.contains("took longer than 1 s"))
    #expect(late.remedy?.contains("--timeout") == true)
    #expect(seconds < 30)
  }

  @Test("one that babbles is not believed")
  func babbles() async throws {
    for script in ["echo hello", "printf '{\"context\":'", ":", "printf '\\033[2J\\000\\377'"] {
      let nonsense = try await breakdown(script).0
      #expect(nonsense.message.contains("its answer could not be understood"))
    }
  }

  @Test("one that says control bytes as it dies has them shown, not sent")
  func escapes() async throws {
    let died = try await breakdown("printf '\\033[2Jx\\n' >&2; exit 1").0
    #expect(died.message.contains("\\u{1b}[2Jx"))
  }
}
