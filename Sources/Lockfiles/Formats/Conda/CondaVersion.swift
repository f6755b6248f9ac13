/// A version of a conda package in conda's order (`conda.models.version.VersionOrder`).
///
/// `1.1` equals `1.1.0`; `1.1dev1 < 1.1a1 < 1.1rc1 < 1.1 < 1.1post1`; an epoch `1!` comes first, what stands behind
/// `+` last. Case does not count.
struct CondaVersion: Sendable {
  private enum Part: Hashable, Sendable {
    case text([UInt8])
    /// Digits without leading zeros, so that no number is too large.
    case number([UInt8])
    /// `post`, larger than every number.
    case infinity

    static let zero = Part.number([])
  }

  private let release: [[Part]]
  private let local: [[Part]]

  /// Nil when `text` is no version.
  init?(_ text: String) {
    var bytes = Array(text.trimmed.utf8).map { $0.isLetter ? $0 | 0x20 : $0 }
    if bytes.contains(UInt8(ascii: "-")), !bytes.contains(UInt8(ascii: "_")) {
      bytes = bytes.map { $0 == UInt8(ascii: "-") ? UInt8(ascii: "_") : $0 }
    }
    guard bytes.allSatisfy({ $0.isDigit || $0.isLetter || "*.+!_".utf8.contains($0) }) else { return nil }
    var epoch: ArraySlice<UInt8> = [UInt8(ascii: "0")]
    var parts = bytes.split(separator: UInt8(ascii: "!"), omittingEmptySubsequences: false)
    if parts.count > 1 {
      guard parts.count == 2, !parts[0].isEmpty, parts[0].allSatisfy(\.isDigit) else { return nil }
      epoch = parts[0]
    }
    guard let rest = parts.last else { return nil }
    parts = rest.split(separator: UInt8(ascii: "+"), omittingEmptySubsequences: false)
    guard parts.count <= 2, let main = parts.first, !main.isEmpty else { return nil }
    // An underscore at the end belongs to the last part: `1.0.1_ < 1.0.1a`.
    let isOpen = main.last == UInt8(ascii: "_")
    var components = Self.components(isOpen ? main.dropLast() : main)
    if isOpen { components[components.count - 1].append(UInt8(ascii: "_")) }
    var release = [Self.parts(Array(epoch))]
    for component in components {
      guard !component.isEmpty else { return nil }
      release.append(Self.parts(component))
    }
    var local: [[Part]] = []
    for component in parts.count == 2 ? Self.components(parts[1]) : [] {
      guard !component.isEmpty else { return nil }
      local.append(Self.parts(component))
    }
    self.release = release
    self.local = local
  }

  private static func components(_ text: ArraySlice<UInt8>) -> [[UInt8]] {
    text.split(omittingEmptySubsequences: false) { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "_") }.map(Array.init)
  }

  /// Runs of digits, of stars and of other bytes; a zero in front when the first is no number.
  private static func parts(_ component: [UInt8]) -> [Part] {
    func kind(_ byte: UInt8) -> Int { byte.isDigit ? 0 : byte == UInt8(ascii: "*") ? 1 : 2 }
    var result: [Part] = []
    var index = 0
    while index < component.count {
      let end = component[index...].firstIndex { kind($0) != kind(component[index]) } ?? component.count
      let run = Array(component[index..<end])
      if run[0].isDigit {
        result.append(.number(Array(run.drop { $0 == UInt8(ascii: "0") })))
      } else if run.elementsEqual("post".utf8) {
        result.append(.infinity)
      } else {
        // In upper case `dev` comes before all letters and the underscore.
        result.append(.text(run.elementsEqual("dev".utf8) ? Array("DEV".utf8) : run))
      }
      index = end
    }
    if case .text = result.first { result.insert(.zero, at: 0) }
    if case .infinity = result.first { result.insert(.zero, at: 0) }
    return result
  }

  /// Whether this version is `other` or a further part of it, as `1.2.3` is of `1.2`.
  func starts(with other: CondaVersion) -> Bool {
    if !other.local.isEmpty {
      return Self.order(release, other.release) == 0 && Self.starts(local, other.local)
    }
    return Self.starts(release, other.release)
  }

  private static func starts(_ left: [[Part]], _ right: [[Part]]) -> Bool {
    guard let last = right.last, let end = last.last else { return true }
    let count = right.count - 1
    guard order(Array(left.prefix(count)), Array(right.prefix(count))) == 0 else { return false }
    let component = left.count > count ? left[count] : []
    guard order([Array(component.prefix(last.count - 1))], [Array(last.dropLast())]) == 0 else { return false }
    let part = component.count >= last.count ? component[last.count - 1] : .zero
    if case .text(let wanted) = end {
      guard case .text(let found) = part else { return false }
      return found.starts(with: wanted)
    }
    return part == end
  }

  private static func order(_ left: [[Part]], _ right: [[Part]]) -> Int {
    for index in 0..<max(left.count, right.count) {
      let one = index < left.count ? left[index] : []
      let two = index < right.count ? right[index] : []
      for place in 0..<max(one.count, two.count) {
        let order = order(place < one.count ? one[place] : .zero, place < two.count ? two[place] : .zero)
        if order != 0 { return order }
      }
    }
    return 0
  }

  private static func order(_ left: Part, _ right: Part) -> Int {
    switch (left, right) {
    case (.text(let one), .text(let two)):
      return one == two ? 0 : one.lexicographicallyPrecedes(two) ? -1 : 1
    case (.text, _): return -1
    case (_, .text): return 1
    case (.infinity, .infinity): return 0
    case (.infinity, _): return 1
    case (_, .infinity): return -1
    case (.number(let one), .number(let two)):
      if one.count != two.count { return one.count < two.count ? -1 : 1 }
      return one == two ? 0 : one.lexicographicallyPrecedes(two) ? -1 : 1
    }
  }
}

extension CondaVersion: Comparable {
  static func == (left: CondaVersion, right: CondaVersion) -> Bool {
    order(left.release, right.release) == 0 && order(left.local, right.local) == 0
  }

  static func < (left: CondaVersion, right: CondaVersion) -> Bool {
    let order = order(left.release, right.release)
    return order == 0 ? Self.order(left.local, right.local) < 0 : order < 0
  }
}
