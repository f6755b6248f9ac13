/// Takes out the findings that comments in the file speak of, and reports the comments that do not do their work.
struct Suppressing {
  /// A suppression with the lines that it covers; empty where it stands above nothing.
  struct Scope {
    let suppression: Suppression
    let lines: ClosedRange<Int>?
  }

  let scopes: [Scope]

  /// - Parameter covered: the last line of what begins at a line, nil where nothing begins.
  /// - Parameter comments: the lines that are comments, ascending.
  init(_ text: PhysicalText, comments: [Int], covered: (Int) -> Int?) {
    var scopes: [Scope] = []
    var end = 0
    for (offset, number) in comments.enumerated().reversed() {
      // Where the block of comments ends that this one is in.
      let isLast = offset + 1 >= comments.count || comments[offset + 1] != number + 1
      if isLast { end = number }
      guard let suppression = Suppression(text[number], line: number) else { continue }
      scopes.append(Scope(suppression: suppression, lines: covered(end + 1).map { (end + 1)...max(end + 1, $0) }))
    }
    self.scopes = scopes.reversed()
  }

  /// What is left, and what is to be said about the comments themselves.
  func apply(to findings: [AuditFinding], file: String) -> [AuditFinding] {
    guard !scopes.isEmpty else { return findings }
    let codes = Set(AuditRule.all.map(\.code))
    var found: [Int: [String: [Int]]] = [:]
    for (index, finding) in findings.enumerated() {
      found[finding.line, default: [:]][finding.code, default: []].append(index)
    }
    // Comments above one another are about the same lines, which are gone through once.
    var inRange: [Int: [String: [Int]]] = [:]
    var isSuppressed = Array(repeating: false, count: findings.count)
    var added: [AuditFinding] = []
    for scope in scopes {
      let suppression = scope.suppression
      guard suppression.hasReason else {
        added.append(
          AuditRule.suppressionWithoutReason.finding(
            AuditRule.Hit(suppression.line, "no reason is given for ignoring \(Self.list(suppression.codes))"), in: file
          ))
        continue
      }
      if let lines = scope.lines, inRange[lines.lowerBound] == nil {
        inRange[lines.lowerBound] = lines.reduce(into: [:]) { result, line in
          for (code, indices) in found[line] ?? [:] { result[code, default: []] += indices }
        }
      }
      var idle: [String] = []
      for code in suppression.codes {
        let hit = scope.lines.flatMap { inRange[$0.lowerBound]?[code] } ?? []
        for index in hit { isSuppressed[index] = true }
        if hit.isEmpty { idle.append(codes.contains(code) ? code : "\(code), which is no rule") }
      }
      guard !idle.isEmpty || suppression.codes.isEmpty else { continue }
      let place =
        scope.lines == nil ? "the comment is above no instruction" : "there is nothing to ignore of \(Self.list(idle))"
      added.append(
        AuditRule.suppressionWithoutEffect.finding(AuditRule.Hit(suppression.line, place), in: file))
    }
    return findings.indices.filter { !isSuppressed[$0] }.map { findings[$0] } + added
  }

  private static func list(_ codes: [String]) -> String { codes.isEmpty ? "nothing" : codes.joined(separator: ", ") }
}
