/// A pattern of folders as Python's `pathlib` reads it: `*`, `?` and `[…]` within a name, `**` for any folders.
struct FolderPattern {
  private enum Part {
    case folders
    case name([Sign])
  }

  /// What stands for one character of a name, or a star for any number of them.
  private enum Sign {
    case star
    case any
    case character(UInt32)
    /// Ranges of characters, both ends in them.
    case set([(low: UInt32, high: UInt32)], isNegated: Bool)

    func fits(_ character: UInt32) -> Bool {
      switch self {
      case .star, .any: true
      case .character(let own): own == character
      case .set(let ranges, let isNegated):
        ranges.contains { $0.low <= character && character <= $0.high } != isNegated
      }
    }
  }

  private let parts: [Part]

  /// - Parameter names: what stands between the slashes.
  init(_ names: [String]) {
    parts = names.map { $0 == "**" ? .folders : .name(Self.signs($0.unicodeScalars.map(\.value))) }
  }

  func fits(_ folder: [String]) -> Bool {
    Self.fit(folder, parts) {
      if case .folders = $0 { true } else { false }
    } one: { name, part in
      guard case .name(let signs) = part else { return false }
      return Self.fit(name.unicodeScalars.map(\.value), signs) {
        if case .star = $0 { true } else { false }
      } one: {
        $1.fits($0)
      }
    }
  }

  /// Whether `items` fit a pattern in which some parts stand for any number of items.
  ///
  /// Of those only the last that was met is ever tried again, so that the time is the product of the lengths at most.
  private static func fit<Item, Part>(
    _ items: [Item], _ pattern: [Part], isMany: (Part) -> Bool, one: (Item, Part) -> Bool
  ) -> Bool {
    var (item, part) = (0, 0)
    var retry: (item: Int, part: Int)?
    while item < items.count {
      if part < pattern.count, isMany(pattern[part]) {
        part += 1
        retry = (item, part)
      } else if part < pattern.count, one(items[item], pattern[part]) {
        item += 1
        part += 1
      } else if let last = retry {
        item = last.item + 1
        part = last.part
        retry = (item, part)
      } else {
        return false
      }
    }
    return pattern[part...].allSatisfy(isMany)
  }

  private static func sign(_ scalar: Unicode.Scalar) -> UInt32 { scalar.value }

  private static func signs(_ name: [UInt32]) -> [Sign] {
    var signs: [Sign] = []
    var rest = name[...]
    while let character = rest.popFirst() {
      switch character {
      case sign("*"): signs.append(.star)
      case sign("?"): signs.append(.any)
      case sign("["):
        // A bracket at once behind the opening one is a member; without an end the bracket is itself.
        let isNegated = rest.first == sign("!")
        let inner = isNegated ? rest.dropFirst() : rest
        guard let end = inner.dropFirst().firstIndex(of: sign("]")) else {
          signs.append(.character(character))
          continue
        }
        signs.append(.set(ranges(inner[..<end]), isNegated: isNegated))
        rest = rest[(end + 1)...]
      default: signs.append(.character(character))
      }
    }
    return signs
  }

  private static func ranges(_ set: ArraySlice<UInt32>) -> [(low: UInt32, high: UInt32)] {
    var ranges: [(low: UInt32, high: UInt32)] = []
    var rest = set
    while let low = rest.popFirst() {
      if rest.first == sign("-"), let high = rest.dropFirst().first {
        rest = rest.dropFirst(2)
        ranges.append((low, high))
      } else {
        ranges.append((low, low))
      }
    }
    return ranges
  }
}
