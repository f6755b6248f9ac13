import Audit
import Foundation
import Testing

@Suite("docs/audit.md")
struct AuditDocumentTests {
  private static var file: URL {
    var package = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { package.deleteLastPathComponent() }
    return package.appendingPathComponent("docs/audit.md")
  }

  /// With `LOCKSTEP_WRITE_DOCS` set the file is written instead, for whoever changed a rule.
  @Test("is what the rules say")
  func isCurrent() throws {
    let expected = Data(AuditDocument.markdown.utf8)
    if ProcessInfo.processInfo.environment["LOCKSTEP_WRITE_DOCS"] != nil { try expected.write(to: Self.file) }
    let written = try Data(contentsOf: Self.file)
    #expect(written == expected, "write it anew: LOCKSTEP_WRITE_DOCS=1 swift test --filter AuditDocumentTests")
  }
}
