internal import Fingerprints

/// Text for GitHub's and GitLab's Markdown: whatever would be markup is shown as it is.
enum MarkdownText {
  /// For a paragraph or the cell of a table.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in PathText.visible(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\\", "`", "*", "_", "{", "}", "[", "]", "(", ")", "#", "+", "!", "|", "~", "$", "@", ":":
        // A colon makes addresses, and at signs make mentions, of what follows.
        result += "&#\(scalar.value);"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
