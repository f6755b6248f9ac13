internal import Dockerignore
internal import Fingerprints

/// What all checks share: the rules that can be used, and what they make of the tree.
struct LintContext {
  let subject: Lint.Subject
  let text: IgnoreText
  let lines: [IgnoreLine]
  /// The rules without the lines the builder fails on.
  private(set) var file: IgnoreFile
  private(set) var workingText: IgnoreText
  private(set) var listing: AdviceTree.Listing
  let effort = Effort()

  var tree: AdviceTree { subject.tree }

  init(_ subject: Lint.Subject) throws(IgnoreFileError) {
    self.subject = subject
    text = IgnoreText(subject.bytes)
    lines = try IgnoreLine.read(subject.bytes)
    file = .empty
    workingText = text
    listing = AdviceTree([]).emptyListing
  }

  /// Takes `text` for the rules from here on.
  ///
  /// - Throws: ``IgnoreFileError`` where the builder fails on it, with this tree.
  mutating func use(_ text: IgnoreText) throws(IgnoreFileError) {
    let rules = try IgnoreFile(text.bytes)
    listing = try tree.listing(by: ContextFilter(ignoring: rules))
    file = rules
    workingText = text
  }

  /// What becomes of the context with `text` for rules; nil where the builder fails, or when enough was tried.
  func trial(_ text: IgnoreText) -> AdviceTree.Listing? {
    guard effort.spend(tree.entries.count + 100 * lines.count) else { return nil }
    do throws(IgnoreFileError) {
      return try tree.listing(by: ContextFilter(ignoring: try IgnoreFile(text.bytes)))
    } catch {
      return nil
    }
  }

  /// Tries a change of the line `number`, or an addition at the end when nil.
  func fix(line number: Int?, _ replacement: [UInt8]?) -> Fix? {
    let shown = replacement.map { String(decoding: $0, as: UTF8.self) }
    guard !effort.isExhausted else { return Fix(line: number, replacement: shown, outcome: Effort.notTried) }
    let changed: IgnoreText
    if let number {
      changed = workingText.replacing(number, with: replacement)
    } else if let replacement {
      changed = workingText.appending(replacement)
    } else {
      return nil
    }
    let after = trial(changed)
    guard after != nil || effort.isExhausted else { return nil }
    return Fix(
      line: number, replacement: shown, outcome: after.map { outcome(from: listing, to: $0) } ?? Effort.notTried)
  }

  /// What changed between two listings, in words.
  func outcome(from before: AdviceTree.Listing, to after: AdviceTree.Listing) -> String {
    let indices = tree.entries.indices
    let removed = indices.filter { before.isListed[$0] && !after.isListed[$0] }
    let added = indices.filter { !before.isListed[$0] && after.isListed[$0] }
    let mended = before.arrivingEmpty.count - after.arrivingEmpty.count
    var parts: [String] = []
    if !removed.isEmpty { parts.append("removes \(amount(removed)) from the context") }
    if !added.isEmpty { parts.append("adds \(amount(added)) to the context") }
    if mended > 0 { parts.append("\(mended == 1 ? "1 file arrives" : "\(mended) files arrive") whole again") }
    return parts.isEmpty ? "the context stays the same" : parts.joined(separator: "; ")
  }

  private func amount(_ indices: [Int]) -> String {
    "\(indices.count == 1 ? "1 entry" : "\(indices.count) entries") (\(ByteCount.text(tree.size(of: indices))))"
  }

  /// A finding about the rule or line `line`, with the entries at `indices`; `shown` are the ones to name.
  func finding(
    _ code: FindingCode, _ level: FindingLevel, line: Int?, _ message: String, _ indices: [Int] = [],
    shown: [Int]? = nil, fix: Fix? = nil
  ) -> Finding {
    Finding(
      code: code, level: level, file: subject.fileName, line: line, message: message,
      paths: (shown ?? indices).prefix(10).map { PathText.escaped(BytePath(tree.entries[$0].path)) },
      pathCount: indices.count,
      byteCount: tree.size(of: indices), fix: fix)
  }

  /// A pattern in quotation marks, safe to print.
  static func quoted(_ bytes: [UInt8]) -> String {
    // Not in the spelling of paths, which would double every backslash of a pattern.
    "\"\(PathText.visible(String(decoding: bytes, as: UTF8.self)))\""
  }
}

extension AdviceTree {
  fileprivate var emptyListing: Listing {
    Listing(isListed: [], isKept: [])
  }
}
