/// Paths inside the build context, as BuildKit spells them.
enum ContextPath {
  /// Absolute in the context, without `.`, `..` and empty components; `..` does not leave the root.
  static func clean(_ path: [UInt8]) -> [UInt8] {
    var components: [ArraySlice<UInt8>] = []
    for component in path.split(separator: UInt8(ascii: "/")) {
      if component.elementsEqual([0x2E]) { continue }
      if component.elementsEqual([0x2E, 0x2E]) {
        _ = components.popLast()
      } else {
        components.append(component)
      }
    }
    var result: [UInt8] = []
    for component in components {
      result.append(UInt8(ascii: "/"))
      result += component
    }
    return result.isEmpty ? [UInt8(ascii: "/")] : result
  }

  /// Whether there is a wildcard that no backslash escapes.
  static func hasWildcard(_ path: [UInt8]) -> Bool {
    var isEscaped = false
    for byte in path {
      if isEscaped {
        isEscaped = false
      } else if byte == 0x5C {
        isEscaped = true
      } else if byte == 0x2A || byte == 0x3F || byte == 0x5B {
        return true
      }
    }
    return false
  }
}
