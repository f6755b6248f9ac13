internal import Fingerprints

/// Finds what was changed in a file of which only the digest is left, by making the likely changes to the other side.
enum DigestGuess {
  /// Larger files are not guessed at: each guess hashes the whole of it.
  private static let limit = 4 << 20

  /// The smallest set of changes that gives `bytes` the `digest`, with values for people that name the known side
  /// first; nil when none does.
  static func changes(
    _ bytes: [UInt8], to digest: SHA256Digest
  ) -> [(which: TextNeutralising, known: String, other: String)]? {
    guard bytes.count <= limit, TextNeutralising.isText(bytes) else { return nil }
    let plain = Form(bytes)
    for form in plain.others where (try? SHA256Digest.of(form.bytes)) == digest {
      return plain.changes(to: form)
    }
    return nil
  }

  /// A text by what may vary in it.
  private struct Form {
    enum Ends: String {
      case asIs = "mixed"
      case lineFeed = "LF"
      case both = "CRLF"
    }

    /// Without mark, keywords, carriage returns before line feeds and newlines at the end, unless kept as they are.
    let body: [UInt8]
    var hasMark: Bool
    var ends: Ends
    var newlines: Int
    var isExpanded: Bool

    init(_ bytes: [UInt8]) {
      hasMark = bytes.starts(with: TextNeutralising.mark)
      let plain = TextNeutralising.byteOrderMark.neutral(bytes)
      isExpanded = TextNeutralising.unexpanded(plain) != plain
      let lineFeeds = TextNeutralising.withLineFeeds(plain)
      let pairs = plain.count - lineFeeds.count
      ends = pairs == 0 ? .lineFeed : pairs == plain.count { $0 == 0x0A } ? .both : .asIs
      let source = ends == .asIs ? plain : lineFeeds
      body = TextNeutralising.withoutFinalNewlines(source)
      newlines = source[body.count...].count { $0 == 0x0A }
    }

    /// Forms with up to three changes, those with fewer first.
    var others: [Form] {
      var forms: [(changes: Int, form: Form)] = []
      for mark in [hasMark, !hasMark] {
        for ends in ends == .asIs ? [Ends.asIs, .lineFeed, .both] : [Ends.lineFeed, .both] {
          for newlines in [newlines, 0, 1, newlines + 1] {
            for expanded in isExpanded ? [true, false] : [false] {
              var form = self
              (form.hasMark, form.ends, form.newlines, form.isExpanded) = (mark, ends, newlines, expanded)
              forms.append((changes(to: form).count, form))
            }
          }
        }
      }
      return forms.enumerated().sorted { ($0.element.changes, $0.offset) < ($1.element.changes, $1.offset) }
        .map(\.element.form).filter { !changes(to: $0).isEmpty }
    }

    var bytes: [UInt8] {
      var text = body + [UInt8](repeating: 0x0A, count: newlines)
      if ends != .asIs { text = TextNeutralising.withLineFeeds(text) }
      if !isExpanded { text = TextNeutralising.unexpanded(text) }
      if ends == .both { text = text.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] } }
      return (hasMark ? TextNeutralising.mark : []) + text
    }

    func changes(to other: Form) -> [(which: TextNeutralising, known: String, other: String)] {
      var changes: [(which: TextNeutralising, known: String, other: String)] = []
      if hasMark != other.hasMark {
        changes.append((.byteOrderMark, hasMark ? "with" : "without", other.hasMark ? "with" : "without"))
      }
      if isExpanded != other.isExpanded { changes.append((.keyword, "$Id$ expanded", "not expanded")) }
      if ends != other.ends { changes.append((.lineEnds, ends.rawValue, other.ends.rawValue)) }
      if newlines != other.newlines {
        changes.append((.finalNewline, "\(newlines)", "\(other.newlines) newlines at the end"))
      }
      return changes
    }
  }
}
