/// How a file system tells names apart.
public enum NameFolding: Hashable, Sendable {
  /// By their bytes.
  case none
  /// APFS without regard to case: by the full case folding of their canonical decomposition.
  case canonical
  /// NTFS: by a table of capital letters, one UTF-16 unit to another, without normalisation.
  case uppercase

  /// What names are equal by: two names are one and the same file when their keys are.
  public func key(_ name: [UInt8]) -> NameKey {
    if self == .none { return .bytes(name) }
    if name.allSatisfy({ $0 < 0x80 }) { return .bytes(name.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }) }
    guard let text = String(validating: name, as: UTF8.self) else { return .bytes(name) }
    if self == .uppercase { return .bytes(Array(Self.capitals(text).utf8)) }
    let folded = Self.caseFolded(text)
    // A name that folds to ASCII, such as one with a Kelvin sign, must meet those that are ASCII from the start.
    return folded.utf8.allSatisfy { $0 < 0x80 } ? .bytes(Array(folded.utf8)) : .canonical(folded)
  }

  /// Full case folding, which the standard library does not have, as the small letters of the capital ones; the dotless
  /// i, which folds to itself, is the exception.
  private static func caseFolded(_ text: String) -> String {
    var folded = ""
    for scalar in text.unicodeScalars {
      if scalar == "\u{131}" {
        folded.unicodeScalars.append(scalar)
        continue
      }
      for capital in scalar.properties.uppercaseMapping.unicodeScalars {
        // No word ends here, so a sigma is never the final one.
        folded += capital.properties.lowercaseMapping
      }
    }
    return folded
  }

  /// Capital letters where one stands for one, in the basic plane, and ASCII never comes of anything else: so are the
  /// tables that Windows writes to its volumes, as far as letters are concerned that they know.
  ///
  /// Written in small letters where that is ASCII, so that it meets the keys of plain names.
  private static func capitals(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if scalar.isASCII {
        result += scalar.properties.lowercaseMapping
        continue
      }
      let mapped = scalar.properties.uppercaseMapping.unicodeScalars
      if scalar.value < 0x10000, mapped.count == 1, let capital = mapped.first, !capital.isASCII {
        result.unicodeScalars.append(capital)
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

/// What a file system compares instead of a name.
public enum NameKey: Hashable, Sendable {
  case bytes([UInt8])
  /// Compared by canonical equivalence, as `String` does it: the one place where that is wanted.
  case canonical(String)
}
