internal import Fingerprints
public import Model

/// One pending record for people: why first, then what differs.
public enum ReviewText {
  /// `index` counts from 0; `causes` are those that are to be decided about.
  public static func lines(
    _ result: ScenarioResult, _ causes: [Cause], _ index: Int, of count: Int, _ style: TextStyle
  ) -> String {
    let place = style.dim("\(index + 1) of \(count), \(PathText.visible(result.file))")
    var lines = ["\(style.bold(PathText.visible(result.name)))  \(place)"]
    var rest = causes[...]
    while let cause = rest.popFirst() {
      lines.append("  \(cause.message) \(style.dim("[" + cause.code + "]"))")
      // What explains a difference stands behind it and is shown before the long list of it.
      while let reason = rest.first, CauseCode.attributes.contains(reason.code) {
        lines.append("  \(reason.message) \(style.dim("[" + reason.code + "]"))")
        lines += reason.details.map { "    " + PathText.visible($0) }
        if let remedy = reason.remedy { lines.append("  → \(remedy)") }
        rest = rest.dropFirst()
      }
      lines += cause.details.map { "    " + PathText.visible($0) }
    }
    // Without a record there is nothing to compare with: what would be recorded stands for it.
    if result.record == .missing {
      for fingerprint in result.observation?.fingerprints ?? [] {
        lines.append("    \(PathText.visible(fingerprint.subject)) \(fingerprint.scheme) \(fingerprint.digest)")
      }
    }
    return lines.joined(separator: "\n")
  }
}
