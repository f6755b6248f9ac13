internal import Fingerprints

/// Text from a file on its way into a message.
enum PrintedText {
  private static let head = 400
  private static let tail = 150

  /// Safe to print on one line, and no longer than a paragraph: of more there is the beginning and the end.
  static func of(_ text: String) -> String {
    let visible = PathText.visible(text)
    guard visible.utf8.count > head + tail + 50 else { return visible }
    let scalars = visible.unicodeScalars
    guard scalars.count > head + tail + 50 else { return visible }
    return String(scalars.prefix(head)) + " […] " + String(scalars.suffix(tail))
  }
}
