/// Blocks as lines of a terminal.
struct WrappedText {
  /// Columns; never less than 20, where nothing could be read.
  let width: Int
  private static let indent = 2

  init(width: Int) { self.width = max(20, width) }

  /// Ends without a newline.
  func text(_ blocks: [TextBlock]) -> String {
    var lines: [String] = []
    for block in blocks {
      if !lines.isEmpty { lines.append("") }
      switch block {
      case .heading(let title): lines.append(title.uppercased())
      case .paragraph(let text):
        for (index, paragraph) in TextBlock.paragraphs(of: text).enumerated() {
          if index > 0 { lines.append("") }
          lines += wrapped(paragraph, indent: 0)
        }
      case .terms(let terms): for term in terms { lines += self.lines(of: term, among: terms.map(\.term)) }
      case .example(let text):
        lines += text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : "    " + $0 }
      }
    }
    return lines.joined(separator: "\n")
  }

  /// The term, and what it means beside it, or below where it is long.
  private func lines(of item: (term: String, meaning: String), among terms: [String]) -> [String] {
    let fitting = terms.map(\.count).filter { $0 <= 18 && $0 * 3 <= width }
    let column = min((fitting.max() ?? 8) + 2 * Self.indent, width / 3)
    let head = String(repeating: " ", count: Self.indent) + item.term
    var lines: [String] = []
    for (index, paragraph) in TextBlock.paragraphs(of: item.meaning).enumerated() {
      let wrapped = wrapped(paragraph, indent: column)
      if index == 0, head.count + 2 <= column, let first = wrapped.first {
        lines.append(head + first.dropFirst(head.count))
        lines += wrapped.dropFirst()
      } else {
        if index == 0 { lines += self.wrapped(item.term, indent: Self.indent) }
        lines += wrapped
      }
    }
    return lines.isEmpty ? self.wrapped(item.term, indent: Self.indent) : lines
  }

  /// A word that is longer than a line has one to itself.
  private func wrapped(_ paragraph: String, indent: Int) -> [String] {
    let margin = String(repeating: " ", count: indent)
    var lines: [String] = []
    var line = ""
    for word in paragraph.split(separator: " ") {
      if !line.isEmpty, indent + line.count + 1 + word.count > width {
        lines.append(margin + line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    return line.isEmpty ? lines : lines + [margin + line]
  }
}
