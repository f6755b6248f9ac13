/// Lines of a manual page in the macros of man(7), which groff and mandoc both know.
struct Roff {
  private(set) var text = ""

  /// `text` as it is to be read: nothing in it is a request, a dash is one that can be searched for and copied.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\e"
      case "-": result += "\\-"
      case "'": result += "\\(aq"
      case "`": result += "\\(ga"
      case "^": result += "\\(ha"
      case "~": result += "\\(ti"
      case "\"": result += "\\(dq"
      default:
        if scalar.isASCII {
          result.unicodeScalars.append(scalar)
        } else {
          result += "\\[u" + padded(String(scalar.value, radix: 16, uppercase: true)) + "]"
        }
      }
    }
    // A dot or an apostrophe that begins a line would be a request.
    return result.hasPrefix(".") ? "\\&" + result : result
  }

  /// groff wants at least four digits.
  private static func padded(_ hex: String) -> String { String(repeating: "0", count: max(0, 4 - hex.count)) + hex }

  static func bold(_ text: String) -> String { "\\fB" + escaped(text) + "\\fR" }
  static func italic(_ text: String) -> String { "\\fI" + escaped(text) + "\\fR" }

  /// - Parameters:
  ///   - date: as `2026-01-31`; nothing where there is none, so that the same source gives the same bytes.
  mutating func title(_ name: String, section: Int, date: String, source: String) {
    request(".TH", Self.escaped(name.uppercased()), String(section), date, source, "Lockstep manual")
  }

  mutating func section(_ title: String) { request(".SH", Self.escaped(title.uppercased())) }
  mutating func subsection(_ title: String) { request(".SS", Self.escaped(title)) }

  /// - Parameter line: made with ``escaped(_:)``, ``bold(_:)`` and ``italic(_:)``.
  mutating func raw(_ line: String) { text += line + "\n" }

  mutating func line(_ line: String) { raw(Self.escaped(line)) }

  /// Paragraphs, which empty lines separate; `first` without a break, right after a heading or a term.
  mutating func paragraphs(_ paragraphs: String, first: Bool = false) {
    for (index, paragraph) in TextBlock.paragraphs(of: paragraphs).enumerated() {
      if index > 0 || !first { raw(".PP") }
      line(paragraph)
    }
  }

  /// A term, made like ``raw(_:)``, and what it means.
  mutating func term(_ term: String, _ meaning: String) {
    raw(".TP")
    raw(term)
    for (index, paragraph) in TextBlock.paragraphs(of: meaning).enumerated() {
      if index > 0 { raw(".IP") }
      line(paragraph)
    }
  }

  /// Lines that are printed as they are.
  mutating func example(_ lines: String, first: Bool = false) {
    if !first { raw(".PP") }
    raw(".RS 4")
    raw(".nf")
    for line in lines.split(separator: "\n", omittingEmptySubsequences: false) {
      raw(line.isEmpty ? "\\&" : Self.escaped(String(line)))
    }
    raw(".fi")
    raw(".RE")
  }

  private mutating func request(_ words: String...) {
    raw(words.enumerated().map { $0.offset == 0 ? $0.element : "\"\($0.element)\"" }.joined(separator: " "))
  }
}
