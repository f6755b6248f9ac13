internal import Fingerprints

/// Says for people in what two trees differ.
public enum FindingText {
  /// `312 files 0664 vs 0644; nothing else differs`.
  ///
  /// - Parameter isOnly: whether there is no other finding.
  public static func message(_ finding: DifferenceFinding, isOnly: Bool) -> String {
    let noun = noun(finding)
    var text = "\(finding.count) \(finding.count == 1 ? noun.one : noun.many)"
    if finding.pairs.count == 1, finding.morePairs == 0 {
      text += " " + PathText.visible(finding.pairs[0].values)
    } else if !finding.pairs.isEmpty {
      text += ": " + finding.pairs.map { "\($0.count) × \(PathText.visible($0.values))" }.joined(separator: ", ")
      if finding.morePairs > 0 { text += " and \(finding.morePairs) other pairs" }
    }
    return text + (isOnly ? "; nothing else differs" : "")
  }

  /// The first paths, then what differs inside of archives; one line each.
  public static func details(_ finding: DifferenceFinding) -> [String] {
    var lines = finding.paths.map { PathText.visible($0) }
    if finding.count > finding.paths.count { lines.append("… and \(finding.count - finding.paths.count) more") }
    for inner in finding.inside {
      lines.append("  inside: \(inner.code.rawValue): \(message(inner, isOnly: finding.inside.count == 1))")
      lines += details(inner).map { "    " + $0 }
    }
    return lines
  }

  private static func noun(_ finding: DifferenceFinding) -> (one: String, many: String) {
    // Directories have modes, too; where there are none the word is plainer.
    if finding.directories == 0, finding.code.noun.one == "entry" {
      return ("file", "files")
    }
    return finding.code.noun
  }
}
