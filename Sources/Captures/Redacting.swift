internal import Fingerprints

/// Finds secrets in text: tokens of known services, keys, and passwords in addresses.
public enum SecretPattern {
  /// The name of the first pattern that `text` matches; nil when it holds none.
  public static func found(in text: String) -> String? {
    patterns.first { text.contains($0.pattern) }?.name
  }

  private struct Named: Sendable {
    let name: String
    // A Regex of constant text holds no state.
    nonisolated(unsafe) let pattern: Regex<Substring>

    init(_ name: String, _ pattern: Regex<Substring>) {
      self.name = name
      self.pattern = pattern
    }
  }

  /// Source: the formats that the services document for their tokens; RFC 7519 and RFC 7468 for JWT and PEM.
  private static let patterns: [Named] = [
    Named("GitHub token", /gh[pousr]_[A-Za-z0-9]{16,}/),
    Named("GitHub token", /github_pat_[A-Za-z0-9_]{16,}/),
    Named("GitLab token", /gl(?:pat|ptt|cbt|dt|rt|soat)-[A-Za-z0-9_-]{16,}/),
    Named("Slack token", /xox[a-z]-[A-Za-z0-9-]{10,}/),
    Named("AWS key", /(?:AKIA|ASIA)[A-Z0-9]{16}/),
    Named("Google key", /AIza[A-Za-z0-9_-]{30,}/),
    Named("Stripe key", /[sr]k_(?:live|test)_[A-Za-z0-9]{16,}/),
    Named("npm token", /npm_[A-Za-z0-9]{30,}/),
    Named("PyPI token", /pypi-[A-Za-z0-9_-]{16,}/),
    Named("Docker token", /dckr_pat_[A-Za-z0-9_-]{16,}/),
    Named("API key", /sk-[A-Za-z0-9_-]{20,}/),
    Named("JWT", /eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*/),
    Named("PEM block", /-----BEGIN [A-Z0-9 ]+-----/),
    Named("password in an address", /:\/\/[^\/\s@]*@/),
    Named("password", /(?i:password|passwd|secret|token|api[-_]?key)[=:][^\s\/]{4,}/),
  ]

  /// Whether the name of a variable says that its value is nobody's business.
  public static func isSecretName(_ name: String) -> Bool {
    let upper = name.uppercased()
    return ["TOKEN", "SECRET", "KEY", "PASS", "CRED", "AUTH", "COOKIE", "SESSION"].contains { upper.contains($0) }
  }

  /// Whether the content of a file of this name is guarded: even its digest would help to guess it.
  static func isGuarded(_ path: String) -> Bool {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let lower = name.lowercased()
    return lower.hasPrefix(".env") || lower.hasSuffix(".pem") || lower.hasSuffix(".key") || lower.hasPrefix("id_")
      || lower.hasSuffix(".p12") || lower.hasSuffix(".pfx") || lower == ".netrc" || lower == ".pypirc"
      || lower == ".npmrc"
  }
}

/// The words that two people type on both sides, so that what is secret can be compared and not read.
public struct PairWords: Sendable {
  private let key: [UInt8]

  /// - Parameter words: any text, such as three words with hyphens between them.
  public init(_ words: String) { key = Array(words.utf8) }

  /// 64 digits.
  public func code(_ message: [UInt8]) -> String? { try? MessageCode.sha256(key: key, message).hex }
}
