internal import Fingerprints

/// Text from a file on its way into a message.
enum PrintedText {
  /// Safe to print on one line.
  static func of(_ text: String) -> String { PathText.visible(text) }
}
