/// A pattern for the folders of a workspace: `*`, `?` and `[a-z]` within a name, `**` for any number of folders.
struct PathPattern {
  let text: String
  private let components: [[UInt8]]

  /// More patterns than any workspace has; each is tried on every folder.
  static let maximumCount = 256
  private static let maximumLength = 1024

  /// - Parameter text: relative to the folder the matched paths are relative to.
  init(_ text: String) {
    self.text = text
    components = LockPath(text).components.filter { $0 != "." }.map { Array($0.utf8) }
  }

  /// Whether it names one folder only, as what is too long for a pattern does.
  var isLiteral: Bool {
    text.utf8.count > Self.maximumLength || !components.contains { $0.contains { "*?[".utf8.contains($0) } }
  }

  func matches(_ path: [String]) -> Bool {
    let names = path.map { Array($0.utf8) }
    // Which beginnings of the pattern match the names so far.
    var reached = [Bool](repeating: false, count: components.count + 1)
    reached[0] = true
    skipRecursive(&reached)
    for name in names {
      var next = [Bool](repeating: false, count: components.count + 1)
      for (index, component) in components.enumerated() where reached[index] {
        if component == Self.recursive {
          next[index] = true
        } else if Self.matches(component, name) {
          next[index + 1] = true
        }
      }
      reached = next
      skipRecursive(&reached)
    }
    return reached[components.count]
  }

  private static let recursive = Array("**".utf8)

  private func skipRecursive(_ reached: inout [Bool]) {
    for (index, component) in components.enumerated() where reached[index] && component == Self.recursive {
      reached[index + 1] = true
    }
  }

  /// One name; the last star is the only one that ever has to take back a guess.
  private static func matches(_ pattern: [UInt8], _ name: [UInt8]) -> Bool {
    var (place, index) = (0, 0)
    var retry: (place: Int, index: Int)?
    while index < name.count {
      if place < pattern.count, pattern[place] == UInt8(ascii: "*") {
        retry = (place, index)
        place += 1
      } else if place < pattern.count, let length = length(of: pattern[place...], matching: name[index]) {
        place += length
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

  /// How long the part of the pattern is that matches `byte`; nil when it does not.
  private static func length(of pattern: ArraySlice<UInt8>, matching byte: UInt8) -> Int? {
    guard let first = pattern.first else { return nil }
    if first == UInt8(ascii: "?") { return 1 }
    guard first == UInt8(ascii: "["), let close = pattern.dropFirst(2).firstIndex(of: UInt8(ascii: "]")) else {
      return first == byte ? 1 : nil
    }
    var set = pattern[(pattern.startIndex + 1)..<close]
    let isNegated = set.first == UInt8(ascii: "!")
    if isNegated { set = set.dropFirst() }
    return contains(Array(set), byte) != isNegated ? close - pattern.startIndex + 1 : nil
  }

  private static func contains(_ set: [UInt8], _ byte: UInt8) -> Bool {
    var index = 0
    while index < set.count {
      if index + 2 < set.count, set[index + 1] == UInt8(ascii: "-") {
        if set[index] <= byte, byte <= set[index + 2] { return true }
        index += 3
      } else {
        if set[index] == byte { return true }
        index += 1
      }
    }
    return false
  }
}
