/// A pattern for folders that are no members of a workspace.
///
/// Its stars match across `/`: `packages/*` leaves out `packages/a/b`, too (`WorkspaceExclusions` in uv's
/// `workspace.rs`).
struct UVExclusion {
  private let pattern: [UInt8]

  init(_ pattern: String) { self.pattern = Array(pattern.utf8) }

  func matches(_ folder: String) -> Bool {
    let path = Array(folder.utf8)
    var (place, index) = (0, 0)
    var retry: (place: Int, index: Int)?
    while index < path.count {
      if place < pattern.count, pattern[place] == UInt8(ascii: "*") {
        retry = (place, index)
        place += 1
      } else if place < pattern.count, pattern[place] == UInt8(ascii: "?") || pattern[place] == path[index] {
        place += 1
        index += 1
      } else if let (star, start) = retry {
        (place, index) = (star + 1, start + 1)
        retry = (star, start + 1)
      } else {
        return false
      }
    }
    return pattern[place...].allSatisfy { $0 == UInt8(ascii: "*") }
  }
}
