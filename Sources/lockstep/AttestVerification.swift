internal import Attestation
internal import Fingerprints

/// What became of a verification, for people and for scripts.
struct AttestVerification: Encodable {
  struct Line: Encodable {
    var line: Int
    var predicateType: String
    /// `PASSED` or another word; nil for statements of kinds that are not known.
    var result: String?
    var timeVerified: String?
    var levels: [String]?
    var signers: [String]
  }

  struct Named: Encodable {
    var name: String
    var digest: [String: String]
  }

  var schema = "lockstep-attest-verify/v1"
  var verified: Bool
  /// The lines that were believed.
  var statements: [Line]
  /// What was computed here, or given, and is what is attested unless a refusal says otherwise.
  var compared: [Named]
  /// What is attested, and was compared with nothing.
  var notCompared: [Named]
  var refusals: [Refusal]

  init(_ statements: [SignedStatement], _ refusals: [Refusal], compared: [Subject]) {
    verified = refusals.isEmpty
    self.refusals = refusals
    self.statements = statements.map(Self.line)
    self.compared = compared.map { Named(name: $0.name, digest: $0.digests) }
    var seen = Set(compared.map { TextKey($0.name) })
    notCompared = statements.flatMap(\.statement.subjects).filter { seen.insert(TextKey($0.name)).inserted }
      .map { Named(name: $0.name, digest: $0.digests) }
  }

  private static func line(_ signed: SignedStatement) -> Line {
    var line = Line(
      line: signed.line, predicateType: signed.statement.predicate.type, signers: signed.signers.map(\.text))
    switch signed.statement.predicate {
    case .summary(let summary):
      line.result = summary.result.text
      line.timeVerified = summary.timeVerified
      line.levels = summary.levels
    case .testResult(let result): line.result = result.result.text
    case .other: break
    }
    return line
  }

  /// One line a fact, the verdict last.
  var lines: [String] {
    var lines: [String] = []
    for statement in statements {
      let words = [statement.result ?? "ignored", statement.timeVerified.map { "at \($0)" }].compactMap(\.self)
      lines.append("line \(statement.line)  \(statement.predicateType)  \(words.joined(separator: " "))")
      lines += statement.signers.map { "        signed by \($0)" }
      lines += (statement.levels ?? []).map { "        \($0)" }
    }
    let failed = verified ? "compared" : "computed"
    lines += compared.map { "\(failed)  \($0.name)  \(Self.text($0.digest))" }
    lines += notCompared.map { "not compared  \($0.name)  \(Self.text($0.digest))" }
    lines += refusals.map { "refused  \($0)" }
    lines.append(verified ? "VERIFIED" : "REFUSED")
    return lines.map { PathText.visible($0) }
  }

  private static func text(_ digest: [String: String]) -> String {
    digest.sorted { $0.key < $1.key }.map { "\($0.key):\($0.value)" }.joined(separator: " ")
  }
}
