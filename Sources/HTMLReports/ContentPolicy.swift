internal import Fingerprints
internal import Foundation

/// What the page lets a browser do: its own style and its own script, and nothing else.
enum ContentPolicy {
  static let text =
    "default-src 'none'; style-src '\(hash(PageParts.style))'; script-src '\(hash(PageParts.script))'; "
    + "base-uri 'none'; form-action 'none'"

  /// Without a digest the policy names a wrong one: the page is plain then, not open.
  private static func hash(_ text: String) -> String {
    let digest = try? SHA256Digest.of(Array(text.utf8))
    return "sha256-" + Data(digest?.bytes ?? []).base64EncodedString()
  }
}
