/// Rows with columns as wide as their cells.
enum TextTable {
  /// - Parameters:
  ///   - rows: the first one says how many columns there are; a short row goes on past them.
  ///   - numbers: the columns that stand to the right.
  ///   - styled: gives a cell its colours, which take no room.
  static func text(
    _ rows: [[String]], numbers: Set<Int> = [],
    styled: (_ row: Int, _ column: Int, _ cell: String) -> String = { $2 }
  ) -> String {
    guard let head = rows.first else { return "" }
    let full = rows.filter { $0.count == head.count }
    let widths = head.indices.map { column in full.map { $0[column].unicodeScalars.count }.max() ?? 0 }
    return rows.enumerated().map { index, row in
      var line = ""
      for (column, cell) in row.enumerated() {
        let padding = String(repeating: " ", count: max(0, widths[column] - cell.unicodeScalars.count))
        let shown = styled(index, column, cell)
        if numbers.contains(column) {
          line += padding + shown
        } else {
          line += column == row.count - 1 ? shown : shown + padding
        }
        if column < row.count - 1 { line += "  " }
      }
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }.joined()
  }
}
