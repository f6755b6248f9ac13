public import Audit
public import Testing

/// Failures name the rule by its code.
extension AuditRule: CustomTestStringConvertible {
  public var testDescription: String { code }
}

@Suite("the rules' examples")
struct RuleExampleTests {
  static func findings(_ example: AuditRule.Example, of rule: AuditRule) -> [AuditFinding] {
    let bytes = Array(example.text.utf8)
    switch rule.subject {
    case .dockerfile:
      let context = example.context.map { files in
        // The examples' ignore files keep what the examples have.
        ContextAnswers { path in
          files.contains { $0.utf8.elementsEqual(path) }
        } contains: { path in
          files.contains { $0.utf8.elementsEqual(path) }
        }
      }
      return Audit.dockerfile(bytes, name: "Dockerfile", context: context)
    case .compose: return Audit.compose(bytes, name: "compose.yaml")
    case .daemon: return Audit.daemon(bytes, name: "daemon.json")
    }
  }

  @Test("what is bad is found where it is, and nothing else", arguments: AuditRule.all)
  func bad(_ rule: AuditRule) {
    let findings = Self.findings(rule.bad, of: rule)
    // Notes are about whole files, so that short examples have some.
    let told = findings.filter { $0.severity > .note || $0.code == rule.code }
    #expect(told.map { "\($0.line) \($0.code)" } == ["\(rule.bad.line) \(rule.code)"])
    #expect(told.first?.severity == rule.severity)
    #expect(told.first?.why == rule.why && told.first?.fix == rule.fix)
  }

  @Test("what is good is not", arguments: AuditRule.all)
  func good(_ rule: AuditRule) {
    let findings = Self.findings(rule.good, of: rule)
    #expect(!findings.contains { $0.code == rule.code })
    #expect(findings.filter { $0.severity > .note }.map { "\($0.line) \($0.code)" } == [])
  }

  @Test("codes are in kebab-case and each is there once")
  func codes() {
    let codes = AuditRule.all.map(\.code)
    #expect(Set(codes).count == codes.count)
    for code in codes {
      #expect(code.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x2D } && !code.hasPrefix("-"), "\(code)")
    }
  }

  @Test("every text is a sentence", arguments: AuditRule.all)
  func sentences(_ rule: AuditRule) {
    for text in [rule.title, rule.why] {
      #expect(text.hasSuffix(".") && !text.contains("\n") && !text.contains("|"), "\(text)")
    }
  }
}
