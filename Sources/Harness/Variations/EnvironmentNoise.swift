/// Variables that a build must not depend on, as a shell full of settings has them.
enum EnvironmentNoise {
  static func variables(_ kind: String?) -> [(name: String, value: String)] {
    switch kind {
    case "noise": noise
    case "large": noise + (0..<200).map { ("LOCKSTEP_NOISE_\($0)", String(repeating: "noise ", count: 80)) }
    default: []
    }
  }

  private static let noise: [(name: String, value: String)] = [
    ("COLUMNS", "37"), ("EDITOR", "/bin/false"), ("GREP_COLORS", "mt=01;31"), ("LINES", "11"),
    ("LS_COLORS", "di=01;34"),
    ("LOCKSTEP_NOISE", "a value with blanks, 'quotes' and ünïcode"), ("MAIL", "/var/mail/nobody"),
    ("PAGER", "/bin/false"),
    ("TERM", "dumb"),
  ]
}
