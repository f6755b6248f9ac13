import Foundation
import TestSupport
import Testing

/// A selection of what Scripts/faults does in full: calls fail, processes are killed, nothing is lost.
@Suite(
  "calls that fail",
  .enabled(if: Tracing.isPossible, "needs strace, python3, git and the right to trace processes"),
  .timeLimit(.minutes(30)))
struct FaultInjectionTests {
  @Test("H144, H149, H151: a call that fails or a kill loses no record, no report and no answer")
  func selection() throws {
    let workspace = try Workspace()
    let seed = UInt32.random(in: 1...999_999)
    let result = try workspace.shell(
      """
      '\(Workspace.project)/Scripts/faults' --binary '\(Workspace.tool)' --sample 16 --kills 8 --seed \(seed) \
        --stages 'run --accept,context hash --rev' --seconds 90
      """)
    #expect(result.status == 0, "\(result.output.suffix(3000)) \(result.errors.suffix(1000))")
    let figures = try #require(
      result.output.firstMatch(of: /([0-9]+) faults injected.* ([0-9]+) kills; 0 rules broken/))
    // On a busy machine time may be up before all are through.
    #expect((Int(figures.1) ?? 0) > 0 && (Int(figures.2) ?? 0) > 0)
  }
}

/// Whether calls of other processes can be made to fail here.
enum Tracing {
  /// A container may forbid it.
  static let isPossible: Bool = {
    guard HostileCase.hasGit, let workspace = try? Workspace() else { return false }
    return
      (try? workspace.shell(
        "python3 --version && strace -f -qq -o log -e inject=close:error=EINTR:when=1 true; test -s log"))?
      .status == 0
  }()
}
