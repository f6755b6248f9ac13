/// The subjects of fingerprints of outputs.
enum OutputSubject {
  private static let prefix = "output "

  static func name(_ pattern: String) -> String { prefix + pattern }

  /// Nil when `subject` is that of something else.
  static func pattern(of subject: String) -> String? {
    subject.hasPrefix(prefix) ? String(subject.dropFirst(prefix.count)) : nil
  }
}
