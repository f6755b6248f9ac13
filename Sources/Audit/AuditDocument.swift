/// The documentation of the rules, made of the rules.
public enum AuditDocument {
  /// `docs/audit.md`.
  public static var markdown: String {
    var text = """
      # Audit rules

      What makes two builds of the same commit differ. This file is made of the rules in `Sources/Audit/Rules`; their
      examples are run as tests.

      An **error** makes any two builds differ, or there is no build. A **warning** makes them differ as soon as something
      outside of the repository changes. A **note** is worth knowing.

      What stays as it is gets a comment right above its instruction, with the reason:

      ```dockerfile
      # lockstep: ignore=apt-unpinned,apt-lists-left this stage only runs tests
      RUN apt-get update && apt-get install -y curl
      ```

      | code | severity | in | meaning |
      |---|---|---|---|

      """
    for rule in AuditRule.all {
      text +=
        "| [`\(rule.code)`](#\(rule.code)) | \(rule.severity.rawValue) | \(rule.subject.rawValue) | \(rule.title) |\n"
    }
    for rule in AuditRule.all { text += section(rule) }
    return text
  }

  private static func section(_ rule: AuditRule) -> String {
    let language: String
    switch rule.subject {
    case .dockerfile: language = "dockerfile"
    case .compose: language = "yaml"
    case .daemon: language = "json"
    }
    return """

      ## \(rule.code)

      \(rule.title) \(rule.why)

      \(rule.fix)

      \(example(rule.bad, "Found in line \(rule.bad.line)", language))
      \(example(rule.good, "Not found", language))
      """
  }

  private static func example(_ example: AuditRule.Example, _ title: String, _ language: String) -> String {
    let context = example.context.map { ", with \($0.map { "`\($0)`" }.joined(separator: ", ")) in the context" } ?? ""
    return "\(title)\(context):\n\n```\(language)\n\(example.text)```\n"
  }
}
