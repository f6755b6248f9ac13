import Foundation
import TestSupport
import Testing

/// Readers of other projects come from PyPI: only where that is asked for, as by LOCKSTEP_TEST_PYPI=1 swift test.
@Suite("attestations read by other projects")
struct OtherReadersTests {
  @Test(
    "securesystemslib, in-toto-attestation and sigstore read what is written",
    .enabled(if: ProcessInfo.processInfo.environment["LOCKSTEP_TEST_PYPI"] != nil, "LOCKSTEP_TEST_PYPI is not set"))
  func readers() throws {
    let workspace = try Workspace()
    let result = try workspace.shell("'\(Workspace.project)/Scripts/test-attestations' --tool '\(Workspace.tool)'")
    #expect(result.status == 0, "\(result)")
  }
}
