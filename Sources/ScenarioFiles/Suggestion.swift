/// Finds the word somebody probably meant.
public enum Suggestion {
  /// The closest of `candidates` to `word`, when it is close enough to be a slip.
  public static func closest(to word: String, among candidates: [String]) -> String? {
    guard word.utf8.count <= 80 else { return nil }
    if word.count >= 3, let longer = candidates.first(where: { $0.lowercased().hasPrefix(word.lowercased()) }) {
      return longer
    }
    let scored = candidates.map { (candidate: $0, distance: distance(word.lowercased(), $0.lowercased())) }
    guard let best = scored.min(by: { $0.distance < $1.distance }) else { return nil }
    return best.distance <= max(1, word.count / 3) ? best.candidate : nil
  }

  /// Damerau–Levenshtein distance, adjacent swaps only ("optimal string alignment").
  static func distance(_ left: String, _ right: String) -> Int {
    let a = Array(left.prefix(80).utf8)
    let b = Array(right.prefix(80).utf8)
    var rows = [Array(0...b.count)]
    for i in 0..<a.count {
      var row = [i + 1]
      for j in 0..<b.count {
        var best = min(rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, rows[i - 1][j - 1] + 1) }
        row.append(best)
      }
      rows.append(row)
    }
    return rows[a.count][b.count]
  }
}
