/// A piece of the manual, shown on a terminal and in a manual page.
public enum TextBlock: Sendable {
  case heading(String)
  /// Running text; an empty line begins a new paragraph.
  case paragraph(String)
  /// Terms with what each means.
  case terms([(term: String, meaning: String)])
  /// Lines that stay as they are.
  case example(String)

  /// The paragraphs of `text`, each on one line.
  static func paragraphs(of text: String) -> [String] {
    text.split(separator: "\n\n").map { paragraph in
      paragraph.split(whereSeparator: \.isNewline).joined(separator: " ")
    }.filter { !$0.isEmpty }
  }
}
