internal import Dockerignore
internal import Glob

/// Lines the build fails on. What is left without them is what the other checks look at.
enum FailingRules {
  static func findings(_ context: inout LintContext) -> [Finding] {
    var findings: [Finding] = []
    var text = context.text
    for line in context.lines {
      guard let problem = problem(with: line) else { continue }
      findings.append(
        context.finding(
          .ruleFails, .error, line: line.line, "\(LintContext.quoted(line.source)) fails the build: \(problem)",
          fix: repair(line)))
      text = text.replacing(line.line, with: nil)
    }
    // Some rules fail only once a path is compared with them.
    while true {
      do throws(IgnoreFileError) {
        try context.use(text)
        break
      } catch {
        guard case .matching(let source) = error.problem else { break }
        findings.append(
          context.finding(
            .ruleFails, .error, line: error.line,
            "\(LintContext.quoted(source)) fails the build as soon as a path is compared with it: the builder makes a "
              + "regular expression of it, and that one is not valid",
            fix: repairedBroken(source, line: error.line)))
        text = text.replacing(error.line, with: nil)
      }
    }
    return findings + controlCharacters(context)
  }

  private static func problem(with line: IgnoreLine) -> String? {
    do throws(IgnoreFileError) {
      _ = try IgnoreFile(patterns: [line.pattern])
      return nil
    } catch {
      switch error.problem {
      case .exclamationMarkAlone: return "\"!\" needs a pattern behind it"
      case .patternSyntax:
        return "a class is not closed or empty, a range in it is broken, or a backslash stands at the end"
      case .lineTooLong, .matching, .tooComplex: return "it is too large"
      }
    }
  }

  /// Quotes what opens a class, or drops a backslash at the end.
  private static func repair(_ line: IgnoreLine) -> Fix? {
    guard line.pattern != [UInt8(ascii: "!")] else {
      return Fix(line: line.line, replacement: nil, outcome: "the line says nothing; without it the file can be read")
    }
    return repairedBroken(line.source, line: line.line)
  }

  private static func repairedBroken(_ source: [UInt8], line: Int) -> Fix? {
    let quoted = [UInt8](
      source.flatMap { byte -> [UInt8] in
        byte == UInt8(ascii: "[") || byte == UInt8(ascii: "]") || byte == UInt8(ascii: "{")
          ? [UInt8(ascii: "\\"), byte] : [byte]
      })
    var candidates = [quoted]
    if source.last == UInt8(ascii: "\\") { candidates.insert(Array(source.dropLast()), at: 0) }
    candidates.append(source.filter { $0 != UInt8(ascii: "\\") })
    for candidate in candidates where candidate != source {
      guard let file = try? IgnoreFile(candidate), file.rules.first?.pattern.form != .broken else { continue }
      return Fix(
        line: line, replacement: String(decoding: candidate, as: UTF8.self),
        outcome: "the builder accepts this line")
    }
    return nil
  }

  /// Patterns travel in the header of a request, which takes printable ASCII only; if one of them holds other
  /// characters, all are encoded and nothing fails. Source: moby/buildkit, session/filesync.
  private static func controlCharacters(_ context: LintContext) -> [Finding] {
    let rules = context.file.rules
    guard !rules.contains(where: { $0.pattern.text.contains { $0 >= 0x80 } }) else { return [] }
    return rules.compactMap { rule in
      guard rule.pattern.text.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { return nil }
      let replaced = rule.source.map { $0 < 0x20 || $0 == 0x7F ? UInt8(ascii: "?") : $0 }
      return context.finding(
        .ruleFails, .error, line: rule.line,
        "\(LintContext.quoted(rule.source)) fails the build: it holds a control character, which the builder's client "
          + "cannot send",
        fix: context.fix(line: rule.line, replaced))
    }
  }
}
